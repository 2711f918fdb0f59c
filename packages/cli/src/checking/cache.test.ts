import { chmodSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { expect, it, vi } from 'vitest';
import { assay, inFolder, write } from '../testing.ts';
import { Cache } from './cache.ts';
import { Checker } from './job.ts';

inFolder();

const files = {
  'one/a.alloy': 'loki.source.file "a" {\n\ttargets    = []\n\tforward_to = [loki.write.b.receiver]\n}\n',
  'one/b.alloy': 'loki.write "b" { }\n',
  'two/c.alloy': 'loki.ehco "c" { }\n',
  'two/d.alloy': '// assay: ignore structure/unknown-component until 2999-01-01: later\nloki.ehco "d" { }\n',
};

/** What a run says, and how many programs it checked. */
async function check(...args: readonly string[]) {
  const checks = vi.spyOn(Checker.prototype, 'check');
  const outcome = await assay(['check', '--format', 'sarif', ...args]);
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
  expect(readdirSync('.cache')).toEqual(['assay-cache-1']);

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
  const whole = readFileSync('.cache/assay-cache-1', 'utf8');
  for (const damaged of ['', 'x', whole.slice(0, -1), whole.replace('ehco', 'echo'), `${whole}\nmore`, '\0\n\0']) {
    writeFileSync('.cache/assay-cache-1', damaged);
    const { outcome: found, checked } = await cached();
    expect(found).toEqual({ ...outcome, err: expect.stringMatching(/^assay: .*assay-cache-1: not used: it is damaged/) });
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
  mkdirSync('taken/assay-cache-1', { recursive: true });
  expect((await check('--cache', 'taken')).outcome).toEqual({ ...outcome, err: note });
  if (process.getuid?.() !== 0) {
    mkdirSync('locked');
    chmodSync('locked', 0o500);
    expect((await check('--cache', 'locked')).outcome).toEqual({ ...outcome, err: note });
  }
});

it('stays below its bound, and lets go of what was not used', () => {
  const large = 'x'.repeat(1024 * 1024);
  const first = new Cache('.cache', () => {});
  for (let index = 0; index < 40; index++) first.set(`old${index}`, large);
  first.save();
  const second = new Cache('.cache', () => {});
  for (let index = 0; index < 40; index++) second.set(`new${index}`, large);
  expect(second.get('old39')).toBe(large);
  second.save();
  expect(readFileSync('.cache/assay-cache-1').byteLength).toBeLessThan(65 * 1024 * 1024);
  const third = new Cache('.cache', () => {});
  for (let index = 0; index < 40; index++) expect(third.get(`new${index}`)).toBe(large);
  expect(third.get('old39')).toBe(large);
  expect(third.get('old38')).toBeUndefined();
});
