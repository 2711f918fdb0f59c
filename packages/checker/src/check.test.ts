import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { check, checkAll, checkFiles } from './testing.ts';

const SINK = 'loki.write "default" {\n\tendpoint {\n\t\turl = "http://loki/push"\n\t}\n}\n';

describe('scopes', () => {
  test('a reference finds what stands before or after it, in any file of the program', () => {
    const files = { 'a.alloy': 'loki.relabel "r" {\n\tforward_to = [loki.write.default.receiver]\n}\n', 'b.alloy': SINK };
    expect(checkFiles(files)).toEqual([]);
    expect(checkFiles({ 'a.alloy': files['a.alloy'] }).map((d) => d.code)).toEqual(['reference/unknown']);
  });

  test('a declare does not see what is around it', () => {
    const text = `${SINK}declare "d" {\n\tloki.relabel "r" {\n\t\tforward_to = [loki.write.default.receiver]\n\t}\n}\n`;
    expect(check(text)).toEqual(['8:17 reference/unknown']);
    expect(checkFiles({ a: text })[0]?.notes[0]).toMatch(/defined outside of this declare/);
  });

  test('a foreach template sees what is around it, and not the other way round', () => {
    const inside = 'loki.relabel "r" {\n\t\t\tforward_to = [loki.write.default.receiver]\n\t\t}\n';
    const loop = (body: string): string => `foreach "f" {\n\tcollection = [1]\n\tvar = "item"\n\ttemplate {\n\t\t${body}\t}\n}\n`;
    expect(check(SINK + loop(inside))).toEqual([]);
    expect(check(`${loop(SINK)}loki.relabel "r" {\n\tforward_to = [loki.write.default.receiver]\n}\n`)).toEqual([
      '13:16 reference/unknown',
    ]);
  });

  test('variables do not leak out of their scope; what only `alloy run` refuses is of its authority', () => {
    const loop = 'foreach "f" {\n\tcollection = [1]\n\tvar = "item"\n\ttemplate { }\n}\n';
    const found = checkFiles({ a: `${loop}local.file "x" {\n\tfilename = item.path\n}\n` });
    expect(found.map(({ code, authority }) => [code, authority])).toEqual([['reference/out-of-scope', 'load']]);
    expect(check('local.file "x" {\n\tfilename = item.path\n}\n')).toEqual(['2:13 reference/unknown']);
  });

  test('a declare inside a foreach template sees the variable and its own arguments', () => {
    const text =
      'foreach "f" {\n\tcollection = ["a"]\n\tvar = "item"\n\ttemplate {\n\t\tdeclare "d" {\n\t\t\targument "p" { }\n\t\t\tlocal.file "x" {\n\t\t\t\tfilename = item + argument.p.value\n\t\t\t}\n\t\t}\n\t\td "one" {\n\t\t\tp = "b"\n\t\t}\n\t}\n}\n';
    expect(check(text)).toEqual([]);
  });

  test('blocks of an imported namespace may hold any attribute, but need a label and must not repeat', () => {
    const text = 'import.file "lib" {\n\tfilename = "lib.alloy"\n}\n\nlib.thing "a" {\n\tx = 1\n\ty = [null]\n}\n';
    expect(check(text)).toEqual([]);
    expect(check(`${text}lib.thing "a" { }\nlib.other { }\n`)).toEqual(['9:1 structure/duplicate-block', '10:1 structure/missing-label']);
  });

  test('references inside instances of imported components are what only `alloy run` looks at', () => {
    const text = 'import.file "lib" {\n\tfilename = "lib.alloy"\n}\n\nlib.thing "a" {\n\tx = no.such\n}\n';
    expect(checkFiles({ a: text }).map(({ code, authority }) => [code, authority])).toEqual([['reference/unknown', 'load']]);
  });

  test('a declare goes before a built-in component of the same namespace', () => {
    const custom = 'declare "loki" {\n\targument "x" {\n\t\toptional = true\n\t}\n}\n\nloki.write "a" {\n\tx = 1\n}\n';
    expect(check(custom)).toEqual(['7:1 module/no-such-declare']);
    expect(check(custom.replace('loki.write "a"', 'loki "a"'))).toEqual([]);
  });
});

