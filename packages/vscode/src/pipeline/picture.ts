/** What is drawn of a pipeline: its nodes with their texts and sizes, its edges, and what stands in a module of its own. */
import type { GraphFinding, GraphNodeItem, GraphResult } from '@assay/lsp/protocol';
import { SIGNALS, type Signal, type Strand, strandsOf } from './signals.ts';

export interface PictureNode {
  readonly id: string;
  /** The label, or the name where a block has none. */
  readonly title: string;
  /** What it is: `loki.write`. Empty where the title says it. */
  readonly kind: string;
  readonly role: GraphNodeItem['role'];
  readonly module: string;
  /** What it takes or gives. */
  readonly signals: readonly Signal[];
  readonly findings: readonly GraphFinding[];
  /** The worst finding's. */
  readonly severity: GraphFinding['severity'] | undefined;
  /** Where it stands: for what was renamed, and for the order of nodes that nothing else puts in order. */
  readonly uri: string;
  readonly line: number;
  readonly width: number;
  readonly height: number;
}

export interface PictureEdge {
  readonly key: string;
  readonly from: string;
  readonly to: string;
  readonly strands: readonly Strand[];
}

export interface Picture {
  readonly nodes: readonly PictureNode[];
  readonly edges: readonly PictureEdge[];
  /** Names of the modules that have nodes; the root, `''`, first. */
  readonly modules: readonly string[];
  /** The strands that occur. */
  readonly strands: readonly Strand[];
}

/** How wide a text is, in pixels: `title` in the font of titles, otherwise in that of kinds. */
export type Measure = (text: string, font: 'title' | 'kind') => number;

export const NODE_HEIGHT = 44;
/** Beside the text: the bar of the signals on the left, and room for the mark of findings on the right. */
const AROUND_TEXT = 52;
const LEAST_WIDTH = 110;
const MOST_WIDTH = 340;

const SEVERITIES = ['error', 'warning', 'info'] as const;

/** Makes the picture of a pipeline. */
export function pictureOf({ nodes, edges }: Pick<GraphResult, 'nodes' | 'edges'>, measure: Measure): Picture {
  const signals = new Map<string, Set<string>>();
  const known = new Set(nodes.map(({ id }) => id));
  const drawn = edges.filter(({ from, to }) => known.has(from) && known.has(to));
  for (const edge of drawn) {
    for (const id of [edge.from, edge.to]) {
      const set = signals.get(id) ?? new Set();
      signals.set(id, set);
      for (const signal of edge.signals) set.add(signal);
    }
  }
  const pictureEdges = drawn.map(({ from, to, signals: carried }) => ({ key: edgeKey(from, to), from, to, strands: strandsOf(carried) }));
  const strands = new Set(pictureEdges.flatMap((edge) => edge.strands));
  return {
    nodes: nodes.map((node) => nodeOf(node, signals.get(node.id) ?? new Set(), measure)),
    edges: pictureEdges,
    modules: [...new Set(nodes.map(({ module }) => module))].sort((a, b) => Number(a !== '') - Number(b !== '')),
    strands: [...SIGNALS, 'value' as const].filter((strand) => strands.has(strand)),
  };
}

export function edgeKey(from: string, to: string): string {
  return `${from} > ${to}`;
}

function nodeOf(node: GraphNodeItem, signals: ReadonlySet<string>, measure: Measure): PictureNode {
  const { id, name, component, role, module, findings, uri, range } = node;
  const label = name.startsWith(`${component}.`) ? name.slice(component.length + 1) : '';
  const title = label || name;
  const kind = label ? component : '';
  const text = Math.max(measure(title, 'title'), measure(kind, 'kind'));
  return {
    id,
    title,
    kind,
    role,
    module,
    signals: SIGNALS.filter((signal) => signals.has(signal)),
    findings,
    severity: SEVERITIES.find((severity) => findings.some((finding) => finding.severity === severity)),
    uri,
    line: range.start.line,
    width: Math.min(MOST_WIDTH, Math.max(LEAST_WIDTH, Math.ceil(text) + AROUND_TEXT)),
    height: NODE_HEIGHT,
  };
}

/** What a screen reader says of a node. */
export function describe(node: PictureNode, picture: Picture): string {
  const names = new Map(picture.nodes.map((each) => [each.id, each.kind ? `${each.kind} ${each.title}` : each.title]));
  const list = (ids: readonly string[]): string => ids.map((id) => names.get(id) ?? id).join(', ');
  const from = picture.edges.filter((edge) => edge.to === node.id).map((edge) => edge.from);
  const to = picture.edges.filter((edge) => edge.from === node.id).map((edge) => edge.to);
  return [
    names.get(node.id) ?? node.id,
    ...(node.module ? [`in ${node.module}`] : []),
    ...(node.signals.length > 0 ? [node.signals.join(' and ')] : []),
    ...(from.length > 0 ? [`fed by ${list(from)}`] : []),
    ...(to.length > 0 ? [`feeds ${list(to)}`] : []),
    ...(node.findings.length > 0 ? [countFindings(node.findings)] : []),
  ].join('; ');
}

/** `2 errors, 1 warning`. */
export function countFindings(findings: readonly GraphFinding[]): string {
  return SEVERITIES.flatMap((severity) => {
    const count = findings.filter((finding) => finding.severity === severity).length;
    const word = severity === 'info' ? 'hint' : severity;
    return count === 0 ? [] : [`${count} ${word}${count === 1 ? '' : 's'}`];
  }).join(', ');
}
