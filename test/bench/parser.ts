import { parse } from '@assay/parser';

/**
 * How fast texts of about 100 KB become trees when everything is warm, in MB (10⁶ bytes) a second: the quickest of sixty rounds,
 * because what else the machine does can only make a round slower.
 */
export function benchParser(texts: readonly string[]): number {
  const large = texts.filter((text) => text.length > 60_000 && text.length < 200_000 && parse(text).errors.length === 0);
  const bytes = large.reduce((sum, text) => sum + Buffer.byteLength(text), 0);
  if (bytes === 0) return Number.NaN;
  const once = (): number => {
    const started = process.hrtime.bigint();
    for (const text of large) parse(text);
    return Number(process.hrtime.bigint() - started) / 1e9;
  };
  for (let i = 0; i < 30; i++) once();
  return bytes / 1e6 / Math.min(...Array.from({ length: 60 }, once));
}
