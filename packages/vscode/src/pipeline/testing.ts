/** Pipelines in few words, for tests. */
import type { GraphFinding, GraphResult } from '@assay/lsp/protocol';
import { type Picture, pictureOf } from './picture.ts';

const range = (line: number) => ({ start: { line, character: 0 }, end: { line: line + 3, character: 1 } });

export interface TestGraph extends Pick<GraphResult, 'nodes' | 'edges'> {}

/**
 * A pipeline of edges such as `'loki.source.a > loki.write.b: logs'` and of nodes that stand alone. What is before a slash is the module.
 *
 * @param findings by the id of a node
 */
export function graphOf(lines: readonly string[], findings: Readonly<Record<string, readonly GraphFinding[]>> = {}): TestGraph {
  const ids = new Set<string>();
  const edges = lines.flatMap((line) => {
    const [ends = '', signals = ''] = line.split(': ');
    const [from = '', to] = ends.split(' > ');
    for (const id of [from, to]) if (id) ids.add(id);
    return to ? [{ from, to, signals: signals ? signals.split(', ') : [], uri: 'file:///w/a.alloy', range: range(0) }] : [];
  });
  const nodes = [...ids].map((id, index) => {
    const name = id.slice(id.lastIndexOf('/') + 1);
    return {
      id,
      name,
      component: name.slice(0, name.lastIndexOf('.')),
      module: id.slice(0, Math.max(id.lastIndexOf('/'), 0)),
      role: 'processor' as const,
      findings: findings[id] ?? [],
      uri: 'file:///w/a.alloy',
      range: range(index * 4),
      selectionRange: range(index * 4),
    };
  });
  return { nodes, edges };
}

/** Texts in which each character is as wide. */
export function picture(lines: readonly string[], findings?: Readonly<Record<string, readonly GraphFinding[]>>): Picture {
  return pictureOf(graphOf(lines, findings), (text) => text.length * 7);
}
