import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../../packages/cli', import.meta.url));

/** A registry on this machine that has one version of @assay/cli. */
export interface Registry {
  readonly url: string;
  readonly version: string;
  /** As npm says it: `sha512-` and the hash in base64. */
  readonly integrity: string;
  /** The same hash, in hexadecimal. */
  readonly digest: string;
  close(): void;
}

/**
 * Packs the command line, and serves it.
 *
 * @param change what to make of the unpacked package first, given its folder
 */
export async function serveRegistry(change: (folder: string) => void = () => {}): Promise<Registry> {
  const folder = mkdtempSync(join(tmpdir(), 'assay-registry-'));
  mkdirSync(join(folder, 'package'));
  for (const part of ['bin', 'dist', 'package.json']) cpSync(join(root, part), join(folder, 'package', part), { recursive: true });
  change(join(folder, 'package'));
  const { status, stderr } = spawnSync('tar', ['-czf', 'package.tgz', 'package'], { cwd: folder, encoding: 'utf8' });
  if (status !== 0) throw new Error(stderr);
  const archive = readFileSync(join(folder, 'package.tgz'));
  const manifest = JSON.parse(readFileSync(join(folder, 'package/package.json'), 'utf8')) as { name: string; version: string };
  rmSync(folder, { recursive: true });
  const hash = createHash('sha512').update(archive);
  const bytes = hash.digest();
  const integrity = `sha512-${bytes.toString('base64')}`;
  const server = createServer(({ url = '' }, response) => {
    if (url.endsWith('.tgz')) return response.end(archive);
    const { port } = server.address() as AddressInfo;
    const dist = { integrity, tarball: `http://127.0.0.1:${port}/cli.tgz` };
    return response.end(
      JSON.stringify({
        name: manifest.name,
        'dist-tags': { latest: manifest.version },
        versions: { [manifest.version]: { ...manifest, dist } },
      }),
    );
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    version: manifest.version,
    integrity,
    digest: bytes.toString('hex'),
    close: () => server.close(),
  };
}

/** PATH without what this repository has installed, as on a machine of a user. */
export const userPath = (process.env.PATH ?? '')
  .split(delimiter)
  .filter((entry) => !entry.includes('node_modules'))
  .join(delimiter);

/** Runs a program without blocking this process, which may be the registry. */
export function runAsync(command: string, args: readonly string[], options: { readonly cwd: string; readonly env: NodeJS.ProcessEnv }) {
  return new Promise<{ status: number | null; stdout: string; stderr: string }>((resolve, reject) => {
    const child = spawn(command, args, { ...options, stdio: ['ignore', 'pipe', 'pipe'] });
    let [stdout, stderr] = ['', ''];
    child.stdout.on('data', (chunk) => {
      stdout += chunk;
    });
    child.stderr.on('data', (chunk) => {
      stderr += chunk;
    });
    child.on('error', reject);
    child.on('close', (status) => resolve({ status, stdout, stderr }));
  });
}

/** What a pull request could put into a checkout so that npm or npx there runs it: each leaves a file named `pwned`. */
export function poison(checkout: string): void {
  const program = `require("node:fs").writeFileSync(${JSON.stringify(join(checkout, 'pwned'))}, "")`;
  const folder = join(checkout, 'node_modules/@assay/cli');
  mkdirSync(folder, { recursive: true });
  mkdirSync(join(checkout, 'node_modules/.bin'), { recursive: true });
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ name: '@assay/cli', version: '0.1.0', bin: { assay: 'evil.cjs' } }));
  writeFileSync(join(folder, 'evil.cjs'), `#!/usr/bin/env node\n${program}\n`, { mode: 0o755 });
  writeFileSync(join(checkout, 'node_modules/.bin/assay'), `#!/usr/bin/env node\n${program}\n`, { mode: 0o755 });
  // Nothing listens there.
  writeFileSync(
    join(checkout, '.npmrc'),
    `registry=http://127.0.0.1:9/\nscript-shell=${join(folder, 'evil.cjs')}\nnode-options=--require=${join(folder, 'evil.cjs')}\n`,
  );
  writeFileSync(join(checkout, 'package.json'), JSON.stringify({ name: 'evil', scripts: { prepack: `node -e '${program}'` } }));
}
