import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { client } from '../clients.ts';
import { shownIn, workplace } from '../editor.ts';

const emacs = client('emacs');

// The real Emacs without a screen, with the configuration that docs/editors/emacs.md shows.
test.skipIf(emacs === undefined)('Emacs shows, mends, completes, explains, finds, renames and formats', () => {
  const { folder, env } = workplace();
  const init = join(folder, '..', 'init.el');
  writeFileSync(init, shownIn('docs/editors/emacs.md', 'elisp'));
  const drive = join(import.meta.dirname, 'drive.el');
  const { stdout, stderr } = spawnSync(join(emacs ?? '', 'emacs'), ['-Q', '--batch', '-l', drive], {
    cwd: folder,
    env: { ...env, ASSAY_INIT: init },
    encoding: 'utf8',
    timeout: 60_000,
  });
  const found = JSON.parse(stdout.slice(stdout.indexOf('{'))) as Record<string, unknown>;
  expect(found.problem, stderr).toBeUndefined();
  expect(found).toMatchObject({
    mode: 'alloy-mode',
    diagnostics: [expect.stringContaining('has no attribute "tail_from_ned"')],
    line: 4,
    hover: expect.stringContaining('Exports `receiver`: a Loki receiver'),
    completion: expect.arrayContaining(['loki.write.store.receiver']),
    definition: 'store.alloy:1',
    renamed_here: expect.stringContaining('loki.write "archive" {'),
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
