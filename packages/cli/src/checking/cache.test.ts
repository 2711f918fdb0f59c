import { createHmac } from 'node:crypto';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { assay, inFolder, write } from '../testing.ts';
import { Cache } from './cache.ts';
import { Checker } from './job.ts';

inFolder();

// Where the key is: outside of the repository.
let state: string;
beforeAll(() => {
  state = mkdtempSync(join(tmpdir(), 'assay-state-'));
});
afterAll(() => rmSync(state, { recursive: true }));
const variables = () => ({ XDG_STATE_HOME: state });

const files = {
  'one/a.alloy': 'loki.source.file "a" {\n\ttargets    = []\n\tforward_to = [loki.write.b.receiver]\n}\n',
  'one/b.alloy': 'loki.write "b" { }\n',
  'two/c.alloy': 'loki.ehco "c" { }\n',
  'two/d.alloy': '// assay: ignore structure/unknown-component until 2999-01-01: later\nloki.ehco "d" { }\n',
};

/** What a run says, and how many programs it checked. */
async function check(...args: readonly string[]) {
  const checks = vi.spyOn(Checker.prototype, 'check');
  const outcome = await assay(['check', '--format', 'sarif', ...args], '', variables());
  const { length } = checks.mock.calls;
  checks.mockRestore();
  return { outcome, checked: length };
}

const cached = (...args: readonly string[]) => check('--cache', '.cache', ...args);

it('says what is said without it, and checks what is new', async () => {
  write(files);
  const { outcome } = await check();
  expect(await cached()).toEqual({ outcome, checked: 3 });
  expect(await cached()).toEqual({ outcome, checked: 0 });
  expect(readdirSync('.cache')).toEqual(['assay-cache-2']);

  write({ 'two/c.alloy': `${files['two/c.alloy']}// changed\n` });
  expect((await cached()).checked).toBe(1);
  write({ 'one/b.alloy': '// changed\nloki.write "b" { }\n', 'one/new.alloy': 'logging { }\n' });
  const changed = await check();
  expect(await cached()).toEqual({ outcome: changed.outcome, checked: 2 });
  expect((await cached()).checked).toBe(0);
});

it('knows what else a result depends on', async () => {
  write(files);
  await cached();
  for (const args of [
    ['--stability', 'experimental'],
    ['--community'],
    ['--alloy-version', 'v1.16.3'],
    ['--rule', 'structure/unknown-component=off'],
  ]) {
    expect((await cached(...args)).checked, args.join(' ')).toBe(3);
    expect((await cached(...args)).checked, args.join(' ')).toBe(0);
  }
  // What is asked of the report alone makes no difference.
  expect((await cached('--authority', 'lint')).checked).toBe(0);
  expect((await cached('two/c.alloy')).checked).toBe(0);
  write({ 'assay.json': { rules: { 'structure/unknown-component': 'off' } } });
  expect((await cached()).checked).toBe(3);
});

it('lets a day pass only where something ends', async () => {
  write(files);
  await cached();
  vi.useFakeTimers({ now: new Date('2998-12-31'), toFake: ['Date'] });
  try {
    expect((await cached()).checked).toBe(1);
    vi.setSystemTime(new Date('2999-06-01'));
    const { outcome, checked } = await cached();
    expect(checked).toBe(1);
    expect(outcome).toEqual((await check()).outcome);
  } finally {
    vi.useRealTimers();
  }
});

it('is not used where it is damaged, and made anew', async () => {
  write(files);
  const { outcome } = await check();
  await cached();
  const whole = readFileSync('.cache/assay-cache-2', 'utf8');
  for (const damaged of ['', 'x', whole.slice(0, -1), whole.replace('ehco', 'echo'), `${whole}\nmore`, '\0\n\0']) {
    writeFileSync('.cache/assay-cache-2', damaged);
    const { outcome: found, checked } = await cached();
    expect(found).toEqual({ ...outcome, err: expect.stringMatching(/^assay: .*assay-cache-2: not used: it is damaged/) });
    expect(checked).toBe(3);
    expect(await cached()).toEqual({ outcome, checked: 0 });
  }
});

