import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach } from 'vitest';
import type { Environment } from './output.ts';
import { run } from './run.ts';

/** For tests: each runs in an empty folder of its own, the root of a repository. */
export function inFolder(): void {
  let root: string;
  let before: string;
  beforeEach(() => {
    root = realpathSync(mkdtempSync(join(tmpdir(), 'assay-cli-')));
    before = process.cwd();
    process.chdir(root);
    mkdirSync('.git');
  });
  afterEach(() => {
    process.chdir(before);
    rmSync(root, { recursive: true });
  });
}

/** For tests: writes files, by path; what is no text becomes JSON. */
export function write(files: Readonly<Record<string, unknown>>): void {
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, typeof content === 'string' || content instanceof Uint8Array ? content : JSON.stringify(content, undefined, 2));
  }
}

export interface Outcome {
  readonly status: number;
  readonly out: string;
  readonly err: string;
}

/** For tests: runs one command line, as `main.ts` does. */
export async function assay(argv: readonly string[], stdin = '', variables: Environment['variables'] = {}): Promise<Outcome> {
  const written = { out: '', err: '' };
  const channel = (name: keyof typeof written) => ({
    write: (text: string): void => {
      written[name] += text;
    },
    isTerminal: false,
    isLog: false,
    columns: undefined,
    colour: false,
  });
  const readInput = async (): Promise<Uint8Array> => Buffer.from(stdin);
  const status = await run(argv, { out: channel('out'), err: channel('err'), readInput, debug: false, variables });
  return { status, ...written };
}
