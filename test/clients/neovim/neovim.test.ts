import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { client } from '../clients.ts';
import { shownIn, workplace } from '../editor.ts';

const neovim = client('neovim');

// The real Neovim without a screen, with the configuration that docs/editors/neovim.md shows.
test.skipIf(neovim === undefined)('Neovim shows, mends, completes, explains, finds, renames and formats', () => {
  const { folder, env } = workplace();
  const init = join(folder, '..', 'init.lua');
  writeFileSync(init, shownIn('docs/editors/neovim.md', 'lua'));
  const drive = join(import.meta.dirname, 'drive.lua');
  const { stdout, stderr } = spawnSync(join(neovim ?? '', 'venv/bin/nvim'), ['--headless', '-u', init, '-c', `luafile ${drive}`], {
    cwd: folder,
    env,
    encoding: 'utf8',
    timeout: 60_000,
  });
  const found = JSON.parse(stdout.slice(stdout.indexOf('{'))) as Record<string, unknown>;
  expect(found.problem, stderr).toBeUndefined();
  expect(found).toMatchObject({
    language: 'grafana-alloy',
    root: folder,
    diagnostics: ['block/unknown-attribute 3:1'],
    hover: expect.stringContaining('Exports `receiver`: a Loki receiver'),
    completion: expect.arrayContaining(['loki.write.store.receiver']),
    signature: 'sys.env(string) → string',
    definition: [1, 12],
    renamed_here: expect.stringContaining('loki.write "archive" {'),
    symbols: ['logging', 'logs'],
  });
  expect(found.saved).toBe(`logging {
	level = sys.env("LEVEL")
}

loki.source.file "logs" {
	targets       = [{"__path__" = "/var/log/app.log", "host" = sys.env("HOST")}]
	forward_to    = [loki.write.archive.receiver]
	tail_from_end = true
}
`);
});