it('does not keep a run from being one where it cannot be read or written', async () => {
  write(files);
  const { outcome } = await check();
  write({ file: '' });
  const note = expect.stringMatching(/^assay: .*(not used|not written)/);
  expect((await check('--cache', 'file')).outcome).toEqual({ ...outcome, err: note });
  mkdirSync('taken/assay-cache-2', { recursive: true });
  expect((await check('--cache', 'taken')).outcome).toEqual({ ...outcome, err: note });
  if (process.getuid?.() !== 0) {
    mkdirSync('locked');
    chmodSync('locked', 0o500);
    expect((await check('--cache', 'locked')).outcome).toEqual({ ...outcome, err: note });
  }
});

it('stays below its bound, and lets go of what was not used', () => {
  const large = 'x'.repeat(1024 * 1024);
  const first = new Cache('.cache', variables(), () => {});
  for (let index = 0; index < 40; index++) first.set(`old${index}`, large);
  first.save();
  const second = new Cache('.cache', variables(), () => {});
  for (let index = 0; index < 40; index++) second.set(`new${index}`, large);
  expect(second.get('old39')).toBe(large);
  second.save();
  expect(readFileSync('.cache/assay-cache-2').byteLength).toBeLessThan(65 * 1024 * 1024);
  const third = new Cache('.cache', variables(), () => {});
  for (let index = 0; index < 40; index++) expect(third.get(`new${index}`)).toBe(large);
  expect(third.get('old39')).toBe(large);
  expect(third.get('old38')).toBeUndefined();
});

it('is used only where the user has written it', async () => {
  write(files);
  const { outcome } = await check();
  await cached();
  const others = mkdtempSync(join(tmpdir(), 'assay-others-'));
  try {
    const theirs = await assay(['check', '--format', 'sarif', '--cache', '.cache'], '', { XDG_STATE_HOME: others });
    expect(theirs).toEqual({
      ...outcome,
      err: expect.stringMatching(/not used: it is damaged, or was not written by you on this machine\n$/),
    });
    expect(statSync(join(others, 'assay')).mode & 0o777).toBe(0o700);
    expect(statSync(join(others, 'assay/cache-key')).mode & 0o777).toBe(0o600);
    for (const spoil of [
      () => chmodSync(join(others, 'assay/cache-key'), 0o644),
      () => chmodSync(join(others, 'assay'), 0o777),
      () => {
        rmSync(join(others, 'assay/cache-key'));
        symlinkSync(join(state, 'assay/cache-key'), join(others, 'assay/cache-key'));
      },
    ]) {
      spoil();
      expect((await assay(['check', '--format', 'sarif', '--cache', '.cache'], '', { XDG_STATE_HOME: others })).err).toMatch(
        /^assay: the cache is neither used nor written: .*: is not yours alone/,
      );
      chmodSync(join(others, 'assay'), 0o700);
    }
  } finally {
    rmSync(others, { recursive: true });
  }
  // A repository that brings its key is not believed either.
  mkdirSync('state');
  const brought = await assay(['check', '--format', 'sarif', '--cache', '.cache'], '', { XDG_STATE_HOME: join(process.cwd(), 'state') });
  expect(brought).toEqual({ ...outcome, err: expect.stringMatching(/: is in the repository that is checked\n$/) });
  expect(existsSync('state/assay/cache-key')).toBe(false);
});

it('finds out anew what its entries say wrongly', async () => {
  write(files);
  const { outcome } = await check();
  await cached();
  const [, ...lines] = readFileSync('.cache/assay-cache-2', 'utf8').split('\n');
  for (const entry of [
    '',
    '{',
    'null',
    '[]',
    '[[0],[0]]',
    '[[0,1,2]]',
    '{"paths":[]}',
    '{"lost":[],"paths":["one/a.alloy"],"diagnostics":[{}]}',
  ]) {
    const body = lines.map((line) => `${line.split(' ')[0]} ${entry}`).join('\n');
    const signature = createHmac('sha256', readFileSync(join(state, 'assay/cache-key')))
      .update(body)
      .digest('base64url');
    writeFileSync('.cache/assay-cache-2', `assay ${signature}\n${body}`);
    expect(await cached(), entry).toEqual({ outcome, checked: 3 });
    expect(await cached(), entry).toEqual({ outcome, checked: 0 });
  }
});
