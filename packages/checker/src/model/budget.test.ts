import { describe, expect, test } from 'vitest';
import { openSource } from '../project/source.ts';
import { Workspace } from '../project/workspace.ts';
import { catalog, checkAll } from '../testing.ts';
import { bind } from './binder.ts';
import { Budget, MAX_TEXT } from './budget.ts';
import { PipelineGraph } from './graph.ts';

/** A declare in a declare, as deep as said, each made of what it has inside of it. */
function nested(depth: number, innermost: string, around: (inner: string) => string): string {
  let text = innermost;
  for (let level = 0; level < depth; level++) text = around(`declare "d" {\n${text}\n}`);
  return text;
}

/** Declares whose export is put together of several that an instance of the next one exports. */
function exporting(depth: number, innermost: string, value: (reference: string) => string, use: string): string {
  const text = nested(depth, innermost, (inner) => `${inner}\nd "a" { }\nexport "v" {\n\tvalue = ${value('d.a.v')}\n}`);
  return `declare "d" {\n${text}\n}\nd "a" { }\n${use}\n`;
}

/** Instances of instances, four of each. */
function instances(depth: number, argument: (label: string) => string): string {
  const labels = ['a', 'b', 'c', 'e'];
  const own = 'argument "x" { }\nloki.write "w" {\n\tendpoint {\n\t\turl = argument.x.value\n\t}\n}';
  const text = nested(
    depth,
    own,
    (inner) => `argument "x" { }\n${inner}\n${labels.map((label) => `d "${label}" {\n\tx = ${argument(label)}\n}`).join('\n')}`,
  );
  return `declare "z" {\n${text}\n}\nz "q" {\n\tx = "http://loki/loki/api/v1/push"\n}\n`;
}

function foreach(depth: number, body: string): string {
  const list = Array.from({ length: 100 }, (_, i) => `"${i}"`).join(', ');
  let text = body;
  for (let i = 0; i < depth; i++) text = `foreach "f" {\n\tcollection = [${list}]\n\tvar = "v${i}"\n\n\ttemplate {\n${text}\n\t}\n}`;
  return `${text}\n`;
}

const eight = (reference: string): string[] => Array.from({ length: 8 }, () => reference);
const LEVEL = 'logging {\n\tlevel = d.a.v\n}';
const STRING = 'export "v" {\n\tvalue = "0123456789"\n}';
const write = (url: string): string => `loki.write "w" {\n\tendpoint {\n\t\turl = ${url}\n\t}\n}\n`;
const scrape = (targets: string): string => `prometheus.scrape "s" {\n\ttargets    = ${targets}\n\tforward_to = []\n}\n`;

/** What is found that is no judgement of ours, and whether all was followed. */
function refused(text: string): string[] {
  return checkAll({ 'a.alloy': text })
    .filter(({ authority, code }) => authority !== 'lint' || code === 'program/not-followed')
    .map(({ code, severity }) => `${severity} ${code}`);
}

describe('a budget', () => {
  test('allows so many steps, and remembers the first place at which there were more', () => {
    const source = openSource('a.alloy', 'loki.echo "a" { }');
    const budget = new Budget(10);
    expect([budget.spend(4), budget.spend(6)]).toEqual([true, true]);
    budget.note(source, { start: 0, end: 1 });
    expect([budget.isSpent, budget.end]).toEqual([false, undefined]);
    expect([budget.spend(1), budget.spend(0)]).toEqual([false, false]);
    budget.note(source, { start: 2, end: 3 });
    budget.note(source, { start: 4, end: 5 });
    expect([budget.isSpent, budget.used, budget.end]).toEqual([true, 11, { source, span: { start: 2, end: 3 } }]);
  });

  test('grows with the text, and makes no text that is too long', () => {
    const [short, long] = [100, 10_000].map((length) => openSource('a.alloy', '\n'.repeat(length)));
    const steps = (budget: Budget): number => {
      while (budget.spend(1000));
      return budget.used;
    };
    expect(steps(Budget.of([long!])) - steps(Budget.of([short!]))).toBe(198_000);
    expect(Budget.of([short!]).spendText(MAX_TEXT)).toBe(true);
    expect(Budget.of([short!]).spendText(MAX_TEXT + 1)).toBe(false);
  });
});

