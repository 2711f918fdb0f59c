import { globSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parseSync } from 'vite';
import { expect, test } from 'vitest';

// Without a program of its own beside it.
process.env.RECHECK_SYNC_BACKEND = 'pure';
const { checkSync } = await import('recheck');

const SLOW = 'looked at once: linear. It takes seconds';

/** Those that are not looked at here, and why they are no harm. */
const OTHERS: Readonly<Record<string, string>> = {
  'packages/cli/src/changes/git.ts /^(?:PATH|HOME': SLOW,
  'packages/cli/src/init/automation.ts /\\bid:': SLOW,
  'packages/checker/src/embed/ottl/check.ts /^(?:[^%(]': SLOW,
  'packages/checker/src/embed/ottl/parser.ts /^"': SLOW,
  'packages/checker/src/rules/cluster/per-node-label/rule.ts /constants': SLOW,
  'packages/checker/src/rules/module/unused-argument/rule.ts /\\b(?:unused': SLOW,
  'packages/checker/src/rules/otel/spanmetrics-instances/rule.ts /constants': 'blanks are behind `env(` only once',
  'packages/checker/src/rules/relabel/meta-label/rule.ts /^__': SLOW,
  'packages/checker/src/rules/security/tls-skip-verify/rule.ts /^(?:discovery': SLOW,
  'packages/checker/src/rules/string/shell-variable/rule.ts /(?:\\.(?:tmpl': 'it is asked of names of files',
  'packages/checker/src/rules/string/shell-variable/rule.ts /\\$\\$': 'blanks are behind braces only once',
  'packages/checker/src/rules/string/shell-variable/rule.ts /\\b(?:envsubst': 'a word is gone through from its beginning only',
  'packages/checker/src/suppressions/comment.ts /^([a-z]{4,6})': 'comments have 2000 characters at most',
  'packages/checker/src/values/text/selector.ts /^"': SLOW,
  'packages/parser/src/lexical-errors.ts /(?:"': 'it is asked of 200 characters at most',
  'packages/parser/src/lexical-errors.ts /[\\s)\\]},{]*$': 'it is asked of 50 characters at most',
  'packages/parser/src/lexical-errors.ts /[\\s,]*$': 'it is asked of 50 characters at most',
  'packages/cli/src/init/hosts.ts /^(["\'])(.*)': 'the quote comes again at its places, and blanks follow each of them only once',
  'packages/checker/src/embed/escapes.ts /(?<!': 'it begins in front of a run of backslashes only',
  'packages/parser/src/surroundings.ts /\\{\\{': 'it is asked of what is near a place',
};

interface Found {
  readonly name: string;
  readonly source: string;
  readonly flags: string;
}

const root = fileURLToPath(new URL('../../', import.meta.url));

/** The regular expressions that are written in the packages, those without a repetition that has no end left out. */
function* regexes(): Generator<Found> {
  for (const file of globSync('packages/*/src/**/*.ts', { cwd: root }).sort()) {
    const path = file.replaceAll('\\', '/');
    if (/\.test\.ts$|testing\.ts$/.test(path)) continue;
    const open: unknown[] = [parseSync(path, readFileSync(root + path, 'utf8'), { lang: 'ts' }).program];
    for (let node = open.pop(); node !== undefined; node = open.pop()) {
      if (typeof node !== 'object' || node === null) continue;
      const { type, regex } = node as { type?: string; regex?: { pattern: string; flags: string } };
      if (type === 'Literal' && regex && /[*+]|\{\d+,\}/.test(regex.pattern))
        yield { name: `${path} /${regex.pattern}/${regex.flags}`, source: regex.pattern, flags: regex.flags };
      else open.push(...Object.values(node));
    }
  }
}

/** Automata do not look ahead or behind: what is to follow is taken for what follows, and what may not is left out. */
function withoutLooks(source: string): string {
  return source.replace(/\(\?<?=/g, '(?:').replace(/\(\?<?!(?:[^()\\]|\\.)*\)/g, '');
}

test('no regular expression of ours takes more than linear time', () => {
  const bad: string[] = [];
  const left = new Set(Object.keys(OTHERS));
  let looked = 0;
  for (const { name, source, flags } of regexes()) {
    const other = Object.keys(OTHERS).find((each) => name.startsWith(each));
    if (other !== undefined) {
      left.delete(other);
      continue;
    }
    looked++;
    const result = checkSync(withoutLooks(source), flags, { checker: 'automaton', timeout: 60_000 });
    if (result.status === 'vulnerable') bad.push(`${name}: ${result.complexity.summary}`);
    else if (result.status === 'unknown') bad.push(`${name}: cannot be looked at (${result.error.kind})`);
  }
  expect(bad).toEqual([]);
  expect(looked).toBeGreaterThan(100);
  // An exception is for an expression that there is.
  expect([...left]).toEqual([]);
}, 600_000);

test('quadratic and exponential ones are told from linear ones', () => {
  const of = (source: string): string => checkSync(source, '', { checker: 'automaton' }).status;
  expect([of('\\s+$'), of('^(?:[a-z]+)+$'), of('^\\s+x$')]).toEqual(['vulnerable', 'vulnerable', 'safe']);
});
