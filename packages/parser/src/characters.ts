/** Character classes of the lexical grammar (alloy.ebnf: letter, digit), on code points. */

const LETTER = /^\p{L}$/u;
const DIGIT = /^\p{Nd}$/u;

/**
 * Letters and digits of Unicode 15.1 to 17: Alloy is built with the tables of Unicode 15.0 (Go's `unicode` package), and what
 * runs us may be newer. A version of Unicode only ever adds.
 */
const ADDED_AFTER_UNICODE_15 = (
  '88f c5c cdc 1c89-1c8a a7cb-a7cf a7d2 a7d4 a7da-a7dc a7f1 105c0-105f3 10940-10959 10d40-10d65 10d6f-10d85 10ec2-10ec7 ' +
  '11380-11389 1138b 1138e 11390-113b5 113b7 113d1 113d3 116d0-116e3 11bc0-11be0 11bf0-11bf9 11db0-11ddb 11de0-11de9 13460-143fa ' +
  '16100-1611d 16130-16139 16d40-16d6c 16d70-16d79 16ea0-16eb8 16ebb-16ed3 16ff2-16ff3 187f8-187ff 18cff 18d09-18d1e 18d80-18df2 ' +
  '1ccf0-1ccf9 1e5d0-1e5ed 1e5f0-1e5fa 1e6c0-1e6de 1e6e0-1e6e2 1e6e4-1e6e5 1e6e7-1e6ed 1e6f0-1e6f4 1e6fe-1e6ff 2b73a-2b73f ' +
  '2cea2-2cead 2ebf0-2ee5d 323b0-33479'
)
  .split(' ')
  .map((range) => range.split('-').map((code) => Number.parseInt(code, 16)))
  .map(([first, last]) => ({ first: first as number, last: last ?? (first as number) }));

function isOf(category: RegExp, code: number): boolean {
  return category.test(String.fromCodePoint(code)) && !ADDED_AFTER_UNICODE_15.some(({ first, last }) => code >= first && code <= last);
}

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
  return code < 128 ? ((ascii[code] as number) & IDENTIFIER_START) !== 0 : isOf(LETTER, code);
}

/** `letter | digit`: digits are those of Unicode's category Nd. */
export function isIdentifierPart(code: number): boolean {
  if (code < 128) return ((ascii[code] as number) & IDENTIFIER_PART) !== 0;
  return isOf(LETTER, code) || isOf(DIGIT, code);
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
