import { createHash } from 'node:crypto';
import { existsSync, lstatSync, mkdirSync, readFileSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { Ground, SECRET } from './repository.ts';

// assay.json, baselines and caches that a stranger has written.

let ground: Ground;

const wrong = 'loki.ehco "x" { }\n';

beforeEach(() => {
  ground = new Ground();
  ground.write({ 'a.alloy': wrong });
});

afterEach(() => ground.remove());

describe('extends', () => {
  test.each([
    ['../outside/docker.json', '"../outside/docker.json" is outside of the repository, which "extends" does not lead out of'],
    ['../outside/not-there.json', '"../outside/not-there.json" is outside of the repository, which "extends" does not lead out of'],
    ['../outside/assay.base.json', '"../outside/assay.base.json" is outside of the repository, which "extends" does not lead out of'],
    ['x/../../outside/docker.json', '"x/../../outside/docker.json" is outside of the repository, which "extends" does not lead out of'],
    ['link.json', 'link.json: is behind a link that leads out of REPO: name the file that it leads to'],
    ['out/docker.json', 'out/docker.json: is behind a link that leads out of REPO: name the file that it leads to'],
    ['assay.env.json', 'assay.env.json: is a link to a file of another kind'],
    ['.git/config', '.git/config: is in the directory that belongs to git'],
    ['credentials.json', '"credentials.json" is no configuration of Assay: none of its keys is one of assay.json'],
    ['torn.json', '"torn.json" is no configuration of Assay: none of its keys is one of assay.json'],
    ['pipe.json', 'pipe.json: is a named pipe, not a file'],
    ['kmsg.json', 'kmsg.json: is behind a link that leads out of REPO: name the file that it leads to'],
    ['zero.json', 'zero.json: is a device, not a file'],
    ['directory', 'directory: is a directory'],
    ['nope/x.json', 'there is no file "nope/x.json"'],
    ['a.alloy/x.json', 'there is no file "a.alloy/x.json"'],
    ['https://example.com/assay.json', 'this is no path: nothing is fetched, so "extends" takes files of the repository'],
    ['huge.json', 'huge.json: is larger than 8 MiB, which no file of its kind is'],
    [`${'x'.repeat(300)}.json`, 'each entry of "extends" has to be a path'],
    ['new\nline\x1b[2J.json', 'there is no file "new line␛[2J.json"'],
  ])('of %j', (name, message) => {
    ground.write({
      'assay.json': { extends: name },
      '.env': `TOKEN=${SECRET}`,
      'credentials.json': `{"client_secret":"${SECRET}","kid":"${SECRET}"}`,
      'torn.json': `{"client_secret": ${SECRET}`,
      'directory/x': '',
      'huge.json': `{"kind":"host"${' '.repeat(9 * 1024 * 1024)}}`,
    });
    ground.git('config', 'http.extraheader', `AUTHORIZATION: basic ${SECRET}`);
    ground.link({
      'link.json': '../outside/docker.json',
      out: '../outside',
      'assay.env.json': '.env',
      'kmsg.json': '/proc/kmsg',
      'zero.json': '/dev/zero',
    });
    ground.pipe('pipe.json');
    for (const args of [['check'], ['fmt', '--check'], ['graph', '.'], ['config'], ['config', '--format', 'json']]) {
      const { status, out, err } = ground.assay(args);
      expect(status, args.join(' ')).toBe(2);
      expect(err).toContain(message.replace('REPO', ground.repo));
      expect(out + err).not.toContain(SECRET);
      // Of a file outside nothing is told, not even which names are beside it.
      expect(err).not.toContain('victim');
    }
  });

  test('a file of the repository is shown, as it is a configuration', () => {
    ground.write({ 'assay.json': { extends: 'base.json' }, 'base.json': '{\n  "kind": "host",\n  "knd": "x"\n}' });
    expect(ground.assay(['check']).err).toContain('\n3 |   "knd": "x"\n');
  });
});

describe('assay.json', () => {
  test.each([
    ['a pipe', () => ground.pipe('assay.json'), 'assay.json: is a named pipe, not a file'],
    ['a directory', () => ground.write({ 'assay.json/x': '' }), 'assay.json: is a directory'],
    ['a device', () => ground.link({ 'assay.json': '/dev/zero' }), 'assay.json: is a device, not a file'],
    ['a file of the kernel', () => ground.link({ 'assay.json': '/proc/kmsg' }), 'assay.json: is behind a link that leads out of REPO'],
    ['a link out', () => ground.link({ 'assay.json': '../outside/docker.json' }), 'assay.json: is behind a link that leads out of REPO'],
    [
      'a link to something else',
      () => {
        ground.write({ 'credentials.json': `{"token":"${SECRET}"}` });
        ground.link({ 'assay.json': 'credentials.json' });
      },
      'assay.json: is a link to a file of another kind',
    ],
    ['huge', () => ground.write({ 'assay.json': ' '.repeat(9 * 1024 * 1024) }), 'assay.json: is larger than 8 MiB'],
    ['deep', () => ground.write({ 'assay.json': '['.repeat(500_000) }), 'this is nested more than 32 levels deep'],
    ['binary', () => ground.write({ 'assay.json': Buffer.from([0xff, 0xfe, 0x00, 0xd8]) }), 'error: '],
  ])('that is %s', (_, make, message) => {
    make();
    const { status, signal, out, err } = ground.assay(['check']);
    expect(signal).toBeNull();
    expect(err).toContain(message.replace('REPO', ground.repo));
    expect(err).not.toContain('internal fault');
    expect(out + err).not.toContain(SECRET);
    expect(status).toBe(2);
  });

  test('with names that all objects have', () => {
    const text = `{
      "__proto__": { "failOn": "info" }, "constructor": { "prototype": { "ignored": true } }, "toString": 1, "hasOwnProperty": 1,
      "rules": { "__proto__": "off", "constructor": "off", "toString": { "level": "off", "__proto__": { "level": "off" } } },
      "programs": [{ "files": ["a.alloy"], "__proto__": { "kind": "host" } }]
    }`;
    ground.write({ 'assay.json': text });
    const { status, err } = ground.assay(['check']);
    expect(status).toBe(2);
    for (const name of ['__proto__', 'constructor', 'toString', 'hasOwnProperty']) expect(err).toContain(`has no key "${name}"`);
    for (const name of ['__proto__', 'constructor', 'toString']) expect(err).toContain(`there is no code "${name}"`);
    expect(err).not.toContain('internal fault');
  });

  test('that lists what is no configuration', () => {
    ground.write({
      'assay.json': { programs: [{ files: ['a.alloy', '.npmrc', '.env', 'credentials-*.json', '.git/config', 'env.conf'] }] },
      '.npmrc': `//registry/:_authToken=${SECRET}\n`,
      '.env': `TOKEN = ${SECRET}\n`,
      'credentials-1.json': `{"private_key": "${SECRET}"}`,
    });
    ground.link({ 'env.conf': '.env' });
    for (const args of [['check'], ['check', 'a.alloy'], ['graph', '.'], ['check', '--format', 'sarif']]) {
      const { status, out, err } = ground.assay(args);
      expect(status).toBe(2);
      expect(out + err).not.toContain(SECRET);
      for (const name of ['.npmrc', '.env', 'credentials-1.json'])
        expect(err).toContain(`assay: ${name}: is listed in assay.json, and does not read as configuration of Alloy\n`);
    }
  });
});

describe('a baseline', () => {
  test.each([
    ['../outside/victim.json', '../outside/victim.json: is outside of the repository'],
    ['.git/hooks/pre-commit', '.git/hooks/pre-commit: is outside of the repository'],
    ['link.json', 'link.json: is behind a link that leads out of'],
    ['out/new.json', 'out/new.json: cannot be written: it is behind a link that leads out of'],
    ['pipe.json', 'pipe.json: is a named pipe, not a file'],
    ['.env', '.env: is no baseline: it is no JSON'],
  ])('%s, named in assay.json', (name, message) => {
    ground.write({ 'assay.json': { baseline: name }, '.env': `TOKEN=${SECRET}` });
    ground.link({ 'link.json': '../outside/baseline.json', out: '../outside' });
    ground.pipe('pipe.json');
    const before = [ground.stateOf(ground.outside), ground.stateOf(join(ground.repo, '.git'))];
    for (const args of [['check'], ['check', '--suppress-all']]) {
      const { signal, out, err } = ground.assay(args);
      expect(signal).toBeNull();
      if (args.length > 1) expect(err.replace(/^assay: \//, '')).toContain(message.replace('../outside', 'outside'));
      expect(out + err).not.toContain(SECRET);
    }
    expect([ground.stateOf(ground.outside), ground.stateOf(join(ground.repo, '.git'))]).toEqual(before);
  });

  test('with names that all objects have', () => {
    const entry = '{ "__proto__": { "file": "a.alloy", "code": "x", "message": "m", "fingerprint": "f" } }';
    ground.write({ 'known.json': `{"version": 1, "findings": [${entry}]}` });
    expect(ground.assay(['check', '--baseline', 'known.json'])).toMatchObject({
      status: 2,
      err: expect.stringContaining('finding 1 does not have'),
    });
    ground.write({ 'known.json': `{"__proto__": {"version": 1, "findings": []}}` });
    expect(ground.assay(['check', '--baseline', 'known.json'])).toMatchObject({
      status: 2,
      err: expect.stringContaining('has no "version"'),
    });
  });
});

describe('a cache', () => {
  const check = (...more: string[]) => ground.assay(['check', '--format', 'concise', '--cache', '.cache', ...more]);
  const path = () => join(ground.repo, '.cache/assay-cache-2');
  const said = expect.stringContaining('structure/unknown-component');

  test('that is committed is not believed', () => {
    expect(check()).toMatchObject({ status: 1, out: said, err: '' });
    const [, ...lines] = readFileSync(path(), 'utf8').split('\n');
    // What says that nothing is wrong, under the names of what is asked for.
    const nothing = { lost: [], paths: ['a.alloy'], diagnostics: [], suppressed: [], contexts: [] };
    const body = lines.map((line) => `${line.split(' ')[0]} ${JSON.stringify(nothing)}`).join('\n');
    for (const header of [
      '',
      `assay ${createHash('sha256').update(body).digest('base64url')}`,
      readFileSync(path(), 'utf8').split('\n')[0],
    ]) {
      writeFileSync(path(), `${header}\n${body}`);
      expect(check()).toMatchObject({ status: 1, out: said, err: expect.stringContaining('was not written by you') });
    }
    writeFileSync(join(ground.repo, '.cache/assay-cache-1'), `assay ${createHash('sha256').update(body).digest('base64url')}\n${body}`);
    expect(check()).toMatchObject({ status: 1, out: said });
  });

  test.each([
    ['a pipe', () => ground.pipe('.cache/assay-cache-2')],
    ['a device', () => ground.link({ '.cache/assay-cache-2': '/dev/zero' })],
    ['a file of the kernel', () => ground.link({ '.cache/assay-cache-2': '/proc/kmsg' })],
    ['a link out', () => ground.link({ '.cache/assay-cache-2': '../../outside/victim.json' })],
    ['a directory', () => ground.write({ '.cache/assay-cache-2/x': '' })],
    ['in a directory that is a link out', () => ground.link({ '.cache': '../outside' })],
    ['in a directory behind a pipe', () => ground.pipe('.cache')],
    [
      'huge',
      () => {
        ground.write({ '.cache/assay-cache-2': '' });
        truncateSync(path(), 200 * 1024 * 1024);
      },
    ],
  ])('that is %s costs time only', (_, make) => {
    make();
    const before = ground.stateOf(ground.outside);
    expect(check()).toMatchObject({ status: 1, signal: null, out: said, err: expect.not.stringContaining('internal fault') });
    expect(ground.stateOf(ground.outside)).toEqual(before);
  });

  test('has its key where only the user can read it', () => {
    check();
    const stats = (name: string) => lstatSync(join(ground.folder, 'state', name)).mode & 0o777;
    expect([stats('assay'), stats('assay/cache-key')]).toEqual([0o700, 0o600]);
    mkdirSync(join(ground.repo, 'state'));
    const own = ground.assay(['check', '--cache', '.own'], { env: { XDG_STATE_HOME: join(ground.repo, 'state') } });
    expect(own.err).toContain('is in the repository that is checked');
    expect(existsSync(join(ground.repo, '.own'))).toBe(false);
  });
});

describe('reports', () => {
  test.each([
    ['two to one file', ['json=r', 'sarif=./r'], 'two reports cannot go to one file'],
    ['two to one, by a link', ['json=r', 'sarif=linked'], 'two reports cannot go to one file'],
    ['to what is checked', ['json=a.alloy'], 'would replace what is checked'],
    ['to what is checked, by a link', ['json=to-a'], 'would replace what is checked'],
    ['to other configuration', ['json=new.alloy'], 'would replace what is checked'],
    ['to assay.json', ['json=assay.json'], 'would replace what is checked'],
    ['to what assay.json extends', ['json=base.json'], 'would replace what is checked'],
    ['to the baseline', ['json=known.json'], 'would replace what is checked'],
    ['to standard output', ['json=-'], 'to standard output goes the report of --format json'],
  ])('%s', (_, outputs, message) => {
    ground.write({
      r: '',
      'known.json': '{"version":1,"findings":[]}',
      'assay.json': { extends: 'base.json' },
      'base.json': { kind: 'host' },
    });
    ground.link({ linked: 'r', 'to-a': 'a.alloy' });
    const args = outputs.flatMap((output) => ['--output', output]);
    const before = ground.stateOf(ground.repo);
    expect(ground.assay(['check', '--baseline', 'known.json', ...args])).toMatchObject({
      status: 2,
      err: expect.stringContaining(message),
    });
    expect(ground.stateOf(ground.repo)).toEqual(before);
  });

  test('to standard error add to what is there', () => {
    writeFileSync(join(ground.folder, 'log'), 'before\n');
    const shell = ['sh', '-c', `"$@" 2>>'${join(ground.folder, 'log')}'`, 'sh'];
    expect(ground.assay(['check', '--output', 'json=/dev/stderr'], { under: shell })).toMatchObject({ status: 1, err: '' });
    expect(readFileSync(join(ground.folder, 'log'), 'utf8')).toMatch(/^before\n\{"version":1,/);
  });
});
