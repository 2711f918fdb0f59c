import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { client } from '../clients/clients.ts';

// Under which versions of Node.js the bundles run. With the oldest that they support, CI runs all tests of them (test/node.ts).

const root = fileURLToPath(new URL('../../', import.meta.url));
const folder = client('node');

describe.skipIf(folder === undefined)('Node.js', () => {
  const run = (version: string, ...args: readonly string[]) => {
    const { status, stdout, stderr } = spawnSync(join(folder!, version, 'node'), args, { cwd: root, encoding: 'utf8', input: '' });
    return { status, stdout, stderr };
  };
  const file = 'examples/broken/bad-duration.alloy';

  it.each(['packages/cli/bin/assay.mjs', 'packages/cli/dist/assay.mjs', 'packages/cli/dist/lsp.mjs'])(
    '%s says in a sentence that 18 is too old',
    (program) => {
      expect(run('18.20.8', program, 'check', file)).toEqual({
        status: 2,
        stdout: '',
        stderr: 'assay: needs Node.js 20 or newer; this is v18.20.8\n',
      });
    },
  );

  it.each(['20.0.0', '20.20.2'])('%s runs what is installed', (version) => {
    expect(run(version, 'packages/cli/bin/assay.mjs', 'check', '--format=concise', file)).toEqual({
      status: 1,
      stdout: expect.stringMatching(/^examples\/broken\/bad-duration\.alloy:3:15: error\[type\/bad-value\] [^\n]*\n$/),
      stderr: '',
    });
  });
});
