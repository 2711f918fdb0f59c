import { describe, expect, test } from 'vitest';
import { pathIn } from './paths.ts';
import { configurationOf, shown, storeOf, whereOf } from './testing.ts';

const json = JSON.stringify;

describe('the nearest assay.json above a file counts', () => {
  test('and only up to the root of the repository', async () => {
    const store = storeOf({ '/assay.json': '{}', '/repo/a/assay.json': '{}', '/other/x': '' });
    expect((await store.of('/repo/a/b/c'))?.path).toBe('/repo/a/assay.json');
    expect(await store.of('/repo/b')).toBeUndefined();
    expect((await store.of('/other'))?.path).toBe('/assay.json');
  });

  test('and it is read once', async () => {
    let reads = 0;
    const { ConfigurationStore } = await import('./store.ts');
    const store = new ConfigurationStore({
      read: (path) => {
        if (path === '/r/assay.json') reads++;
        return path === '/r/assay.json' ? '{}' : undefined;
      },
      isRoot: () => false,
    });
    await Promise.all(['/r', '/r/a', '/r/a/b', '/r/c'].map((directory) => store.of(directory)));
    expect(reads).toBe(1);
    expect(await store.of('/r/a')).toBe(await store.of('/r/c'));
  });

  test('even where it cannot be read', async () => {
    const { ConfigurationStore } = await import('./store.ts');
    const store = new ConfigurationStore({
      read: (path) => {
        if (path === '/r/a/assay.json') throw new Error('/r/a/assay.json: permission denied');
        return path === '/r/assay.json' ? '{}' : undefined;
      },
      isRoot: () => false,
    });
    const configuration = (await store.of('/r/a'))!;
    expect(shown(configuration.problems, configuration)).toEqual(['/r/a/assay.json:1:1 error /r/a/assay.json: permission denied']);
  });
});

