/** The prime of FNV-1a with 64 bits is 2^40 + this. */
const PRIME = 0x1b3;

/**
 * FNV-1a of the UTF-8 of a text, with 64 bits: 16 hexadecimal digits. It tells texts apart; it keeps nobody from making two that have the
 * same (http://www.isthe.com/chongo/tech/comp/fnv).
 */
export function fnv1a(text: string): string {
  let high = 0xcbf29ce4;
  let low = 0x84222325;
  for (const byte of new TextEncoder().encode(text)) {
    low = (low ^ byte) >>> 0;
    // The low half times the prime has at most 41 bits, which a number holds exactly.
    const product = low * PRIME;
    high = (Math.imul(high, PRIME) + Math.floor(product / 2 ** 32) + (low << 8)) >>> 0;
    low = product >>> 0;
  }
  return high.toString(16).padStart(8, '0') + low.toString(16).padStart(8, '0');
}
