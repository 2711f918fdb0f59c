/** Character classes of the lexical grammar (alloy.ebnf: letter, digit), on code points. */

const LETTER = /^\p{L}$/u;
const DIGIT = /^\p{Nd}$/u;

const IDENTIFIER_START = 1;
const IDENTIFIER_PART = 2;

/** What an ASCII character may be; nearly all characters of a configuration are. */
const ascii = new Uint8Array(128);
for (let code = 0; code < 128; code++) {
  const isLetter = (code >= 0x41 && code <= 0x5a) || (code >= 0x61 && code <= 0x7a) || code === 0x5f;
  if (isLetter) ascii[code] = IDENTIFIER_START | IDENTIFIER_PART;
  else if (isDecimalDigit(code)) ascii[code] = IDENTIFIER_PART;
}

/** ASCII 0 to 9: the only digits of numbers. */
export function isDecimalDigit(code: number): boolean {
  return code >= 0x30 && code <= 0x39;
}

/** `letter`: ASCII letters, `_`, and Unicode's category L. */
export function isIdentifierStart(code: number): boolean {
  return code < 128 ? ((ascii[code] as number) & IDENTIFIER_START) !== 0 : LETTER.test(String.fromCodePoint(code));
}

/** `letter | digit`: digits are those of Unicode's category Nd. */
export function isIdentifierPart(code: number): boolean {
  if (code < 128) return ((ascii[code] as number) & IDENTIFIER_PART) !== 0;
  const character = String.fromCodePoint(code);
  return LETTER.test(character) || DIGIT.test(character);
}

/** The value of a hexadecimal digit, or 16 where it is none. */
export function digitValue(code: number): number {
  if (code >= 0x30 && code <= 0x39) return code - 0x30;
  const lower = code | 0x20;
  return lower >= 0x61 && lower <= 0x66 ? lower - 0x61 + 10 : 16;
}

/** Whether a text is one identifier and no keyword: what an attribute, a block or a label may be called. */
export function isIdentifier(text: string): boolean {
  if (text === '' || text === 'true' || text === 'false' || text === 'null') return false;
  let first = true;
  for (const character of text) {
    const code = character.codePointAt(0) as number;
    if (!(first ? isIdentifierStart(code) : isIdentifierPart(code))) return false;
    first = false;
  }
  return true;
}
