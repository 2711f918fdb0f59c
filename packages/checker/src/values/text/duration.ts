/** Go's durations: `1h30m`, `-1.5s`, `0` (the `time` package's ParseDuration). */
import { quoteBytes } from '../quote.ts';

/** Nanoseconds of each unit. Both signs for micro are taken: U+00B5 and the Greek letter U+03BC. */
const units: ReadonlyMap<string, bigint> = new Map([
  ['ns', 1n],
  ['us', 1_000n],
  ['µs', 1_000n],
  ['μs', 1_000n],
  ['ms', 1_000_000n],
  ['s', 1_000_000_000n],
  ['m', 60_000_000_000n],
  ['h', 3_600_000_000_000n],
]);

/** One more than the longest duration, in nanoseconds. */
const limit = 2n ** 63n;

/**
 * A Go duration in nanoseconds, from -2^63 to 2^63 - 1.
 *
 * @returns `error`: what the real program says.
 */
export function goDuration(text: string): { readonly nanoseconds: bigint } | { readonly error: string } {
  const invalid = () => ({ error: `time: invalid duration ${quoteBytes(text)}` });
  const negative = text.startsWith('-');
  let at = negative || text.startsWith('+') ? 1 : 0;
  if (text.length - at === 1 && text[at] === '0') return { nanoseconds: 0n };
  if (at === text.length) return invalid();
  let total = 0n;
  while (at < text.length) {
    const whole = digitsEnd(text, at);
    const fraction = text[whole] === '.' ? digitsEnd(text, whole + 1) : whole;
    if (fraction - at - (fraction > whole ? 1 : 0) === 0) return invalid();
    const wholes = whole === at ? 0n : leadingInteger(text.slice(at, whole));
    if (wholes > limit) return invalid();
    let end = fraction;
    while (end < text.length && text[end] !== '.' && !isDigit(text, end)) end++;
    if (end === fraction) return { error: `time: missing unit in duration ${quoteBytes(text)}` };
    const name = text.slice(fraction, end);
    const unit = units.get(name);
    if (unit === undefined) return { error: `time: unknown unit ${quoteBytes(name)} in duration ${quoteBytes(text)}` };
    total += wholes * unit + fractionOf(text.slice(whole + 1, fraction), unit);
    if (total > limit) return invalid();
    at = end;
  }
  if (negative) return { nanoseconds: -total };
  return total === limit ? invalid() : { nanoseconds: total };
}

function isDigit(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  return code >= 0x30 && code <= 0x39;
}

function digitsEnd(text: string, at: number): number {
  let end = at;
  while (isDigit(text, end)) end++;
  return end;
}

function leadingInteger(digits: string): bigint {
  // Leading zeros aside, nothing of more than 19 digits is below the limit: spare BigInt the work.
  const significant = digits.replace(/^0+/, '');
  return significant.length > 19 ? limit + 1n : BigInt(significant);
}

/** The nanoseconds of a fraction of a unit, with Go's rounding: as many digits as fit in 63 bits, then float64. */
function fractionOf(digits: string, unit: bigint): bigint {
  let value = 0n;
  let scale = 1;
  for (const digit of digits) {
    const next = value * 10n + BigInt(digit);
    if (value > (limit - 1n) / 10n || next > limit) break;
    value = next;
    scale *= 10;
  }
  return value === 0n ? 0n : BigInt(Math.trunc(Number(value) * (Number(unit) / scale)));
}