describe('what is the same is worked out once', () => {
  test('exports that read the next export eight times', () => {
    expect(refused(exporting(12, STRING, (each) => `[${eight(each).join(', ')}]`, LEVEL))).toEqual(['error type/mismatch']);
    const number = 'export "v" {\n\tvalue = 1\n}';
    expect(refused(exporting(12, number, (each) => eight(each).join(' + '), LEVEL))).toEqual(['error type/bad-value']);
  });

  test('arguments that are handed on twenty-four times', () => {
    const many = (label: string): string => Array.from({ length: 24 }, () => label).join(', ');
    const text = nested(
      6,
      'argument "x" { }\nloki.relabel "r" {\n\tforward_to = argument.x.value\n}',
      (inner) => `argument "x" { }\n${inner}\nd "a" {\n\tx = coalesce(${many('argument.x.value')})\n}`,
    );
    const program = `loki.echo "e" { }\ndeclare "z" {\n${text}\n}\nz "q" {\n\tx = [loki.echo.e.receiver]\n}\n`;
    expect(refused(program)).toEqual([]);
    const pipeline = new PipelineGraph(bind([openSource('a.alloy', program)], catalog), catalog);
    expect(pipeline.isComplete).toBe(true);
    expect(pipeline.crossings.map(({ from, to }) => `${from.id} => ${to.id}`)).toEqual(['loki.relabel.r => loki.echo.e']);
  });

  test('items that nothing reads', () => {
    expect(refused(foreach(5, write('"http://l/loki/api/v1/push"')))).toEqual([]);
  });
});

describe('what multiplies ends', () => {
  test.each([
    ['instances in instances', instances(16, () => 'argument.x.value')],
    ['instances that all differ', instances(16, (label) => `argument.x.value + "${label}"`)],
    ['items of foreach blocks in each other', foreach(5, write('v0 + v1 + v2 + v3 + v4'))],
    [
      'lists that are eight times as long',
      exporting(
        14,
        'export "v" {\n\tvalue = [{"__address__" = "a:80"}]\n}',
        (each) => `array.concat(${eight(each).join(', ')})`,
        scrape('d.a.v'),
      ),
    ],
  ])('%s', (_name, text) => {
    expect(text.length).toBeLessThan(4096);
    const found = checkAll({ 'a.alloy': text });
    expect(found.filter(({ code }) => code === 'program/not-followed')).toHaveLength(1);
    expect(found.filter(({ severity }) => severity === 'error')).toEqual([]);
  });

  test('at a place that is told', () => {
    const [found] = checkAll({ 'a.alloy': foreach(5, write('v0 + v1 + v2 + v3 + v4')) }).filter(
      ({ code }) => code === 'program/not-followed',
    );
    expect(found).toMatchObject({ severity: 'warning', authority: 'lint', start: 0, end: 'foreach "f"'.length });
  });

  test('after what was found before', () => {
    const text = foreach(4, write('v0 + v1 + v2 + v3')).replace('"0"', 'true');
    expect(refused(text)).toEqual(['warning program/not-followed', 'error type/operator']);
  });

  test('without a word about suppressions that may be needed', () => {
    const comment = '// assay: ignore-file graph/dead-sink, secret/plaintext: made ready\n';
    const codes = (text: string): string[] => checkAll({ 'a.alloy': text }).map(({ code }) => code);
    expect(codes(comment + instances(1, () => 'argument.x.value'))).toContain('suppression/unused');
    expect(codes(comment + instances(16, () => 'argument.x.value'))).toEqual(['program/not-followed']);
  });

  test('in an editor as it does anywhere', () => {
    const text = foreach(5, write('v0 + v1 + v2 + v3 + v4'));
    const workspace = new Workspace({ catalog, stability: 'experimental', community: true });
    workspace.open('a.alloy', `${text}loki.echo "e" { }\n`);
    expect(workspace.programOf('a.alloy')?.diagnostics).toEqual(checkAll({ 'a.alloy': `${text}loki.echo "e" { }\n` }));
    const at = text.length + 'loki.echo "'.length;
    workspace.edit('a.alloy', [{ start: at, end: at + 1, text: 'other' }]);
    expect(workspace.programOf('a.alloy')?.diagnostics).toEqual(checkAll({ 'a.alloy': `${text}loki.echo "other" { }\n` }));
  });

  test('and leaves out modules of a graph', () => {
    const pipeline = new PipelineGraph(
      bind(
        [
          openSource(
            'a.alloy',
            instances(16, () => 'argument.x.value'),
          ),
        ],
        catalog,
      ),
      catalog,
    );
    expect(pipeline.isComplete).toBe(false);
    expect(pipeline.modules.length).toBeGreaterThan(1000);
    expect(pipeline.modules.length).toBeLessThan(20_000);
  });
});

