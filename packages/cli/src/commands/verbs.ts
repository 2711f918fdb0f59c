import { check } from './check.ts';
import type { Command } from './command.ts';
import { config } from './config.ts';
import { explain } from './explain.ts';
import { fmt } from './fmt.ts';
import { graph } from './graph.ts';
import { init } from './init.ts';
import { lsp } from './lsp.ts';

interface Verb {
  /** One line of `assay --help`. */
  readonly summary: string;
  readonly command: Command;
}

/** The verbs, in the order of `assay --help`. A new one is a file in this folder and an entry here. */
export const verbs: Readonly<Record<string, Verb>> = {
  check: {
    summary: 'find what Alloy would refuse in configuration files',
    command: check as Command,
  },
  fmt: {
    summary: 'format configuration files as alloy fmt does',
    command: fmt as Command,
  },
  graph: {
    summary: 'print the pipeline: which component gives what to which',
    command: graph as Command,
  },
  init: {
    summary: 'write an assay.json of what is found in a repository',
    command: init as Command,
  },
  config: {
    summary: 'print what assay.json says of files, and where',
    command: config as Command,
  },
  explain: {
    summary: 'print what there is to know of a component, a block, a function or a code',
    command: explain as Command,
  },
  lsp: {
    summary: 'serve an editor: the language server',
    command: lsp as Command,
  },
};
