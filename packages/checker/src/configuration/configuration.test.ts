import { describe, expect, test } from 'vitest';
import { findConflicts, findUnmatched } from './conflicts.ts';
import { checkOptions } from './options.ts';
import { configurationOf, shown, storeOf } from './testing.ts';

const json = JSON.stringify;
const open = (value: unknown) => configurationOf({ '/repo/assay.json': json(value) });

describe('globs', () => {
  const ignored = async (ignores: string[], path: string): Promise<boolean> =>
    (await open({ ignores })).ignores.match(`/repo/${path}`) !== undefined;

  test.each([
    ['vendor', 'vendor/a/b.alloy', true],
    ['vendor/', 'vendor/a.alloy', true],
    ['./vendor', 'vendor/a.alloy', true],
    ['vendor', 'x/vendor/a.alloy', false],
    ['**/vendor', 'x/vendor/a.alloy', true],
    ['**/vendor', 'vendor/a.alloy', true],
    ['*.alloy', 'a.alloy', true],
    ['*.alloy', 'x/a.alloy', false],
    ['**/*.alloy', 'x/a.alloy', true],
    ['{a,b}/*.alloy', 'b/a.alloy', true],
    ['.github', '.github/a.alloy', true],
    ['**/*.alloy', '.hidden/a.alloy', true],
    ['.', 'a/b.alloy', true],
    ['[ab].alloy', 'b.alloy', true],
    ['a(1).alloy', 'a(1).alloy', true],
  ])('%s of %s: %s', async (glob, path, expected) => expect(await ignored([glob], path)).toBe(expected));

  test('take back with !, and the last one decides', async () => {
    expect(await ignored(['v', '!v/own'], 'v/own/a.alloy')).toBe(false);
    expect(await ignored(['!v/own', 'v'], 'v/own/a.alloy')).toBe(true);
  });

  test('take the name of the directory as it is', async () => {
    const configuration = await storeOf({ '/repo/[x] (1)/assay.json': json({ ignores: ['w*'] }) }).of('/repo/[x] (1)');
    expect(configuration?.ignores.match('/repo/[x] (1)/w1/a.alloy')?.value).toBe('w*');
    expect(configuration?.ignores.match('/repo/x/w1/a.alloy')).toBeUndefined();
  });

  test('of a program match files only', async () => {
    const { programs } = await open({ programs: [{ files: ['agent', 'other/*.alloy'] }] });
    expect(programs[0]?.files.match('/repo/agent/a.alloy')).toBeUndefined();
    expect(programs[0]?.files.match('/repo/agent')?.value).toBe('agent');
    expect(programs[0]?.files.match('/repo/other/a.alloy')?.value).toBe('other/*.alloy');
  });
});

describe('what holds for a file', () => {
  test('later overrides win over earlier ones, and both over the file', async () => {
    const configuration = await open({
      stability: 'public-preview',
      rules: { 'graph/dead-sink': 'off', 'loki/too-many-labels': { level: 'error', limit: 3 } },
      overrides: [
        { files: ['legacy'], stability: 'experimental', rules: { 'graph/dead-sink': 'info' }, each: true },
        { files: ['legacy/*/x.alloy'], rules: { 'graph/dead-sink': 'error', 'loki/too-many-labels': { limit: 9 } } },
      ],
    });
    const at = (path: string) => {
      const { stability, each, rules } = configuration.settingsOf(path);
      return [
        stability?.value,
        each?.value,
        rules.get('graph/dead-sink')?.level?.value,
        rules.get('loki/too-many-labels')?.options.get('limit')?.value,
      ];
    };
    expect(at('/repo/a.alloy')).toEqual(['public-preview', undefined, 'off', 3]);
    expect(at('/repo/legacy/a.alloy')).toEqual(['experimental', true, 'info', 3]);
    expect(at('/repo/legacy/a/x.alloy')).toEqual(['experimental', true, 'error', 9]);
    expect(configuration.settingsOf('/repo/b.alloy')).toBe(configuration.settingsOf('/repo/c.alloy'));
  });

  test('a program wins over the file, and is told the checker with its rules', async () => {
    const configuration = await open({
      kind: 'deployment',
      alloyVersion: 'v1.10',
      communityComponents: true,
      programs: [{ files: ['agent/*.alloy'], kind: 'daemonset', clustering: true, replicas: 2 }],
      overrides: [{ files: ['agent/b.alloy'], rules: { 'graph/dead-sink': 'off', 'loki/too-many-labels': { limit: 7 } } }],
    });
    const settings = new Map(['agent/a.alloy', 'agent/b.alloy'].map((path) => [path, configuration.settingsOf(`/repo/${path}`)]));
    const options = await checkOptions(settings);
    expect(options).toMatchObject({
      stability: 'generally-available',
      community: true,
      profile: { kind: 'daemonset', clustering: true, replicas: 2 },
    });
    expect(options.catalog.version).toBe('v1.10.2');
    expect(options.settings).toEqual(
      new Map([
        [
          'agent/b.alloy',
          new Map([
            ['graph/dead-sink', { level: 'off' }],
            ['loki/too-many-labels', { options: { limit: 7 } }],
          ]),
        ],
      ]),
    );
    const asked = await checkOptions(settings, {
      alloyVersion: '1.18',
      stability: 'experimental',
      community: false,
      levels: new Map([['graph/dead-sink', 'error']]),
    });
    expect(asked).toMatchObject({ stability: 'experimental', community: false, levels: new Map([['graph/dead-sink', 'error']]) });
    expect(asked.catalog.version).toBe('v1.18.1');
  });

  test('nothing is known where nothing is said', async () => {
    const options = await checkOptions(new Map());
    expect(Object.keys(options).sort()).toEqual(['catalog', 'community', 'stability']);
  });
});

