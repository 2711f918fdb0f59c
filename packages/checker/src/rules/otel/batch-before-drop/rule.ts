import type { Block } from '@assay/parser';
import { headerSpan } from '../../../checks/context.ts';
import { related } from '../../../diagnostics/collector.ts';
import type { Fix, TextEdit } from '../../../diagnostics/diagnostic.ts';
import type { GraphNode, PipelineGraph } from '../../../model/graph.ts';
import { defineRule } from '../../rule.ts';

const BATCH = 'otelcol.processor.batch';
const LIMITER = 'otelcol.processor.memory_limiter';

/** What decides what to keep, or guards the memory: it belongs before batches are made. */
const BEFORE: ReadonlySet<string> = new Set([
  LIMITER,
  'otelcol.processor.filter',
  'otelcol.processor.probabilistic_sampler',
  'otelcol.processor.tail_sampling',
]);

/** A batch processor that gives on to one that drops. */
export const rule = defineRule<{ id: string }>({
  code: 'otel/batch-before-drop',
  severity: 'warning',
  message: ({ id }) => `"${id}" comes after the batches are made: put it before the batch processor`,
  wholeProgram: true,
  check({ graph }, report) {
    const leading = leadingToDropping(graph);
    const reported = new Set<GraphNode['symbol']>();
    for (const batch of graph.modules.flatMap(({ nodes }) => nodes)) {
      if (batch.component?.name !== BATCH || reported.has(batch.symbol)) continue;
      for (const edge of graph.outgoing(batch)) {
        const dropping = leading.get(edge.to);
        if (!dropping) continue;
        reported.add(batch.symbol);
        report(
          edge.source,
          edge,
          { id: dropping.id },
          {
            related: [related(dropping.symbol.source, headerSpan(dropping.symbol.block), 'it stands here')],
            fixes: edge.to === dropping ? swap(batch, dropping, graph) : [],
          },
        );
      }
    }
  },
});

/**
 * The processors from which what is given to them gets to one that drops, as long as the batches are still the same, each with the nearest
 * one: themselves, where they drop.
 */
function leadingToDropping(graph: PipelineGraph): ReadonlyMap<GraphNode, GraphNode> {
  const nodes = graph.modules.flatMap((module) => module.nodes);
  const batchedAgain = graph.leadingTo(nodes.filter(({ component }) => component?.name === BATCH));
  const nearest = new Map<GraphNode, GraphNode>();
  for (const node of nodes) {
    const name = node.component?.name ?? '';
    // Where what is left is put into batches once more, little is lost; but memory is guarded too late all the same.
    if (BEFORE.has(name) && (name === LIMITER || !batchedAgain.has(node))) nearest.set(node, node);
  }
  // What is added while it is gone through is gone through as well: the nearer ones first.
  for (const [node, dropping] of nearest) {
    for (const { from } of graph.incoming(node)) {
      const name = from.component?.name ?? '';
      if (/^otelcol\.processor\./.test(name) && name !== BATCH && !nearest.has(from)) nearest.set(from, dropping);
    }
  }
  return nearest;
}

/** The two in the other order, where each has only the other beside it: what fed the batches feeds what drops, and so on. */
function swap(batch: GraphNode, dropping: GraphNode, graph: PipelineGraph): Fix[] {
  const [first, second] = [outputOf(batch), outputOf(dropping)];
  const { path, text } = batch.symbol.source;
  if (!first || !second || dropping.symbol.source.path !== path) return [];
  if (graph.outgoing(batch).some(({ to }) => to !== dropping) || graph.incoming(dropping).some(({ from }) => from !== batch)) return [];
  const feeding = graph.incoming(batch);
  // What feeds both, or is fed by an instance, is not this plain.
  if (feeding.some(({ from, source }) => from === dropping || source.path !== path || from.role === 'custom')) return [];
  const input = `${batch.id}.input`;
  const edits: TextEdit[] = [];
  const seen = new Set<number>();
  for (const { start, end } of feeding) {
    if (seen.has(start)) continue;
    if (text.slice(start, end) !== input) return [];
    seen.add(start);
    edits.push({ file: path, start, end, text: `${dropping.id}.input` });
  }
  const given = text.slice(first.start, first.end);
  if (!given.includes(`${dropping.id}.input`)) return [];
  edits.push({ file: path, start: first.start, end: first.end, text: text.slice(second.start, second.end) });
  edits.push({ file: path, start: second.start, end: second.end, text: given.replaceAll(`${dropping.id}.input`, input) });
  return [{ title: `put "${dropping.id}" before "${batch.id}"`, safety: 'safe', edits }];
}

/** The block that says what a component gives to whom. */
function outputOf({ symbol: { block } }: GraphNode): Block | undefined {
  return block.statements.find((each): each is Block => each.kind === 'Block' && each.fullName === 'output');
}
