import type { Block } from '@assay/parser';
import { BlockFacts } from './facts.ts';
import { ALL_IDS, LOST } from './lookups.ts';
import { allModules, type Program } from './program.ts';

/**
 * What is remembered of a program from one edit to the next: by block, as long as the parser keeps it. What depends on more than the block
 * is forgotten where one of the names that it looked up stands for something else now.
 */
export class Memory {
  #facts: ReadonlyMap<Block, BlockFacts> = new Map();
  #names: ReadonlyMap<string, readonly unknown[]> = new Map();
  #ids: readonly string[] = [];
  #isDamaged = false;

  /** What is known of a block. */
  factsOf(block: Block): BlockFacts {
    return this.#facts.get(block) ?? new BlockFacts(block);
  }

  /** Takes a program as it is now: forgets what is not true of it any more, and blocks that it does not have. */
  renew(program: Program): void {
    const facts = new Map<Block, BlockFacts>();
    const names = new Map<string, unknown[]>();
    const ids: string[] = [];
    const add = (name: string, meaning: unknown): void => {
      const known = names.get(name);
      if (known) known.push(meaning);
      else names.set(name, [meaning]);
    };
    for (const module of allModules(program.root)) {
      for (const symbol of module.symbols) {
        facts.set(symbol.block, symbol.facts);
        ids.push(symbol.id);
        add(symbol.id, symbol.block);
      }
      for (const [label, { symbol }] of module.namespaces) add(`namespace ${label}`, symbol.block);
      for (const variable of module.variables) add(`variable ${variable}`, module.owner?.id ?? '');
    }
    for (const variable of program.leakedVariables) add(`leaked ${variable}`, true);

    const changed = new Set<string>();
    for (const [name, meanings] of names) if (!isSame(meanings, this.#names.get(name))) changed.add(name);
    for (const name of this.#names.keys()) if (!names.has(name)) changed.add(name);
    if (!isSame(ids, this.#ids)) changed.add(ALL_IDS);
    const isDamaged = program.files.some(({ parse }) => parse.errors.length > 0);
    if (isDamaged || this.#isDamaged) changed.add(LOST);
    if (changed.size > 0) for (const each of facts.values()) each.forget(changed);

    this.#facts = facts;
    this.#names = names;
    this.#ids = ids;
    this.#isDamaged = isDamaged;
  }
}

function isSame(a: readonly unknown[], b: readonly unknown[] | undefined): boolean {
  return a.length === b?.length && a.every((each, index) => each === b[index]);
}
