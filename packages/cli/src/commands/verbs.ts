import type { Command } from './command.ts';

interface Verb {
  /** One line of `assay --help`. */
  readonly summary: string;
  /** Loads the verb's code, and only that. */
  readonly load: () => Promise<Command>;
}

/** The verbs, in the order of `assay --help`. A new one is a file in this folder and an entry here. */
export const verbs: Readonly<Record<string, Verb>> = {
  check: {
    summary: 'find what Alloy would refuse in configuration files',
    load: async () => (await import('./check.ts')).check as Command,
  },
  explain: {
    summary: 'print what there is to know of a component, a block, a function or a code',
    load: async () => (await import('./explain.ts')).explain as Command,
  },
};
