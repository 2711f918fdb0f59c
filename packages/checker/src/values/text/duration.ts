/** Durations: Go's (`1h30m`, `-1.5s`, `0`; `time.ParseDuration`) and Prometheus' (`1d12h`; `model.ParseDuration`). */
import { quote, quoteAscii } from '../quote.ts';

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
  const invalid = () => ({ error: `time: invalid duration ${quoteAscii(text)}` });
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
    if (end === fraction) return { error: `time: missing unit in duration ${quoteAscii(text)}` };
    const name = text.slice(fraction, end);
    const unit = units.get(name);
    if (unit === undefined) return { error: `time: unknown unit ${quoteAscii(name)} in duration ${quoteAscii(text)}` };
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

/** Nanoseconds of each of Prometheus' units, which must come in this order. */
const prometheusUnits: ReadonlyMap<string, bigint> = new Map([
  ['y', 31_536_000_000_000_000n],
  ['w', 604_800_000_000_000n],
  ['d', 86_400_000_000_000n],
  ['h', 3_600_000_000_000n],
  ['m', 60_000_000_000n],
  ['s', 1_000_000_000n],
  ['ms', 1_000_000n],
]);

/**
 * A Prometheus duration in nanoseconds, from 0 to 2^63 - 1: whole numbers only, each unit at most once, the
 * greatest first.
 *
 * @returns `error`: what the real parser says.
 */
export function prometheusDuration(text: string): { readonly nanoseconds: bigint } | { readonly error: string } {
  if (text === '0') return { nanoseconds: 0n };
  if (text === '') return { error: 'empty duration string' };
  const invalid = () => ({ error: `not a valid duration string: ${quote(text)}` });
  const order = [...prometheusUnits.keys()];
  let last = -1;
  let total = 0n;
  for (let at = 0; at < text.length; ) {
    const digits = digitsEnd(text, at);
    let end = digits;
    while (end < text.length && !isDigit(text, end)) end++;
    if (digits === at || end === digits) return invalid();
    const number = unsigned(text.slice(at, digits));
    if (number === undefined) return invalid();
    const name = text.slice(digits, end);
    const unit = prometheusUnits.get(name);
    if (unit === undefined) return { error: `unknown unit ${quote(name)} in duration ${quote(text)}` };
    if (order.indexOf(name) <= last) return invalid();
    last = order.indexOf(name);
    if (number > limit / unit) return { error: 'duration out of range' };
    total += number * unit;
    if (total >= limit) return { error: 'duration out of range' };
    at = end;
  }
  return { nanoseconds: total };
}

function unsigned(digits: string): bigint | undefined {
  const significant = digits.replace(/^0+/, '');
  const value = significant.length > 20 ? undefined : BigInt(significant);
  return value !== undefined && value < 2n * limit ? value : undefined;
}
