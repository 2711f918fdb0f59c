/** Why Alloy refuses a file's bytes before it reads them. */
export interface EncodingProblem {
  readonly kind: 'utf-16' | 'utf-32' | 'invalid-utf-8';
  readonly message: string;
  /** Where, in UTF-16 units of the text. */
  readonly offset: number;
}

/**
 * Bytes to text, as `alloy validate` and `alloy run` take them (LANGUAGE.md 1.1): UTF-8, with or without a byte order mark.
 *
 * A mark of UTF-8 stays in the text, so that the columns of the first line fit. There is a text in any case; bytes that
 * are no UTF-8 are replacement characters in it.
 */
export function decodeSource(bytes: Uint8Array): { readonly text: string; readonly problem?: EncodingProblem } {
  const [a, b, c, d] = bytes;
  if (a === 0xff && b === 0xfe && c === 0 && d === 0) return wide(bytes, 'utf-32', 'UTF-32');
  if (a === 0 && b === 0 && c === 0xfe && d === 0xff) return wide(bytes, 'utf-32', 'UTF-32');
  if (a === 0xff && b === 0xfe) return wide(bytes, 'utf-16', 'UTF-16 (little endian)');
  if (a === 0xfe && b === 0xff) return wide(bytes, 'utf-16', 'UTF-16 (big endian)');
  try {
    return { text: new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes) };
  } catch {
    const text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes);
    const offset = firstBadCharacter(bytes, text);
    return { text, problem: { kind: 'invalid-utf-8', message: 'the file is not UTF-8: this byte belongs to no character', offset } };
  }
}

function wide(bytes: Uint8Array, kind: EncodingProblem['kind'], name: string): { text: string; problem: EncodingProblem } {
  const text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes);
  return { text, problem: { kind, message: `the file is ${name}, and Alloy reads only UTF-8`, offset: 0 } };
}

/** The first replacement character that does not stand as such in the bytes. */
function firstBadCharacter(bytes: Uint8Array, text: string): number {
  const encoder = new TextEncoder();
  let byte = 0;
  for (let at = 0; at < text.length; ) {
    const point = text.codePointAt(at) as number;
    if (point === 0xfffd && !(bytes[byte] === 0xef && bytes[byte + 1] === 0xbf && bytes[byte + 2] === 0xbd)) return at;
    byte += point < 0x80 ? 1 : encoder.encode(String.fromCodePoint(point)).length;
    at += point > 0xffff ? 2 : 1;
  }
  return 0;
}
