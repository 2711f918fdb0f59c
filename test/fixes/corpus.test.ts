import { loadCatalog } from '@assay/catalog';
import { checkProgram, type Diagnostic, type Fix, openSource } from '@assay/checker';
import { describe, expect, test } from 'vitest';
import { addedErrors, isThere, programs } from './harm.ts';

if (!isThere) console.warn('SKIPPED: the fixes are not tried on real configuration, because ../shared is not there');

const catalog = await loadCatalog();
const options = { catalog, stability: 'experimental', community: true } as const;

/** Whether a finding is still there, at the place where it is after a fix. */
function isLeft(left: readonly Diagnostic[], { code, message, start }: Diagnostic, { edits }: Fix): boolean {
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

describe.skipIf(!isThere)('every fix that is offered for real configuration', () => {
  test('leaves a file that parses, takes its finding away, and brings nothing of its own', { timeout: 300_000 }, () => {
    const tried = new Map<string, number>();
    const failures: string[] = [];
    for (const { name, files } of programs()) {
      const text = files['a.alloy'];
      // Of mutants there are too many, and the errors of what is made up stand behind each other.
      if (text === undefined || text.length > 40_000 || name.startsWith('mutants ')) continue;
      const isReal = !name.startsWith('cases ');
      const source = openSource('a.alloy', text);
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
          else if (isLeft(left, diagnostic, fix)) failures.push(`${diagnostic.code}: still there: ${fix.title}: ${diagnostic.message}`);
          // What is not applied then should rarely be proposed. A syntax error hides what is behind it, so that more may come to light.
          else if (isReal && !diagnostic.code.startsWith('syntax/'))
            failures.push(...addedErrors(diagnostics, left).map((error) => `${diagnostic.code}: brings ${error}: ${fix.title}`));
        }
      }
    }
    expect(tried.size).toBeGreaterThan(10);
    expect(failures).toEqual([]);
  });
});