describe('what contradicts itself', () => {
  const conflicts = async (files: Readonly<Record<string, unknown>>, paths: string[]): Promise<string[]> => {
    const store = storeOf(Object.fromEntries(Object.entries(files).map(([name, value]) => [`/repo/${name}`, json(value)])));
    const configuration = (await store.of('/repo'))!;
    expect(configuration.problems).toEqual([]);
    return shown(
      await findConflicts(
        configuration,
        store,
        paths.map((path) => `/repo/${path}`),
      ),
      configuration,
    );
  };

  test('a file in two programs', async () => {
    const programs = [{ files: ['*.alloy', '!c.alloy'] }, { name: 'other', files: ['c.alloy', 'a*.alloy'] }];
    expect(await conflicts({ 'assay.json': { programs } }, ['a.alloy', 'a2.alloy', 'b.alloy', 'c.alloy'])).toEqual([
      'assay.json:1:82 error two programs list a.alloy and a2.alloy: "*.alloy" and "other"',
    ]);
  });

  test('a file that another configuration is nearer to', async () => {
    const files = { 'assay.json': { programs: [{ files: ['**/*.alloy'] }] }, 'x/assay.json': {} };
    expect(await conflicts(files, ['a.alloy', 'x/a.alloy'])).toEqual([
      'assay.json:1:24 error x/a.alloy cannot be in this program: an assay.json that is nearer says what they are',
    ]);
    expect(await conflicts(files, ['a.alloy'])).toEqual([]);
  });

  test('an override that says how a program is deployed', async () => {
    const written = { programs: [{ files: ['a/*.alloy'] }], overrides: [{ files: ['a'], kind: 'host', rules: {} }] };
    expect(
      await conflicts({ 'assay.json': written }, ['a/1.alloy', 'a/2.alloy', 'a/3.alloy', 'a/4.alloy', 'a/5.alloy', 'b/x.alloy']),
    ).toEqual([
      'assay.json:1:74 error "kind" of an override does not count for a/1.alloy, a/2.alloy, a/3.alloy and 2 more: the program "a/*.alloy" has to say it',
    ]);
    expect(await conflicts({ 'assay.json': written }, ['b/x.alloy'])).toEqual([]);
  });

  test('globs that nothing matches', async () => {
    const configuration = await configurationOf({
      '/repo/assay.json': json({
        extends: 'b.json',
        programs: [{ files: ['a/*.alloy', '!a/x.alloy'] }],
        overrides: [{ files: ['legcay'] }],
        ignores: ['vendr'],
      }),
      '/repo/b.json': json({ ignores: ['nothing'] }),
    });
    expect(shown(findUnmatched(configuration, ['/repo/vendor/x.alloy', '/repo/b/a.alloy']), configuration)).toEqual([
      'assay.json:1:43 warning no file matches "a/*.alloy"',
      'assay.json:1:94 warning no file matches "legcay"',
    ]);
    expect(findUnmatched(configuration, ['/repo/a/1.alloy', '/repo/legcay/a.alloy', '/repo/vendor/a'])).toEqual([]);
  });
});