describe('extends', () => {
  test('takes all that another file says, and wins over it', async () => {
    const configuration = await configurationOf({
      '/repo/assay.json': json({
        extends: ['base/one.json', 'base/two.json'],
        rules: { 'secret/plaintext': { ignore: ['x'] } },
        kind: 'host',
        ignores: ['!vendor/own'],
      }),
      '/repo/base/one.json': json({
        rules: { 'secret/plaintext': 'off' },
        kind: 'daemonset',
        replicas: 1,
        ignores: ['../vendor'],
        failOn: 'info',
      }),
      '/repo/base/two.json': json({
        replicas: 2,
        rules: { 'graph/dead-sink': 'error' },
        baseline: 'known.json',
      }),
    });
    expect(configuration.problems).toEqual([]);
    const settings = configuration.settingsOf('/repo/a.alloy');
    expect([settings.kind?.value, settings.replicas?.value]).toEqual(['host', 2]);
    expect(whereOf(settings.replicas!.place, configuration)).toBe('base/two.json:1:13');
    expect(
      [...settings.rules].map(([code, { level, options }]) => [code, level?.value, [...options].map(([name, { value }]) => [name, value])]),
    ).toEqual([
      ['secret/plaintext', 'off', [['ignore', ['x']]]],
      ['graph/dead-sink', 'error', []],
    ]);
    expect(configuration.failOn?.value).toBe('info');
    expect(configuration.baseline?.value).toBe('/repo/base/known.json');
    const ignored = (path: string): string | undefined => configuration.settingsOf(path).ignored?.value;
    expect(ignored('/repo/vendor/deep/a.alloy')).toBe('../vendor');
    expect(ignored('/repo/vendor/own/a.alloy')).toBeUndefined();
    expect(ignored('/repo/base/vendor/a.alloy')).toBeUndefined();
  });

  test('of a file that extends another', async () => {
    const configuration = await configurationOf({
      '/repo/assay.json': json({ extends: 'a/b.json' }),
      '/repo/a/b.json': json({ extends: ['../c.json'], kind: 'host' }),
      '/repo/c.json': json({ kind: 'daemonset', clustering: true }),
    });
    const settings = configuration.settingsOf('/repo/x.alloy');
    expect([settings.kind?.value, settings.clustering?.value]).toEqual(['host', true]);
    expect(configuration.parts.map(({ path }) => path)).toEqual(['/repo/c.json', '/repo/a/b.json', '/repo/assay.json']);
  });

  test.each([
    [
      'a file that is not there',
      { 'assay.json': { extends: 'bsae.json' }, 'base.json': {} },
      ['assay.json:1:12 error there is no file "bsae.json": did you mean "base.json"?'],
    ],
    ['a directory', { 'assay.json': { extends: 'base' }, 'base/assay.json': {} }, ['assay.json:1:12 error there is no file "base"']],
    ['itself', { 'assay.json': { extends: './assay.json' } }, ['assay.json:1:12 error this file extends itself']],
    [
      'a circle',
      { 'assay.json': { extends: 'a.json' }, 'a.json': { extends: 'b.json' }, 'b.json': { extends: 'a.json' } },
      ['b.json:1:12 error these files extend each other in a circle'],
    ],
    [
      'a circle of many',
      { 'assay.json': { extends: 'a.json' }, 'a.json': { extends: 'assay.json' } },
      ['a.json:1:12 error these files extend each other in a circle'],
    ],
    [
      'what is wrong in it',
      { 'assay.json': { extends: 'a.json' }, 'a.json': { kin: 1, each: true } },
      ['a.json:1:2 error assay.json has no key "kin": did you mean "kind"?'],
    ],
    [
      'what is wrong in one that is called as ours are',
      { 'assay.json': { extends: 'base.assay.json' }, 'base.assay.json': { kin: 1 } },
      ['base.assay.json:1:2 error assay.json has no key "kin": did you mean "kind"?'],
    ],
    [
      'what is no configuration, without a word of it',
      { 'assay.json': { extends: 'docker.json' }, 'docker.json': { auths: { hub: { auth: 'c2VjcmV0' } }, kin: 'c2VjcmV0' } },
      ['assay.json:1:12 error "docker.json" is no configuration of Assay: none of its keys is one of assay.json'],
    ],
    [
      'a file outside of the root, whether it is there or not',
      { 'assay.json': { extends: ['../docker.json', 'a/../../nowhere.json'] }, '../docker.json': { kind: 'host' } },
      [
        'assay.json:1:13 error "../docker.json" is outside of the repository, which "extends" does not lead out of',
        'assay.json:1:30 error "a/../../nowhere.json" is outside of the repository, which "extends" does not lead out of',
      ],
    ],
    [
      'globs that lead out of their directory',
      {
        'assay.json': {
          ignores: ['../x', 'a/..', '!./../y', '..z', '.../a'],
          programs: [{ files: ['../../../**/*.alloy'] }],
          overrides: [{ files: ['a', 'b/../../c'] }],
        },
      },
      [
        'assay.json:1:13 error "../x" leads out of the directory of its assay.json: a glob means what is below it',
        'assay.json:1:20 error "a/.." leads out of the directory of its assay.json: a glob means what is below it',
        'assay.json:1:27 error "!./../y" leads out of the directory of its assay.json: a glob means what is below it',
        'assay.json:1:74 error "../../../**/*.alloy" leads out of the directory of its assay.json: a glob means what is below it',
        'assay.json:1:126 error "b/../../c" leads out of the directory of its assay.json: a glob means what is below it',
      ],
    ],
    [
      'globs of an extended file that climb from the middle',
      { 'assay.json': { extends: 'base/b.json' }, 'base/b.json': { ignores: ['../vendor', '!./../../x', 'a/../..'] } },
      ['base/b.json:1:38 error "a/../.." leads out of the directory of its assay.json: a glob means what is below it'],
    ],
    [
      'what would have to be fetched',
      { 'assay.json': { extends: 'https://example.com/assay.json' } },
      ['assay.json:1:12 error this is no path: nothing is fetched, so "extends" takes files of the repository'],
    ],
    [
      'an absolute path',
      { 'assay.json': { extends: ['/etc/a.json'] } },
      ['assay.json:1:13 error each entry of "extends" has to be a path relative to this file, with / between its parts, not "/etc/a.json"'],
    ],
  ])('reports %s', async (_, files, expected) => {
    const configuration = await configurationOf(
      Object.fromEntries(Object.entries(files).map(([name, value]) => [pathIn('/repo', name), json(value)])),
    );
    expect(shown(configuration.problems, configuration)).toEqual(expected);
  });

  test('reports each step of a circle', async () => {
    const configuration = await configurationOf({
      '/repo/assay.json': json({ extends: 'a.json' }),
      '/repo/a.json': json({ extends: 'b.json' }),
      '/repo/b.json': json({ extends: 'assay.json' }),
    });
    expect(configuration.problems[0]?.related.map((place) => `${whereOf(place, configuration)} ${place.message}`)).toEqual([
      'assay.json:1:12 this extends "a.json"',
      'a.json:1:12 this extends "b.json"',
    ]);
  });

  test('ends somewhere', async () => {
    const files = Object.fromEntries(Array.from({ length: 100 }, (_, i) => [`/repo/${i}.json`, json({ extends: `${i + 1}.json` })]));
    const configuration = await configurationOf({ ...files, '/repo/assay.json': json({ extends: '0.json' }) });
    expect(shown(configuration.problems, configuration)).toEqual(['48.json:1:12 error a configuration can be made of 50 files at most']);
  });

  test('takes a file once that two ways lead to', async () => {
    const configuration = await configurationOf({
      '/repo/assay.json': json({ extends: ['a.json', 'b.json'] }),
      '/repo/a.json': json({ extends: 'c.json' }),
      '/repo/b.json': json({ extends: 'c.json' }),
      '/repo/c.json': json({ ignores: ['x'] }),
    });
    expect(configuration.problems).toEqual([]);
    expect(configuration.parts.map(({ path }) => path.slice(6))).toEqual(['c.json', 'a.json', 'b.json', 'assay.json']);
  });
});
