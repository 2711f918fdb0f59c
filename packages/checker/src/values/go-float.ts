/** Floating-point numbers in text, as Go's `strconv.ParseFloat` reads them. */

const decimal = /^[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:e[+-]?\d+)?$/i;
const hexadecimal = /^[+-]?0x([\da-f]*)(?:\.([\da-f]*))?p([+-]?\d+)$/i;

/**
 * Whether Go reads the text as a float64: decimal or hexadecimal (`0x1.8p3`), single `_` between digits, within
 * range. `Inf` and `NaN`, which Go reads too, are none here.
 */
export function isGoFloat(text: string): boolean {
  if (text.includes('_')) {
    const misplaced = /^[+-]?0x/i.test(text) ? /(?<![\da-fx])_|_(?![\da-f])/i : /(?<!\d)_|_(?!\d)/;
    return !misplaced.test(text) && isGoFloat(text.replaceAll('_', ''));
  }
  if (decimal.test(text)) return Number.isFinite(Number(text));
  const [, whole = '', fraction = '', exponent] = hexadecimal.exec(text) ?? [];
  if (exponent === undefined || whole + fraction === '') return false;
  const significant = (whole + fraction).replace(/^0+/, '');
  return significant === '' || 4 * (significant.length - fraction.length) + Number(exponent) <= 1024 + leadingZeroBits(significant);
}

/** Of the first hexadecimal digit: how many of its four bits are not used. */
function leadingZeroBits(digits: string): number {
  return Math.clz32(Number.parseInt(digits[0]!, 16)) - 28;
}
