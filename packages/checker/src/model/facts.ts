import type { Block } from '@assay/parser';
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import { type Chain, chainsIn } from './chains.ts';
import { ownStatements, traversals } from './references.ts';

/** What a check found in a block. */
export interface Remembered {
  readonly findings: readonly Diagnostic[];
  readonly answer: unknown;
  /** Where the block stood then: findings have moved as far as it has. */
  readonly start: number;
  /** What it cost, see `Budget`. */
  readonly steps: number;
  /** What was looked up. */
  readonly names: ReadonlySet<string>;
}

/**
 * What a block says by itself, wherever it stands, worked out when it is first asked for. It holds for as long as the parser keeps the block:
 * where an edit reaches, blocks are new, and all others have at most moved, and what is here moves with them.
 */
export class BlockFacts {
  readonly block: Block;
  #chains: readonly Chain[] | undefined;
  #traversals: readonly Chain[] | undefined;
  #ownChains: readonly Chain[] | undefined;
  #ownTraversals: readonly Chain[] | undefined;
  readonly #kept = new Map<string, unknown>();

  /** What checks have found in the block, by the name of the check; kept while nothing has changed that they looked up. */
  readonly found = new Map<string, Remembered>();

  constructor(block: Block) {
    this.block = block;
  }

  /** All chains in the block, see {@link chainsIn}. */
  get chains(): readonly Chain[] {
    this.#chains ??= chainsIn(this.block.statements);
    return this.#chains;
  }

  /** All chains in the block as Alloy finds them, see {@link traversals}. */
  get traversals(): readonly Chain[] {
    this.#traversals ??= traversals(this.block.statements);
    return this.#traversals;
  }

  /** Without those of the body that the block holds. */
  get ownChains(): readonly Chain[] {
    this.#ownChains ??= this.#holdsBody ? chainsIn(ownStatements(this)) : this.chains;
    return this.#ownChains;
  }

  /** Without those of the body that the block holds. */
  get ownTraversals(): readonly Chain[] {
    this.#ownTraversals ??= this.#holdsBody ? traversals(ownStatements(this)) : this.traversals;
    return this.#ownTraversals;
  }

  /** What a rule reads from the block alone, by the code of the rule: nodes and chains, which move with the block, and no offsets. */
  keep<Facts>(code: string, read: (block: Block) => Facts): Facts {
    if (!this.#kept.has(code)) this.#kept.set(code, read(this.block));
    return this.#kept.get(code) as Facts;
  }

  /** Forgets what depends on one of these names. */
  forget(changed: ReadonlySet<string>): void {
    for (const [check, { names }] of this.found) if (intersects(names, changed)) this.found.delete(check);
  }

  get #holdsBody(): boolean {
    return this.block.fullName === 'declare' || this.block.fullName === 'foreach';
  }
}

function intersects(a: ReadonlySet<string>, b: ReadonlySet<string>): boolean {
  const [few, many] = a.size < b.size ? [a, b] : [b, a];
  for (const each of few) if (many.has(each)) return true;
  return false;
}
