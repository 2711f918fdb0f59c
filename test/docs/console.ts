import { spawnSync } from 'node:child_process';
import { closeSync, existsSync, mkdtempSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { node } from '../node.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));
const cli = join(root, 'packages/cli/dist/assay.mjs');

/** A fenced block of Markdown that starts with ```console: commands behind `$ `, each followed by what it prints. */
interface ConsoleBlock {
  /** Number of its first line, the fence, from 1. */
  readonly line: number;
  /** What stands between the fences, with its last line end. */
  readonly text: string;
}

const fence = /^```console\n([\s\S]*?)^```$/gm;

/** All console blocks of a Markdown text, from top to bottom. */
export function consoleBlocks(markdown: string): ConsoleBlock[] {
  return [...markdown.matchAll(fence)].map((match) => ({
    line: markdown.slice(0, match.index).split('\n').length,
    text: match[1]!,
  }));
}

/**
 * Runs the commands of a block from the root of the repository, and gives the block as it ought to be.
 *
 * `assay …` is the built CLI, `< FILE` at the end its standard input, and `echo $?` the exit status of the command before.
 * Standard output and standard error come in the order in which a terminal would show them, without colour.
 *
 * @throws Error on any other command: a block that looks tested has to be.
 */
export function replay(block: ConsoleBlock): string {
  let status: number | null = null;
  const commands = block.text.split('\n').filter((line) => line.startsWith('$ '));
  return commands
    .map((line) => {
      const command = line.slice(2);
      if (command === 'echo $?') return `${line}\n${status}\n`;
      const [, args, input] = /^assay((?: \S+)*?)(?: < (\S+))?$/.exec(command) ?? [];
      if (args === undefined)
        throw new Error(`line ${block.line}: only \`assay\` and \`echo $?\` can be run in a console block, not: ${command}`);
      const run = assay(args.split(' ').slice(1), input);
      status = run.status;
      return `${line}\n${run.output}`;
    })
    .join('');
}

export function assay(args: readonly string[], input?: string): { status: number | null; output: string } {
  const scratch = mkdtempSync(join(tmpdir(), 'assay-docs-'));
  const file = join(scratch, 'output');
  // Both streams go to one file, and so stay in order.
  const output = openSync(file, 'w');
  const stdin = input === undefined ? undefined : openSync(join(root, input), 'r');
  try {
    const { PATH } = process.env;
    const { status } = spawnSync(node, [cli, ...args], {
      cwd: root,
      env: { ...(PATH === undefined ? {} : { PATH }), NO_COLOR: '1' },
      stdio: [stdin ?? 'ignore', output, output],
    });
    return { status, output: readFileSync(file, 'utf8') };
  } finally {
    closeSync(output);
    if (stdin !== undefined) closeSync(stdin);
    rmSync(scratch, { recursive: true });
  }
}

/**
 * Defines a test for each console block of a Markdown file. With `UPDATE_DOCS=1` in the environment the file is
 * written anew instead, with what the commands print now.
 *
 * @param path relative to the root of the repository
 */
export function testConsoleBlocks(path: string): void {
  describe(path, () => {
    const markdown = readDocument(path);
    if (process.env.UPDATE_DOCS) {
      it('is written anew', () => {
        expect(existsSync(cli), 'the CLI is not built: npm run build').toBe(true);
        const blocks = consoleBlocks(markdown).values();
        writeFileSync(
          join(root, path),
          markdown.replace(fence, () => `\`\`\`console\n${replay(blocks.next().value!)}\`\`\``),
        );
      });
      return;
    }
    it.each(consoleBlocks(markdown))('prints what line $line says', (block) => {
      expect(existsSync(cli), 'the CLI is not built: npm run build').toBe(true);
      expect(block.text).toBe(replay(block));
    });
  });
}

/** The console block of a Markdown file that begins with a command; `undefined` where there is none. */
export function blockFor(path: string, command: string): string | undefined {
  return consoleBlocks(readDocument(path)).find(({ text }) => text.startsWith(`$ ${command}\n`))?.text;
}

function readDocument(path: string): string {
  return readFileSync(join(root, path), 'utf8');
}
