import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { node } from '../node.ts';

// Threads beside the first run the bundle, so that only the bundle has them.

const cli = fileURLToPath(new URL('../../packages/cli/dist/assay.mjs', import.meta.url));
let directory: string;

/** Several hundred files: programs of several files, files that stand alone, mistakes of many kinds, and what cannot be read. */
beforeAll(() => {
  directory = mkdtempSync(join(tmpdir(), 'assay-threads-'));
  const put = (path: string, text: string): void => {
    mkdirSync(join(directory, path, '..'), { recursive: true });
    writeFileSync(join(directory, path), text);
  };
  for (let index = 0; index < 200; index++) {
    const folder = `clusters/${index % 40}`;
    put(`${folder}/${index}-write.alloy`, `loki.write "w${index}" {\n\tendpoint {\n\t\turl = "http://loki:3100"\n\t}\n}\n`);
    put(
      `${folder}/${index}-read.alloy`,
      `loki.source.api "a" {\n\thttp {\n\t\tlisten_port = "${index}"\n\t}\n\tforward_to = [loki.write.w${index + (index % 7 === 0 ? 1000 : 0)}.receiver]\n}\n`,
    );
    if (index % 3 === 0) put(`flat/${index}.alloy`, `logging {\n\tlevel = "${index % 2 ? 'info' : 'loud'}"\n`);
    if (index % 5 === 0) put(`flat/${index}.river`, `// assay: ignore structure/unknown-component: later\nloki.ehco "${index}" { }\n`);
  }
  symlinkSync('nowhere', join(directory, 'flat/broken.alloy'));
  put('assay.json', JSON.stringify({ programs: [{ name: 'p', files: ['program/*.alloy'] }] }));
  put('program/a.alloy', 'loki.echo "x" { }\n');
  symlinkSync('nowhere', join(directory, 'program/b.alloy'));
});

afterAll(() => rmSync(directory, { recursive: true }));

function check(...args: readonly string[]) {
  const { status, stdout, stderr } = spawnSync(node, [cli, 'check', ...args], {
    cwd: directory,
    env: { ...process.env, XDG_STATE_HOME: join(directory, 'state') },
    encoding: 'utf8',
    maxBuffer: 2 ** 28,
  });
  return { status, stdout, stderr };
}

describe('several threads', () => {
  it.each([['human'], ['json'], ['sarif'], ['concise', '--each']])('find what one does, in the same order: %s', (format, ...args) => {
    const one = check('--format', format, '--threads', '1', ...args);
    expect(one.status).toBe(2);
    expect(one.stdout.length).toBeGreaterThan(10_000);
    expect(one.stderr).toContain('flat/broken.alloy: is a link to nowhere');
    expect(check('--format', format, '--threads', '3', ...args)).toEqual(one);
  });

  it('go on with a cache', () => {
    const plain = check('--format', 'sarif');
    for (const threads of ['2', '1', '2'])
      expect(check('--format', 'sarif', '--threads', threads, '--cache', join(directory, '.cache'))).toEqual(plain);
  });

  it('are a number', () => {
    for (const wrong of ['0', '-1', 'two', '1.5', '1000'])
      expect(check(`--threads=${wrong}`)).toMatchObject({ status: 2, stderr: expect.stringContaining('--threads takes a number') });
  });
});
