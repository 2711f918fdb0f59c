import type { CheckOptions, Level } from '@assay/checker';
import { afterAll, describe, expect, test } from 'vitest';
import { constructs } from './constructs.ts';
import { WorkCounter } from './work.ts';

// Before the code that is counted is loaded.
const counter = new WorkCounter();
await counter.open();
afterAll(() => counter.close());
const { loadCatalog } = await import('@assay/catalog');
const { allCodes, bind, checkProgram, groupIntoPrograms, openSource, PipelineGraph } = await import('@assay/checker');
const { format } = await import('@assay/formatter');
const { parse } = await import('@assay/parser');
const { json } = await import('../../packages/cli/src/graph/json.ts');
const { human } = await import('../../packages/cli/src/report/human.ts');
const { fakeSource, finding, placeOf, plainPage, reportOf } = await import('../../packages/cli/src/report/testing.ts');
const { examples, supposed } = await import('./examples.ts');

const catalog = await loadCatalog();
const everything: CheckOptions = { catalog, stability: 'experimental', community: true };

/**
 * How many times as much work twice the size may be, beside the sorting: exactly twice where each thing is looked at as often as before, and
 * near to four times where all things are looked at for each.
 */
const MOST = 2.04;

/**
 * Where names are compared with all others, until there have been so many of them that nobody reads the rest, and where lines are long: only
 * what is large grows evenly.
 */
const LARGE =
  /^(?:references to unknown names|unknown names beside many ids|bare words|unknown imported declares|unknown names on one line|outputs of all signals)$/;

/** Checks, draws and formats a text. */
function doAll(text: string): unknown {
  const sources = [openSource('a.alloy', text)];
  const diagnostics = checkProgram(sources, everything);
  const graph = new PipelineGraph(bind(sources, catalog), catalog);
  const drawn = json([{ sources, graph, diagnostics, view: 'components' }]);
  const result = parse(text);
  return [drawn, result.errors.length === 0 && format(result)];
}

test.each(Object.entries(constructs))('twice as much takes twice the work: %s', async (name, make) => {
  expect(await counter.growth((n) => doAll(make(n)), LARGE.test(name) ? 300 : 48)).toBeLessThan(MOST);
});

/** Directories with `n` files. */
const directories: Readonly<Record<string, (i: number, n: number) => string>> = {
  'that refer to the next one': (i, n) => `loki.relabel "r${i}" {\n\tforward_to = [loki.relabel.r${(i + 1) % n}.receiver]\n}\n`,
  'that refer to one': (i) => (i === 0 ? 'loki.echo "e" { }\n' : `loki.relabel "r${i}" {\n\tforward_to = [loki.echo.e.receiver]\n}\n`),
  'that define the same': () => 'loki.echo "e" { }\n',
  'that cannot be read': (i) => `loki.echo e${i} { }\nloki.relabel "r${i}" {\n\tforward_to = [loki.echo.x${i}.receiver]\n}\n`,
  'with suppressions': (i) => `// assay: ignore secret/plaintext: once ${i}\nloki.echo "e${i}" { }\n`,
};

test.each(Object.entries(directories))('twice as many files take twice the work: files %s', async (_name, text) => {
  const check = (n: number): void => {
    const sources = Array.from({ length: n }, (_, i) => openSource(`d/${i}.alloy`, text(i, n)));
    for (const program of groupIntoPrograms(sources, catalog)) checkProgram(program, everything);
    // All of them as one program, as they are where Alloy is given the directory.
    checkProgram(sources, everything);
  };
  expect(await counter.growth(check, 100)).toBeLessThan(MOST);
});

test('a line twice as long takes twice the work to show', async () => {
  const show = (n: number): void => {
    const source = fakeSource('long.alloy', `${'x'.repeat(n)}needle${'y'.repeat(n)}`);
    expect(human(reportOf([source], finding(placeOf(source, 'needle'))), { ...plainPage, columns: 60 })).toContain('needle');
  };
  expect(await counter.growth(show, 10_000)).toBeLessThan(MOST);
});

/** Codes of which there is one in a file, or that are about names which are not as they were. */
const ONCE: ReadonlySet<string> = new Set([
  'loki/self-loop',
  'module/shadowed-namespace',
  'reference/shadows-function',
  'structure/top-level-attribute',
  'suppression/expired',
  'suppression/unused',
  'syntax/conditional',
  'syntax/unexpected',
  'syntax/unterminated-comment',
]);

describe('twice as many of what is found take twice the work', () => {
  const made = examples();

  test.each([...made.keys()])('%s', async (code) => {
    const make = made.get(code) as (n: number) => string;
    const options: CheckOptions = {
      catalog,
      // What is not stable is found where only what is stable may be used.
      stability: code.startsWith('stability/') ? 'generally-available' : 'experimental',
      community: !code.startsWith('stability/'),
      levels: new Map<string, Level>([[code, 'warning']]),
      profile: supposed(code),
      today: '2026-01-01',
    };
    const find = (n: number): number => checkProgram([openSource('a.alloy', make(n))], options).filter((each) => each.code === code).length;
    // Some examples are told in words.
    if (find(1) > 0) expect(find(3) < 3).toBe(ONCE.has(code));
    // Fixes of syntax errors are tried, each on the whole file, until so much has been read: what grows is the reading.
    const read = (n: number): unknown => parse(make(n)).errors;
    expect(await counter.growth(code.startsWith('syntax/') ? read : find, 16)).toBeLessThan(MOST);
  });

  test('all codes have an example', () => {
    expect(allCodes().filter((code) => !made.has(code))).toEqual([]);
  });
});
