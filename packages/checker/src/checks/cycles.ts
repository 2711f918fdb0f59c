import { related, type Span } from '../diagnostics/collector.ts';
import type { BlockSymbol } from '../model/program.ts';
import { type CheckContext, headerSpan } from './context.ts';

/** A reference from one block to another of the same module. */
export interface ReferenceEdge {
  readonly from: BlockSymbol;
  readonly to: BlockSymbol;
  /** Where, in the source of the first. */
  readonly place: Span;
}

/**
 * Blocks that refer to themselves, directly or in a circle (LANGUAGE.md 6.5 and 7.2).
 *
 * Alloy names all members of a strongly connected component at each of them; here each is reported once, as a path
 * through it, with the place of each reference.
 */
export function checkCycles({ diagnostics }: CheckContext, edges: readonly ReferenceEdge[]): void {
  for (const path of cyclesOf(edges)) {
    const { source, block, id } = (path[0] as ReferenceEdge).from;
    if (path.length === 1) {
      const places = path.map(({ from, place }) => related(from.source, place, 'the reference is here'));
      diagnostics.report('reference/self', source, headerSpan(block), { id }, { related: places });
    } else {
      const places = path.map(({ from, to, place }) => related(from.source, place, `"${from.id}" needs "${to.id}"`));
      diagnostics.report(
        'reference/cycle',
        source,
        headerSpan(block),
        { path: [...path.map(({ from }) => from.id), id] },
        { related: places },
      );
    }
  }
}

/** One way round for each self reference and each strongly connected component. */
export function cyclesOf(edges: readonly ReferenceEdge[]): ReferenceEdge[][] {
  const cycles: ReferenceEdge[][] = [];
  const outgoing = new Map<BlockSymbol, ReferenceEdge[]>();
  for (const edge of edges) {
    const others = outgoing.get(edge.from);
    if (others) others.push(edge);
    else outgoing.set(edge.from, [edge]);
  }
  const itself = new Map(edges.filter(({ from, to }) => from === to).map((edge) => [edge.from, edge]));
  for (const edge of itself.values()) cycles.push([edge]);
  for (const group of stronglyConnected([...outgoing.keys()], outgoing)) {
    if (group.size > 1) cycles.push(shortestCycle(group, outgoing));
  }
  return cycles;
}

/** Tarjan's algorithm with a stack of its own: a chain of references may be as long as a file has blocks. */
function stronglyConnected(
  nodes: readonly BlockSymbol[],
  outgoing: ReadonlyMap<BlockSymbol, readonly ReferenceEdge[]>,
): Set<BlockSymbol>[] {
  const index = new Map<BlockSymbol, number>();
  const low = new Map<BlockSymbol, number>();
  const stack: BlockSymbol[] = [];
  const onStack = new Set<BlockSymbol>();
  const groups: Set<BlockSymbol>[] = [];
  const lower = (node: BlockSymbol, value: number): void => {
    if (value < (low.get(node) as number)) low.set(node, value);
  };
  for (const root of nodes) {
    if (index.has(root)) continue;
    const work = [{ node: root, next: 0 }];
    while (work.length > 0) {
      const frame = work[work.length - 1] as { node: BlockSymbol; next: number };
      const { node } = frame;
      if (frame.next === 0) {
        index.set(node, index.size);
        low.set(node, index.get(node) as number);
        stack.push(node);
        onStack.add(node);
      }
      const edge = outgoing.get(node)?.[frame.next++];
      if (edge) {
        if (!index.has(edge.to)) work.push({ node: edge.to, next: 0 });
        else if (onStack.has(edge.to)) lower(node, index.get(edge.to) as number);
        continue;
      }
      work.pop();
      const parent = work[work.length - 1]?.node;
      if (parent) lower(parent, low.get(node) as number);
      if (low.get(node) !== index.get(node)) continue;
      const group = new Set<BlockSymbol>(stack.splice(stack.lastIndexOf(node)));
      for (const member of group) onStack.delete(member);
      groups.push(group);
    }
  }
  return groups;
}

/** The shortest way round from the first member (in the order of the references) back to itself, breadth first. */
function shortestCycle(group: ReadonlySet<BlockSymbol>, outgoing: ReadonlyMap<BlockSymbol, readonly ReferenceEdge[]>): ReferenceEdge[] {
  const start = firstInSource(group);
  const arrivedBy = new Map<BlockSymbol, ReferenceEdge>();
  const queue: BlockSymbol[] = [start];
  for (const node of queue) {
    for (const edge of outgoing.get(node) ?? []) {
      if (edge.from === edge.to || !group.has(edge.to)) continue;
      if (edge.to === start) {
        const path = [edge];
        for (let at = edge.from; at !== start; ) {
          const step = arrivedBy.get(at) as ReferenceEdge;
          path.push(step);
          at = step.from;
        }
        return path.reverse();
      }
      if (arrivedBy.has(edge.to)) continue;
      arrivedBy.set(edge.to, edge);
      queue.push(edge.to);
    }
  }
  throw new Error('a strongly connected component without a cycle');
}

function firstInSource(group: ReadonlySet<BlockSymbol>): BlockSymbol {
  return [...group].reduce((a, b) => (b.source.path < a.source.path || (b.source === a.source && b.block.start < a.block.start) ? b : a));
}
