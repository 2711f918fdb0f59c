import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { loadCatalog } from '@assay/catalog';
import { checkProgram, isSuppressible, openSource, type Source, writeSuppressions } from '@assay/checker';
import { format, formatRange } from '@assay/formatter';
import { describe, expect, test } from 'vitest';

const corpus = new URL('../../../shared/corpus/', import.meta.url);
const there = existsSync(corpus);
if (!there) console.warn('SKIPPED: suppressions are not written into real configuration, because ../shared is not there');

const catalog = await loadCatalog();
const options = { catalog, stability: 'experimental', community: true } as const;

const isFormatted = ({ parse }: Source): boolean => formatRange(parse, 0, parse.text.length).length === 0;

/** What is wrong with a text after comments have been written into it; how many were. */
function failures(text: string): { readonly wrong: string[]; readonly applied: number } {
  const before = openSource('a.alloy', text);
  const { sources, diagnostics, applied } = writeSuppressions([before], options, { reason: 'present before', formatRange });
  const after = sources[0]!;
  const wrong: string[] = [];
  for (const { code, message } of diagnostics.filter(isSuppressible)) wrong.push(`still there: ${code} ${message}`);
  if (diagnostics.some(({ code }) => code.startsWith('suppression/'))) wrong.push('a comment is wrong');
  if (after.parse.errors.length !== before.parse.errors.length) wrong.push('it parses in another way');
  if (before.parse.errors.length === 0 && isFormatted(before) && !isFormatted(after)) wrong.push('it is no longer formatted');
  const formatted = format(after.parse);
  if (formatted && before.parse.errors.length === 0) {
    const again = checkProgram([openSource('a.alloy', formatted.text)], options);
    for (const { code } of again.filter((each) => isSuppressible(each) || each.code.startsWith('suppression/')))
      wrong.push(`formatted: ${code}`);
  }
  const without = (source: Source): string => source.text.replace(/\/\/ assay: .*/g, '').replace(/\s+/g, '');
  if (without(after) !== without(before)) wrong.push('more than comments was written');
  return { wrong, applied };
}

function check(files: readonly { readonly name: string; readonly text: string }[]): number {
  const found = files.map(({ name, text }) => ({ name, ...failures(text) }));
  expect(found.flatMap(({ name, wrong }) => wrong.map((each) => `${name}: ${each}`))).toEqual([]);
  return found.reduce((sum, { applied }) => sum + applied, 0);
}

describe('after everything is suppressed, nothing is found that can be, formatted or not, and files parse and are formatted as before', () => {
  test('in the examples', () => {
    const broken = new URL('../../examples/broken/', import.meta.url);
    const names = readdirSync(broken).filter((name) => name.endsWith('.alloy'));
    expect(check(names.map((name) => ({ name, text: readFileSync(new URL(name, broken), 'utf8') })))).toBeGreaterThan(0);
  });

  test.skipIf(!there)('in real configuration', { timeout: 120_000 }, () => {
    const rows = readFileSync(new URL('VERDICTS.jsonl', corpus), 'utf8')
      .split('\n')
      .filter((line) => line !== '');
    // Each eighth: all of them take minutes.
    const names = rows.filter((_, index) => index % 8 === 0).map((line) => (JSON.parse(line) as { file: string }).file);
    const files = names
      .map((name) => ({ name, text: readFileSync(new URL(name, corpus), 'utf8') }))
      .filter(({ text }) => text.length < 40_000);
    expect(check(files)).toBeGreaterThan(50);
  });
});
