/** Numbers of bytes with binary units: `10MiB`, `1.5GB` (`alecthomas/units`, Base2Bytes). */

/** `KB` is 1024 bytes too, but `kB` is refused. */
const binary = unitsOf('iB');
const short = unitsOf('B');

function unitsOf(suffix: string): ReadonlyMap<string, number> {
  return new Map([['B', 1], ...['K', 'M', 'G', 'T', 'P', 'E'].map((prefix, i) => [prefix + suffix, 1024 ** (i + 1)] as const)]);
}

/**
 * A number of bytes, from -2^63 to 2^63 - 1, rounded towards zero. A unit is needed for anything but `0`.
 *
 * @returns `error`: what the real program says, which is about the second of its two attempts, the one with
 *   the units `KB`, `MB`, ….
 */
export function base2Bytes(text: string): { readonly bytes: bigint } | { readonly error: string } {
  const bytes = parse(text, binary);
  return 'error' in bytes ? parse(text, short) : bytes;
}

const element = /([0-9]*)(?:\.([0-9]*))?([^.0-9]*)/y;

/** Go's int64 takes no more digits than this in one run, whatever stands before them. */
const tooMuch = (2n ** 63n - 10n) / 10n;

function parse(text: string, units: ReadonlyMap<string, number>): { readonly bytes: bigint } | { readonly error: string } {
  const invalid = { error: `units: invalid ${text}` };
  const negative = text.startsWith('-');
  let at = negative || text.startsWith('+') ? 1 : 0;
  if (text.length - at === 1 && text[at] === '0') return { bytes: 0n };
  if (at === text.length) return invalid;
  let total = 0;
  while (at < text.length) {
    element.lastIndex = at;
    const [matched, whole = '', fraction = '', unit = ''] = element.exec(text)!;
    if (whole === '' && fraction === '') return invalid;
    if (overflows(whole) || overflows(fraction)) return invalid;
    const scale = units.get(unit);
    if (scale === undefined) return { error: `units: unknown unit ${unit} in ${text}` };
    let ten = 1;
    for (let i = 0; i < fraction.length; i++) ten *= 10;
    total += (Number(whole) + Number(fraction) / ten) * scale;
    at += matched.length;
  }
  if (negative) total = -total;
  // 2^63 passes, as Go compares after rounding to a float64.
  if (total < -(2 ** 63) || total > 2 ** 63) return { error: 'units: overflow parsing unit' };
  return { bytes: BigInt.asIntN(64, BigInt(Math.trunc(total))) };
}

function overflows(digits: string): boolean {
  const significant = digits.replace(/^0+/, '');
  if (significant.length < 19) return false;
  // The check comes before each digit but the first.
  return significant.length > 19 || BigInt(significant.slice(0, -1)) >= tooMuch;
}
