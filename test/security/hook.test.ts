import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { parse } from 'yaml';
import { Ground, hostileFiles, LOUD_NAME, SECRET } from './repository.ts';

// The hooks, called as pre-commit calls them: entry, arguments, and the names of what is committed. (test/clients/pre-commit has the real one.)

interface Hook {
  readonly id: string;
  readonly entry: string;
  readonly args?: readonly string[];
  readonly files: string;
  readonly pass_filenames?: boolean;
}

const own = parse(readFileSync(new URL('../../.pre-commit-hooks.yaml', import.meta.url), 'utf8')) as Hook[];

let ground: Ground;

beforeEach(() => {
  ground = new Ground();
  hostileFiles(ground);
});

afterEach(() => ground.remove());

function run({ entry, args = [], files, pass_filenames: names = true }: Hook) {
  const [program, ...words] = entry.split(' ');
  expect(program).toBe('assay');
  // pre-commit passes files only, but who knows who calls these next.
  const committed = ['-x.alloy', '--output=json=y.alloy', LOUD_NAME, 'a.alloy', 'link.alloy', 'pipe.alloy', 'secret.alloy'].filter((name) =>
    new RegExp(files).test(name),
  );
  return ground.assay([...words, ...args, ...(names ? committed : [])]);
}

function expectHarmless(hook: Hook): void {
  const before = ground.stateOf(ground.outside);
  const { signal, out, err } = run(hook);
  expect(signal).toBeNull();
  expect(out + err).not.toContain(SECRET);
  expect(err).not.toMatch(/there is no option|internal fault/);
  expect(ground.stateOf(ground.outside)).toEqual(before);
  expect(ground.wasStarted).toBe(false);
}

test.each(own)('$id', (hook) => expectHarmless(hook));

test('assay-fmt formats what begins with a hyphen', () => {
  run(own.find(({ id }) => id === 'assay-fmt')!);
  for (const name of ['-x.alloy', '--output=json=y.alloy'])
    expect(readFileSync(join(ground.repo, name), 'utf8')).toBe('logging {\n\tlevel = "info"\n}\n');
});

test('so do those that assay init writes', () => {
  const ours = new Ground();
  try {
    ours.write({ 'a.alloy': 'logging { }\n' });
    ours.assay(['init', '--hook']);
    const { repos } = parse(readFileSync(join(ours.repo, '.pre-commit-config.yaml'), 'utf8')) as { repos: { hooks: Hook[] }[] };
    expect(repos[0]!.hooks.map(({ id }) => id)).toEqual(['assay-fmt', 'assay-check']);
    for (const hook of repos[0]!.hooks) expectHarmless(hook);
  } finally {
    ours.remove();
  }
});
