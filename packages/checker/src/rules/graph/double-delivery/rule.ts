import { type Block, TokenKind } from '@assay/parser';
import { related } from '../../../diagnostics/collector.ts';
import { type Chain, chainsIn } from '../../../model/chains.ts';
import type { GraphEdge, GraphNode, PipelineGraph, Signal } from '../../../model/graph.ts';
import type { Source } from '../../../project/source.ts';
import { defineRule } from '../../rule.ts';

/** Processors that give on all they are given, as it is, where they hold no block that says otherwise (`''`: none does). */
const PASSES_ON: Readonly<Record<string, string>> = {
  'prometheus.relabel': 'rule',
  'loki.relabel': 'rule',
  'loki.process': 'stage.',
  'otelcol.processor.batch': '',
  'otelcol.processor.memory_limiter': '',
};

/** The same data arrives twice at the same place. */
export const rule = defineRule<{ what: string }>({
  code: 'graph/double-delivery',
  severity: 'warning',
  message: ({ what }) => `${what}: the same data arrives there twice`,
  wholeProgram: true,
  check({ graph }, report) {
    for (const { symbol } of graph.modules.flatMap(({ nodes }) => nodes)) {
      for (const [first, second] of symbol.facts.keep('graph/double-delivery', repeatedReferences)) {
        report(
          symbol.source,
          second,
          { what: `"${second.text}" is given a second time` },
          { related: [related(symbol.source, first, 'the first time')] },
        );
      }
      for (const [first, second] of repeatedEndpoints(symbol.block, symbol.source)) {
        report(
          symbol.source,
          header(second),
          { what: `this "${second.fullName}" is the same as another` },
          { related: [related(symbol.source, header(first), 'the other one')] },
        );
      }
    }
    for (const { nodes } of graph.modules) {
      for (const node of nodes) {
        for (const [first, second] of meetings(graph, node)) {
          const what = `"${first.to.id}" and "${second.to.id}" lead to the same place`;
          report(
            second.source,
            second,
            { what },
            { related: [related(first.source, first, 'one way')], notes: ['take one of the two out of the list'] },
          );
        }
      }
    }
  },
});

/** References to receivers that stand twice in one list. */
function repeatedReferences(block: Block): readonly [Chain, Chain][] {
  const repeated: [Chain, Chain][] = [];
  for (const statement of block.statements) {
    if (statement.kind === 'Block') repeated.push(...repeatedReferences(statement));
    else if (statement.kind === 'Attribute' && RECEIVING.has(statement.name.text)) {
      const seen = new Map<string, Chain>();
      for (const chain of chainsIn([statement])) {
        const first = seen.get(chain.text);
        if (first) repeated.push([first, chain]);
        else seen.set(chain.text, chain);
      }
    }
  }
  return repeated;
}

const RECEIVING: ReadonlySet<string> = new Set(['forward_to', 'metrics', 'logs', 'traces']);

/** Endpoints of one component that say the same. */
function* repeatedEndpoints({ statements }: Block, source: Source): Generator<[Block, Block]> {
  const seen = new Map<string, Block>();
  for (const statement of statements) {
    if (statement.kind !== 'Block' || statement.fullName !== 'endpoint') continue;
    const text = wordsOf(statement, source);
    const first = seen.get(text);
    if (first) yield [first, statement];
    else seen.set(text, statement);
  }
}

/** Two edges of a node that lead to the same sink through nothing that changes or drops what comes along. */
function* meetings(graph: PipelineGraph, node: GraphNode): Generator<[GraphEdge, GraphEdge]> {
  const seen = new Map<string, GraphEdge>();
  for (const edge of graph.outgoing(node)) {
    for (const signal of edge.signals) {
      for (const sink of sinksOf(graph, edge.to, signal, new Set())) {
        const key = `${signal} ${sink.symbol.block.fullName} ${wordsOfSink(sink)}`;
        const first = seen.get(key);
        if (first && first.to !== edge.to) yield [first, edge];
        else seen.set(key, edge);
      }
    }
  }
}

function wordsOfSink({ symbol: { facts, source } }: GraphNode): string {
  return facts.keep('graph/double-delivery sink', (block) => wordsOf(block, source));
}

function sinksOf(graph: PipelineGraph, node: GraphNode, signal: Signal, visited: Set<GraphNode>): readonly GraphNode[] {
  if (visited.has(node)) return [];
  visited.add(node);
  if (node.role === 'sink') return [node];
  const changing = PASSES_ON[node.component?.name ?? ''];
  if (changing === undefined) return [];
  if (changing !== '' && node.symbol.block.statements.some((each) => each.kind === 'Block' && each.fullName.startsWith(changing)))
    return [];
  return graph
    .outgoing(node)
    .filter(({ signals }) => signals.includes(signal))
    .flatMap(({ to }) => sinksOf(graph, to, signal, visited));
}

/** What a block's body says, without comments and white space. What only names it is left out, so two that are set up alike are the same. */
function wordsOf(block: Block, { text, parse: { tokens } }: Source): string {
  const name = block.statements.find((each) => each.kind === 'Attribute' && each.name.text === 'name');
  return tokens
    .slice(block.open, block.last + 1)
    .filter((token) => !TRIVIA.has(token.kind) && !(name && token.start >= name.start && token.start <= name.end))
    .map(({ start, end }) => text.slice(start, end))
    .join(' ');
}

const TRIVIA: ReadonlySet<TokenKind> = new Set([TokenKind.Whitespace, TokenKind.LineComment, TokenKind.BlockComment, TokenKind.Terminator]);

function header(block: Block): { start: number; end: number } {
  return { start: block.start, end: (block.name.at(-1) ?? block).end };
}
