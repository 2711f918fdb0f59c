import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

// The package as npm would publish it, on a machine that has Node.js and npm and nothing else: an empty home, no network.

const root = fileURLToPath(new URL('../../', import.meta.url));
const source = join(root, 'packages/cli');

let folder: string;
let tarball: string;
let packed: { readonly size: number; readonly files: readonly { readonly path: string; readonly size: number; readonly mode: number }[] };

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'assay-package-'));
  for (const name of ['home', 'bare']) mkdirSync(join(folder, name));
  const { status, stdout, stderr } = npm(['pack', '--json', '--pack-destination', folder], source);
  expect(status, stderr).toBe(0);
  const listed = JSON.parse(stdout) as unknown;
  // npm 12 names what it packed by package.
  const [first] = (Array.isArray(listed) ? listed : Object.values(listed as object)) as [typeof packed & { filename: string }];
  packed = first;
  tarball = join(folder, first.filename);
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** npm, and what it runs, with nothing of this repository in reach. */
function npm(args: readonly string[], cwd: string) {
  const PATH = (process.env.PATH ?? '').split(delimiter).filter((entry) => !entry.includes('node_modules'));
  const env = { PATH: PATH.join(delimiter), HOME: join(folder, 'home'), npm_config_update_notifier: 'false' };
  return spawnSync('npm', args, { cwd, env, encoding: 'utf8' });
}

/** What `npx file:TARBALL …` does. */
function npx(...args: readonly string[]) {
  return npm(['exec', '--yes', '--offline', `file:${tarball}`, '--', ...args], join(folder, 'bare'));
}

describe('@assay/cli', () => {
  it('is small, and holds what it needs and nothing else', () => {
    for (const { path, size } of packed.files) console.log(`${String(size).padStart(9)}  ${path}`);
    console.log(`${String(packed.size).padStart(9)}  packed`);
    expect(packed.size).toBeLessThanOrEqual(2 * 1024 * 1024);
    expect(packed.files.map(({ path }) => path).sort()).toEqual([
      'LICENSE',
      'README.md',
      'bin/assay.mjs',
      'bin/compile-cache.mjs',
      'dist/assay.mjs',
      'dist/chokidar.mjs',
      'dist/lsp.mjs',
      'dist/third-party.txt',
      'dist/yaml.mjs',
      'package.json',
      ...['assay', 'config', 'graph', 'report']
        .map((name) => `schema/${name}.schema.json`)
        .filter((path) => existsSync(join(source, path))),
    ]);
    expect(packed.files.find(({ path }) => path === 'bin/assay.mjs')!.mode & 0o111).toBe(0o111);
    expect(readFileSync(join(source, 'LICENSE'), 'utf8')).toBe(readFileSync(join(root, 'LICENSE'), 'utf8'));
  });

  it('installs nothing else, and runs nothing when it is installed', () => {
    const manifest = JSON.parse(readFileSync(join(source, 'package.json'), 'utf8'));
    for (const absent of ['private', 'scripts', 'dependencies', 'peerDependencies', 'optionalDependencies', 'bundleDependencies'])
      expect(manifest).not.toHaveProperty(absent);
    expect(manifest).toMatchObject({
      name: '@assay/cli',
      license: 'Apache-2.0',
      bin: { assay: 'bin/assay.mjs' },
      engines: { node: '>=20' },
    });
  });

  it('says whose code is bundled', () => {
    const text = readFileSync(join(source, 'dist/third-party.txt'), 'utf8');
    for (const name of ['chevrotain', 'diff', 'vscode-languageserver']) expect(text).toMatch(new RegExp(`^${name} \\d`, 'm'));
    expect(text).not.toContain('@assay/');
  });

  it('is run by npx where nothing was installed', () => {
    writeFileSync(join(folder, 'bare/good.alloy'), 'logging {\n\tlevel = "info"\n}\n');
    const good = npx('check', '.');
    expect(good.stderr).toBe('');
    expect(good).toMatchObject({ status: 0, stdout: expect.stringMatching(/^Nothing found in 1 file /) });

    writeFileSync(join(folder, 'bare/bad.alloy'), 'loki.ehco "x" {}\n');
    expect(npx('check', '.', '--format', 'concise')).toMatchObject({ status: 1, stdout: expect.stringMatching(/^bad\.alloy:1:1: error/) });
    expect(npx('fmt', 'bad.alloy')).toMatchObject({ status: 0 });
    expect(readFileSync(join(folder, 'bare/bad.alloy'), 'utf8')).toBe('loki.ehco "x" { }\n');
    expect(npx('--version').stdout).toMatch(/^assay 0\.1\.0\n/);
    expect(npx('explain', 'loki.write').stdout).toMatch(/^loki\.write /);
  });
});
