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
export function quoteAscii(text: string): string {
  if (plain.test(text)) return `"${text}"`;
  let quoted = '"';
  for (const byte of byteString(text)) {
    if (byte < ' ' || byte > '\x7f') quoted += hexByte(byte);
    else quoted += byte === '"' || byte === '\\' ? `\\${byte}` : byte;
  }
  return `${quoted}"`;
}

/** The UTF-8 of a text, one character (U+0000 … U+00FF) for each byte, so that it can be cut where Go cuts it. */
export function byteString(text: string): string {
  return isAscii(text) ? text : Array.from(new TextEncoder().encode(text), (byte) => String.fromCharCode(byte)).join('');
}

/** A {@link byteString} as Go's `%q` prints it: bytes that are no UTF-8 in hexadecimal. */
export function quoteByteString(bytes: string): string {
  const text = isAscii(bytes) ? bytes : decode(bytes);
  if (text !== undefined) return quote(text);
  let quoted = '"';
  let start = 0;
  while (start < bytes.length) {
    const length = bytes[start]! < '\x80' ? 1 : bytes[start]! < '\xe0' ? 2 : bytes[start]! < '\xf0' ? 3 : 4;
    const character = decode(bytes.slice(start, start + length));
    quoted += character === undefined ? hexByte(bytes[start]!) : quote(character).slice(1, -1);
    start += character === undefined ? 1 : length;
  }
  return `${quoted}"`;
}

function decode(bytes: string): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(toBytes(bytes));
  } catch {
    return undefined;
  }
}

function toBytes(bytes: string): Uint8Array {
  return Uint8Array.from(bytes, (byte) => byte.charCodeAt(0));
}

function isAscii(text: string): boolean {
  for (let i = 0; i < text.length; i++) if (text.charCodeAt(i) >= 0x80) return false;
  return true;
}

function hexByte(byte: string): string {
  return `\\x${hex(byte.charCodeAt(0), 2)}`;
}

function hex(value: number, digits: number): string {
  return value.toString(16).padStart(digits, '0');
}
