import { existsSync, readFileSync } from 'node:fs';
import { loadCatalog } from '@assay/catalog';
import { checkProgram, type Diagnostic, type Fix, openSource } from '@assay/checker';
import { describe, expect, test } from 'vitest';

const shared = new URL('../../../shared/', import.meta.url);
const verdicts = new URL('corpus/VERDICTS.jsonl', shared);
const cases = new URL('conformance/cases.jsonl', shared);
const there = existsSync(verdicts);
if (!there) console.warn('SKIPPED: the fixes are not tried on real configuration, because ../shared is not there');

const catalog = await loadCatalog();
const options = { catalog, stability: 'experimental', community: true } as const;

function lines(url: URL): Record<string, unknown>[] {
  return readFileSync(url, 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Record<string, unknown>);
}

function* texts(): Generator<string> {
  for (const { file } of lines(verdicts)) yield readFileSync(new URL(`corpus/${file}`, shared), 'utf8');
  for (const { text } of lines(cases)) yield text as string;
}

/** Whether a finding is still there, at the place where it is after a fix. */
function isThere(left: readonly Diagnostic[], { code, message, start }: Diagnostic, { edits }: Fix): boolean {
  const shift = edits.filter((edit) => edit.end <= start).reduce((sum, edit) => sum + edit.text.length - (edit.end - edit.start), 0);
  return left.some((each) => each.code === code && each.message === message && each.start === start + shift);
}

function applied(text: string, { edits }: Fix): string {
  return [...edits]
    .sort((a, b) => b.start - a.start)
    .reduce((whole, edit) => whole.slice(0, edit.start) + edit.text + whole.slice(edit.end), text);
}

/** Fixes tried of one code: they are all of a kind. */
const MOST = 150;

describe.skipIf(!there)('every fix that is offered for real configuration', () => {
  test('leaves a file that parses, and takes its finding away', { timeout: 300_000 }, () => {
    const tried = new Map<string, number>();
    const failures: string[] = [];
    for (const text of texts()) {
      const source = openSource('a.alloy', text);
      if (source.text.length > 40_000) continue;
      const diagnostics = checkProgram([source], options);
      for (const diagnostic of diagnostics) {
        for (const fix of diagnostic.fixes) {
          const count = tried.get(diagnostic.code) ?? 0;
          if (count >= MOST) continue;
          tried.set(diagnostic.code, count + 1);
          const after = openSource('a.alloy', applied(source.text, fix));
          const left = checkProgram([after], options);
          // Behind a second mistake the first may have been read wrongly: such a fix is only suggested.
          if (source.parse.errors.length < 2 && after.parse.errors.length > source.parse.errors.length)
            failures.push(`${diagnostic.code}: no longer parses: ${fix.title}`);
          else if (isThere(left, diagnostic, fix)) failures.push(`${diagnostic.code}: still there: ${fix.title}: ${diagnostic.message}`);
        }
      }
    }
    expect(tried.size).toBeGreaterThan(10);
    expect(failures).toEqual([]);
  });
});