describe('references', () => {
  test('the shortest id that a chain begins with is the one that is meant', () => {
    expect(check('local.file "a" {\n\tfilename = local.file.a.content.x\n}\n')).toEqual(['1:1 reference/self', '2:13 type/access']);
  });

  test('indexing ends a chain, and the last chain inside of it stays open', () => {
    const text =
      'local.file "a" {\n\tfilename = "x"\n}\nlocal.file "b" {\n\tfilename = constants["os"] + sys.env(local.file.a.content).y\n}\n';
    // The reference is fine; that a string has no field y is another matter.
    expect(check(text)).toEqual(['5:31 type/access']);
    expect(check('local.file "b" {\n\tfilename = local.file["a"].content\n}\n')).toEqual(['2:13 reference/unknown']);
  });

  test('a misspelt label is found', () => {
    const found = checkFiles({ a: `${SINK}loki.relabel "r" {\n\tforward_to = [loki.write.defualt.receiver]\n}\n` });
    expect(found[0]?.fixes[0]?.title).toBe('did you mean "loki.write.default"?');
    expect(found[0]?.fixes[0]?.edits[0]?.text).toBe('loki.write.default');
  });

  test('experimental functions are recognised as whole chains only', () => {
    const text = (call: string): string => `local.file_match "a" {\n\tpath_targets = ${call}\n}\n`;
    const flags = { stability: 'generally-available' } as const;
    expect(check(text('array.group_by([], "a", false)'), flags)).toEqual(['2:17 stability/component']);
    expect(check(text('array.group_by([], "a", false)'))).toEqual([]);
    expect(check(text('array["group_by"]([], "a", false)'), flags)).toEqual([]);
  });
});

describe('cycles', () => {
  const file = (label: string, content: string): string => `local.file "${label}" {\n\tfilename = ${content}\n}\n`;

  test('a circle is reported once, as a path, with the place of each reference', () => {
    const text = file('a', 'local.file.b.content') + file('b', 'local.file.c.content') + file('c', 'local.file.a.content');
    const found = checkFiles({ 'a.alloy': text });
    expect(found).toHaveLength(1);
    expect(found[0]?.message).toContain('local.file.a → local.file.b → local.file.c → local.file.a');
    expect(found[0]?.related).toHaveLength(3);
  });

  test('a way round that is part of a larger tangle is the shortest one', () => {
    const text =
      file('a', 'local.file.b.content + local.file.c.content') + file('b', 'local.file.c.content') + file('c', 'local.file.a.content');
    expect(checkFiles({ a: text })[0]?.message).toContain('local.file.a → local.file.c → local.file.a');
  });

  test('a long chain does not overflow the stack', () => {
    const count = 20_000;
    const text = Array.from({ length: count }, (_, i) => file(`f${i}`, `local.file.f${(i + 1) % count}.content`)).join('');
    expect(checkFiles({ a: text }).map((d) => d.code)).toEqual(['reference/cycle']);
  });
});

describe('bodies', () => {
  test('an attribute that belongs one level deeper says so', () => {
    const found = checkFiles({ a: 'loki.write "a" {\n\turl = "http://loki/push"\n}\n' });
    expect(found[0]?.notes).toEqual(['this attribute belongs in the block "endpoint"']);
  });

  test('of a block that may stand once, each further one is reported and none is looked into', () => {
    const text = 'otelcol.processor.batch "a" {\n\toutput {\n\t\tx = 1\n\t}\n\toutput {\n\t\ty = 1\n\t}\n\toutput { }\n}\n';
    expect(check(text)).toEqual(['5:2 block/duplicate-block', '8:2 block/duplicate-block']);
  });

  test('alternatives of an enum of blocks may stand in any number and order', () => {
    const text = 'loki.process "a" {\n\tforward_to = []\n\tstage.docker { }\n\tstage.cri { }\n\tstage.docker { }\n\tstage.nope { }\n}\n';
    expect(check(text)).toEqual(['6:2 block/unknown-block']);
  });

  test('of an instance every argument that is not literally optional is asked for', () => {
    const declare =
      'declare "d" {\n\targument "a" { }\n\targument "b" {\n\t\toptional = true\n\t}\n\targument "c" {\n\t\toptional = (true)\n\t}\n}\n';
    expect(check(`${declare}d "x" {\n\tq = 1\n}\n`)).toEqual([
      '10:1 block/missing-argument',
      '10:1 block/missing-argument',
      '11:2 block/unknown-attribute',
    ]);
  });
});

