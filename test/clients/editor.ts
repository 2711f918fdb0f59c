import { chmodSync, mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../../', import.meta.url));

/** A configuration of two files with a mistake in one. */
const FILES: Readonly<Record<string, string>> = {
  'main.alloy': `loki.source.file "logs" {
	targets       = [{"__path__" = "/var/log/app.log", "host" = sys.env("HOST")}]
	forward_to    = [loki.write.store.receiver]
	tail_from_ned = true
}
`,
  'store.alloy': `loki.write "store" {
	endpoint {
		url = "http://loki:3100/loki/api/v1/push"
	}
}
`,
};

export interface Workplace {
  /** The folder with the files. */
  readonly folder: string;
  /** With the command `assay` first on the path, and a home without anybody's configuration. */
  readonly env: NodeJS.ProcessEnv;
}

/** A fresh folder with files to edit, and the built `assay` as a command. */
export function workplace(): Workplace {
  // Sockets stand in a home, and their paths may not be long.
  const base = mkdtempSync(join(tmpdir(), 'assay-'));
  const folder = join(base, 'w');
  const bin = join(base, 'bin');
  const home = join(base, 'home');
  for (const each of [join(folder, '.git'), bin, home]) mkdirSync(each, { recursive: true });
  for (const [name, text] of Object.entries(FILES)) writeFileSync(join(folder, name), text);
  const command = join(bin, 'assay');
  writeFileSync(command, `#!/bin/sh\nexec '${process.execPath}' '${join(root, 'packages/cli/dist/assay.mjs')}' "$@"\n`);
  chmodSync(command, 0o755);
  const xdg = { XDG_CONFIG_HOME: home, XDG_DATA_HOME: home, XDG_STATE_HOME: home, XDG_CACHE_HOME: home };
  return { folder, env: { ...process.env, ...xdg, HOME: home, PATH: `${bin}:${process.env.PATH}` } };
}

/** The first block of code in a language that a document shows. */
export function shownIn(document: string, language: string): string {
  const text = readFileSync(join(root, document), 'utf8');
  const found = text.split(`\`\`\`${language}\n`)[1]?.split('\n```')[0];
  if (found === undefined) throw new Error(`${document} has no block of ${language}`);
  return `${found}\n`;
}
