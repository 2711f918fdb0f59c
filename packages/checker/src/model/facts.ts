import type { Block } from '@assay/parser';
import { type Chain, chainsIn } from './chains.ts';
import { ownStatements, traversals } from './references.ts';

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

  get #holdsBody(): boolean {
    return this.block.fullName === 'declare' || this.block.fullName === 'foreach';
  }
}