describe('values', () => {
  const scrape = (attribute: string): string => `prometheus.scrape "a" {\n\ttargets    = []\n\tforward_to = []\n\t${attribute}\n}\n`;

  test.each([
    ['honor_labels = "true"', 'type/mismatch'],
    ['scrape_interval = "1d"', 'type/bad-value'],
    ['scrape_interval = 30', 'type/bad-value'],
    ['sample_limit = [1]', 'type/mismatch'],
    ['params = { a = "b" }', 'type/mismatch'],
    ['params = { a = [true] }', 'type/mismatch'],
    ['job_name = {}', 'type/mismatch'],
    ['job_name = "a" - "b"', 'type/operator'],
    ['sample_limit = !1', 'type/operator'],
    ['sample_limit = 1 / 0', 'type/operator'],
    ['sample_limit = 1e999', 'type/out-of-range'],
  ])('%s is refused', (attribute, code) => {
    expect(check(scrape(attribute)).map((s) => s.split(' ')[1])).toEqual([code]);
  });

  test.each([
    'honor_labels = null',
    'scrape_interval = "1h30m"',
    'scrape_interval = ("1m")',
    'sample_limit = "5"',
    'sample_limit = -5',
    'job_name = 5',
    'job_name = "a" + "b"',
    'params = { a = ["b", 1, null] }',
    'sample_limit = 2 ^ 9223372036854775807',
  ])('%s is accepted', (attribute) => {
    expect(check(scrape(attribute))).toEqual([]);
  });
});

test('relabel rules that are written out are looked into', () => {
  const text = (rules: string): string => `loki.source.api "a" {\n\tforward_to = []\n\trelabel_rules = ${rules}\n\thttp { }\n}\n`;
  expect(check(text('["x"]'))).toEqual(['3:19 type/mismatch']);
  expect(check(text('[{ target_lable = "x" }]'))).toEqual(['3:21 block/unknown-attribute']);
  expect(check(text('[null]'))).toEqual([]);
  expect(check(text('{}'))).toEqual(['3:18 type/mismatch']);
});

describe('what only the running program says', () => {
  const sink = 'loki.echo "sink" { }\n';
  const scrape = (to: string): string => `${sink}prometheus.scrape "a" {\n\ttargets = []\n\tforward_to = ${to}\n}\n`;

  test.each([
    ['[loki.echo.sink.receiver]', '4:16 type/wrong-reference'],
    ['loki.echo.sink.receiver', '4:15 type/wrong-reference'],
    ['[loki.echo.sink]', '4:16 reference/missing-export'],
    ['[loki.echo.sink.reciever]', '4:31 reference/no-such-export'],
  ])('forward_to = %s', (to, finding) => {
    expect(check(scrape(to))).toEqual([finding]);
  });

  test('what cannot be known is not reported', () => {
    expect(check(scrape('[coalesce(loki.echo.sink.receiver)]'))).toEqual([]);
    expect(check(scrape('encoding.from_json("[]")'))).toEqual([]);
    expect(
      check('discovery.relabel "a" {\n\ttargets = [discovery.relabel.b.output[0]]\n}\ndiscovery.relabel "b" {\n\ttargets = []\n}\n'),
    ).toEqual([]);
  });

  test('settings that exclude each other, where both are certain to be set', () => {
    const text = (auth: string): string => `loki.write "a" {\n\tendpoint {\n\t\turl = "http://loki/push"\n\t\t${auth}\n\t}\n}\n`;
    expect(check(text('bearer_token = "x"\n\t\tbearer_token_file = "/y"'))).toEqual(['5:3 exclusive/one-of']);
    expect(check(text('bearer_token = ""\n\t\tbearer_token_file = "/y"'))).toEqual([]);
    expect(check(text('bearer_token = sys.env("T")\n\t\tbearer_token_file = "/y"'))).toEqual([]);
    const three = 'bearer_token = "x"\n\t\tbasic_auth { }\n\t\tauthorization { }';
    expect(check(text(three))).toEqual(['5:3 exclusive/one-of', '6:3 exclusive/one-of']);
  });

  test('the component that translates is named', () => {
    const text =
      'otelcol.exporter.debug "out" { }\nprometheus.scrape "a" {\n\ttargets = []\n\tforward_to = [otelcol.exporter.debug.out.input]\n}\n';
    expect(checkFiles({ a: text })[0]?.notes[0]).toContain('"otelcol.receiver.prometheus"');
  });

  test('declares that hold each other', () => {
    const found = checkFiles({ a: 'declare "a" {\n\tb "x" { }\n}\ndeclare "b" {\n\ta "y" { }\n}\n' });
    expect(found.map(({ code, authority, message }) => [code, authority, message])).toEqual([
      ['module/recursive', 'load', 'this declare holds an instance of itself: declare.a → declare.b → declare.a'],
    ]);
  });
});

