/** What the server answers beside the protocol's own methods, and what it asks of clients that have the files. */
import type { Range } from 'vscode-languageserver';

/** Request: the pipeline of the program that a file is part of. {@link GraphParams} → {@link GraphResult}, or null for a file that is not known. */
export const GRAPH = 'assay/graph';
/** Notification from the server to a client that has asked for a pipeline: those of these files may have changed. {@link GraphChangedParams}. */
export const GRAPH_CHANGED = 'assay/graphChanged';
/** Request: the page of a finding's code. {@link ExplainParams} → {@link ExplainResult}, or null where there is no such code. */
export const EXPLAIN = 'assay/explain';
/** Request to a client that reads files for the server: the configuration files directly in a directory. {@link ResourceParams} → URIs. */
export const LIST_DIRECTORY = 'assay/listDirectory';
/** The same for all that is below a folder. */
export const FIND_FILES = 'assay/findFiles';
/** Request to a client that reads files for the server. {@link ResourceParams} → {@link ReadFileResult}, or null where there is no such file. */
export const READ_FILE = 'assay/readFile';

export interface GraphParams {
  readonly uri: string;
}

export interface GraphResult {
  /** The files of the program. */
  readonly uris: readonly string[];
  readonly nodes: readonly GraphNodeItem[];
  /** The way the data flows; between two nodes at most one. */
  readonly edges: readonly GraphEdgeItem[];
}

/** A component, an instance of a declare, or a foreach block. */
export interface GraphNodeItem {
  /** Unique in the graph: of what stands in a module, the module's name and a slash come first. */
  readonly id: string;
  /** As it is referred to in its module: `loki.write.default`. */
  readonly name: string;
  readonly component: string;
  /** `''` for the root; otherwise the ids of the instances that lead to it, joined by `/`. */
  readonly module: string;
  readonly role: 'source' | 'processor' | 'sink' | 'other' | 'custom';
  readonly findings: readonly GraphFinding[];
  readonly uri: string;
  /** The whole block. */
  readonly range: Range;
  /** Its first line, without the brace. */
  readonly selectionRange: Range;
}

export interface GraphFinding {
  readonly code: string;
  readonly severity: 'error' | 'warning' | 'info';
  readonly message: string;
  readonly range: Range;
}

export interface GraphEdgeItem {
  /** Ids of nodes. */
  readonly from: string;
  readonly to: string;
  /** `metrics`, `logs`, `traces`, `profiles`, `targets`; none for other values. */
  readonly signals: readonly string[];
  /** Where the reference stands. */
  readonly uri: string;
  readonly range: Range;
}

export interface GraphChangedParams {
  readonly uris: readonly string[];
}

export interface ExplainParams {
  readonly code: string;
}

export interface ExplainResult {
  readonly title: string;
  readonly markdown: string;
}

export interface ResourceParams {
  readonly uri: string;
}

export interface ReadFileResult {
  readonly text: string;
}

/** What a client may say in `initializationOptions`, beside the settings themselves (the section `assay`). */
export interface InitializationOptions {
  /** The client answers {@link LIST_DIRECTORY}, {@link FIND_FILES} and {@link READ_FILE}. A server without a file system asks only then. */
  readonly readsFiles?: boolean;
  /** The client has the commands of code lenses: `assay.showReferences` and `assay.showGraph`. */
  readonly commands?: boolean;
}
