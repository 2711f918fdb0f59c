/** How Go prints text inside quotes, for messages that must read as the real program's do. */

const plain = /^[ !#-[\]-~]*$/;
const printable = /^[\p{L}\p{M}\p{N}\p{P}\p{S} ]$/u;

const short: Readonly<Record<string, string>> = {
  '\x07': '\\a',
  '\b': '\\b',
  '\f': '\\f',
  '\n': '\\n',
  '\r': '\\r',
  '\t': '\\t',
  '\v': '\\v',
  '"': '\\"',
  '\\': '\\\\',
};

/** Text as Go's `%q` prints it: double quotes, escapes for what cannot be printed, everything else as it is. */
export function quote(text: string): string {
  if (plain.test(text)) return `"${text}"`;
  let quoted = '"';
  for (const character of text) quoted += short[character] ?? (printable.test(character) ? character : escaped(character.codePointAt(0)!));
  return `${quoted}"`;
}

function escaped(code: number): string {
  if (code < 0x20 || code === 0x7f) return `\\x${hex(code, 2)}`;
  // A lone surrogate is no character; Go replaces it.
  if (code >= 0xd800 && code <= 0xdfff) return '\\ufffd';
  return code < 0x10000 ? `\\u${hex(code, 4)}` : `\\U${hex(code, 8)}`;
}

/** Text as Go's `time` package quotes it: every byte that is not printable ASCII in hexadecimal. */
export function quoteBytes(text: string): string {
  if (plain.test(text)) return `"${text}"`;
  let quoted = '"';
  for (const byte of new TextEncoder().encode(text)) {
    if (byte >= 0x80 || byte < 0x20) quoted += `\\x${hex(byte, 2)}`;
    else quoted += byte === 0x22 || byte === 0x5c ? `\\${String.fromCharCode(byte)}` : String.fromCharCode(byte);
  }
  return `${quoted}"`;
}

function hex(value: number, digits: number): string {
  return value.toString(16).padStart(digits, '0');
}