describe('files with syntax errors', () => {
  test('the healthy part is still checked', () => {
    const text = 'local.file "a" {\n\tfilename = \n}\n\nlocal.file "b" {\n\tfile = "x"\n\tfilename = "y"\n}\n';
    const found = check(text);
    expect(found).toHaveLength(2);
    expect(found[0]).toMatch(/^2:\d+ syntax\//);
    expect(found[1]).toBe('6:2 block/unknown-attribute');
  });

  test('a fix is safe where it mends the file, suggested among several mistakes, and not offered where it mends nothing', () => {
    const safety = (text: string): (string | undefined)[] => checkFiles({ a: text }).map(({ fixes }) => fixes[0]?.safety);
    expect(safety('logging {\n\tlevel == "info"\n}\n')).toEqual(['safe']);
    expect(safety('logging {\n\tlevel == "info"\n\tformat == "json"\n}\n')).toEqual(['suggested', 'suggested']);
    expect(safety('logging {\n\tlevel := "info"\n}\n')).not.toContain('suggested');
  });

  test('where brackets do not match, nothing is said of where things stand', () => {
    const text =
      'declare "a" {\n\tlocal.file "b" {\n\t\tx {\n\t\t}}\n\t\tfilename = "c"\n\t}\n}\n\nlocal.file "d" {\n\tfile = "e"\n\tfilename = "f"\n}\n';
    expect(check(text)).toEqual(['7:1 syntax/stray-close', '10:2 block/unknown-attribute']);
  });

  test('where something else may be meant, a fix that mends the file is only suggested', () => {
    const [finding] = checkFiles({ a: 'local.file "a" {\n\tfilename = "/tmp/a\n}\n' });
    expect(finding?.fixes).toMatchObject([{ title: 'close the string', safety: 'suggested', edits: [{ start: 36, end: 36, text: '"' }] }]);
  });

  test('what recovery skipped is not missed', () => {
    expect(check('loki.write default {\n}\n\nloki.relabel "a" {\n\tforward_to = [loki.write.default.receiver]\n}\n')).toHaveLength(1);
  });
});

describe('encoding', () => {
  test('UTF-16 is refused as a whole', () => {
    const bytes = new Uint8Array([0xff, 0xfe, 0x61, 0x00]);
    expect(checkFiles({ a: bytes }).map((d) => d.code)).toEqual(['file/encoding']);
  });

  test('a byte order mark is none of our business', () => {
    expect(check(`\ufeff${SINK}`)).toEqual([]);
  });
});

describe('levels', () => {
  const CODE = 'module/unused-argument';
  const files = { 'a.alloy': 'declare "one" {\n\targument "x" { }\n}\n', 'b.alloy': 'declare "two" {\n\targument "x" { }\n}\n' };
  const found = (flags: Parameters<typeof checkAll>[1]): string[] => checkAll(files, flags).map((d) => `${d.file} ${d.severity}`);
  const settings = (file: string, level: 'off' | 'info') => new Map([[file, new Map([[CODE, { level }]])]]);

  test('of rules may differ from file to file; what holds for all wins', () => {
    expect(found({})).toEqual(['a.alloy warning', 'b.alloy warning']);
    expect(found({ settings: settings('a.alloy', 'off') })).toEqual(['b.alloy warning']);
    expect(found({ settings: settings('b.alloy', 'info') })).toEqual(['a.alloy warning', 'b.alloy info']);
    expect(found({ settings: settings('b.alloy', 'off'), levels: new Map([[CODE, 'error']]) })).toEqual(['a.alloy error', 'b.alloy error']);
  });

  test('of what Alloy refuses too', () => {
    const flags = { settings: new Map([['a', new Map([['reference/unknown', { level: 'off' as const }]])]]) };
    const text = 'loki.relabel "r" {\n\tforward_to = [loki.write.default.receiver]\n}\n';
    expect(checkAll({ a: text, b: text.replace('"r"', '"s"') }, flags).map((d) => `${d.file} ${d.code}`)).toEqual(['b reference/unknown']);
  });
});

test('nothing makes the checker throw', () => {
  const fragment = fc.constantFrom(
    'declare "d" {',
    'foreach "f" {',
    'template {',
    'argument "a" {',
    'loki.process "p" {',
    'stage.match {',
    '}',
    '}\n',
    'forward_to = [loki.write.d.receiver, argument.a.value]',
    'var = "x"',
    'optional = true',
    'x.y.z',
    '\n',
    '=',
    '"s"',
    'd "i" {',
    'prometheus.scrape "s" {',
    'scrape_interval = 1 + "a"',
    'http {',
    'import.file "i" {',
  );
  fc.assert(
    fc.property(fc.array(fragment, { maxLength: 30 }), (parts) => {
      check(parts.join('\n'));
    }),
    { numRuns: 500 },
  );
});

describe('what is kept is bounded', () => {
  /** One unknown component on each line of 20 characters. */
  const unknown = (count: number): string =>
    Array.from({ length: count }, (_, index) => `loki.e "x${String(index).padStart(6, '0')}" {}\n`).join('');
  const LINE = unknown(1).length;

  test('of each file the first findings are kept, and those behind them counted, as severe as the worst of them', () => {
    const found = checkAll({ a: unknown(12), b: 'loki.ehco "x" { }\n' }, { mostFindings: 10 });
    expect(found.map(({ file, code }) => `${file} ${code}`)).toEqual([
      ...Array(10).fill('a structure/unknown-component'),
      'a file/too-many-findings',
      'b structure/unknown-component',
    ]);
    const message = '2 more findings of this file, from here on, are not shown';
    expect(found[10]).toMatchObject({ severity: 'error', start: 10 * LINE, message });
    expect(checkAll({ a: unknown(10) }, { mostFindings: 10 })).toHaveLength(10);
    const levels = new Map([['structure/unknown-component', 'info' as const]]);
    expect(checkAll({ a: unknown(12) }, { mostFindings: 10, levels })[10]).toMatchObject({ severity: 'info' });
  });

  test('ten thousand, where nothing is said', () => {
    const found = checkAll({ a: unknown(10_002) });
    expect(found).toHaveLength(10_001);
    expect(found.at(-1)).toMatchObject({ code: 'file/too-many-findings', start: 10_000 * LINE });
  });

  test('files that are too large together are read as far as that, and it is said where that ends', () => {
    const large = `a = [${'1,'.repeat(490_000)}]\n`;
    const found = checkAll({ a: large, b: large, c: large, d: '=\n' });
    // What the first ones mean is not said: they are not the whole program.
    expect(found.map(({ file, code, severity }) => `${file} ${code} ${severity}`)).toEqual(['d program/too-large error']);
  });
});
