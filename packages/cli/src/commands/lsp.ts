import type { Arguments } from '../arguments.ts';
import { ExitStatus, UsageError } from '../output.ts';
import { version } from '../version.ts';
import { command } from './command.ts';

const options = {
  stdio: { help: 'speak over standard input and output (the default)' },
  'node-ipc': { help: 'speak over the channel of the Node.js process that forked this one' },
} as const;

/** `assay lsp`. */
export const lsp = command({
  usage: 'assay lsp [OPTION…]',
  description:
    'Serves an editor until it is closed: the language server, which editors start by themselves. docs/editors says how to set them up.',
  options,
  notes: ['Exit status: 0 where the editor ended it, 1 where it did not say so first, 2 for wrong usage.'],
  run,
});

async function run({ values, positionals }: Arguments<typeof options>): Promise<ExitStatus> {
  if (positionals.length > 0) throw new UsageError('assay lsp takes no PATH: the editor says which files are open');
  // A file of its own beside this one, read only now (build.mjs).
  const bundle = new URL('lsp.mjs', import.meta.url).href;
  const { serveNode } = (await import(bundle)) as typeof import('@assay/lsp/node');
  serveNode({ transport: values['node-ipc'] ? 'ipc' : 'stdio', version });
  return ExitStatus.Ok;
}
