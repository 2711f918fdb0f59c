/** What the preview and the page in it say to each other. */
import type { GraphResult } from '@assay/lsp/protocol';

export type ToPage =
  /** The pipeline is this now. */
  | { readonly type: 'graph'; readonly uri: string; readonly program: string; readonly graph: Pick<GraphResult, 'nodes' | 'edges'> }
  /** There is none to show, and why. */
  | { readonly type: 'nothing'; readonly why: string }
  /** The cursor is in the block of this node, or in none. */
  | { readonly type: 'cursor'; readonly node: string | undefined };

export type FromPage =
  /** The page listens now. */
  | { readonly type: 'ready' }
  /** Show the source of a node; of its finding with this index, if one is given. */
  | { readonly type: 'openNode'; readonly node: string; readonly finding?: number }
  /** Show where the reference stands that makes an edge. */
  | { readonly type: 'openEdge'; readonly from: string; readonly to: string };

/** What the page keeps, so that it can be shown again after a restart of the editor. */
export interface PageState {
  /** The file whose pipeline is shown. */
  readonly uri?: string;
}