describe('functions', () => {
  test('make no more than can be held', () => {
    let text = '"aaaaaaaaaa"';
    for (let i = 0; i < 12; i++) text = `string.replace(${text}, "a", "aaaaaaaaaa")`;
    expect(refused(write(text))).toEqual([]);
    const all = (reference: string): string => eight(reference).join(', ');
    for (const value of [
      (each: string) => `string.format("%s%s%s%s%s%s%s%s", ${all(each)})`,
      (each: string) => `string.join([${all(each)}], "-")`,
      (each: string) => eight(each).join(' + '),
      (each: string) => `string.split(${eight(each).join(' + ')}, "")[0]`,
      (each: string) => `file.path_join(${all(each)})`,
    ])
      expect(refused(exporting(14, STRING, value, write('d.a.v'))).filter((found) => found.startsWith('error'))).toEqual([]);
  });

  test('take lists of any length', () => {
    const list = `[${'"a", '.repeat(200_000)}]`;
    const text = `loki.process "p" {\n\tforward_to = []\n\n\tstage.label_drop {\n\t\tvalues = array.concat(${list}, [])\n\t}\n}\n`;
    expect(refused(text)).toEqual([]);
  });

  test('read JSON however deep it is', () => {
    expect(refused(write(`encoding.from_json("${'['.repeat(20_000)}${']'.repeat(20_000)}")`))).toEqual(['error type/mismatch']);
  });
});

describe('nothing is as deep as a program is long', () => {
  const relabel = (name: string, ...to: string[]): string =>
    `loki.relabel "${name}" {\n\tforward_to = [${to.map((each) => `${each}.receiver`).join(', ')}]\n}\n`;
  const start = 'loki.source.api "in" {\n\tforward_to = [loki.relabel.a0.receiver]\n\n\thttp { }\n}\n';
  const end = 'loki.echo "end" { }\n';
  const next = (i: number, last: number): string => (i === last ? 'loki.echo.end' : `loki.relabel.a${i + 1}`);

  test('a chain of ten thousand components', () => {
    const chain = Array.from({ length: 10_000 }, (_, i) => relabel(`a${i}`, next(i, 9999)));
    expect(refused(start + chain.join('') + end)).toEqual([]);
  });

  test('diamonds in a row', () => {
    const diamonds = Array.from({ length: 3000 }, (_, i) =>
      [relabel(`a${i}`, `loki.relabel.b${i}`, `loki.relabel.c${i}`), relabel(`b${i}`, next(i, 2999)), relabel(`c${i}`, next(i, 2999))].join(
        '',
      ),
    );
    const found = checkAll({ 'a.alloy': start + diamonds.join('') + end });
    expect(new Set(found.map(({ code }) => code))).toEqual(new Set(['graph/double-delivery']));
    expect(found).toHaveLength(3000);
  });

  test('a chain of five thousand declares', () => {
    const chain = Array.from({ length: 5000 }, (_, i) => `declare "d${i + 1}" {\n\td${i} "a" { }\n}\n`);
    const text = `declare "d0" {\n\tloki.relabel "r" {\n\t\tforward_to = [loki.echo.e.nope]\n\t}\n\n\tloki.echo "e" { }\n}\n${chain.join('')}d5000 "top" { }\n`;
    expect(refused(text)).toEqual(['error reference/no-such-export']);
  });
});
