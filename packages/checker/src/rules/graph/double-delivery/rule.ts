import { type Block, TokenKind } from '@assay/parser';
import { related } from '../../../diagnostics/collector.ts';
import type { Budget } from '../../../model/budget.ts';
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
  check({ budget, graph }, report) {
    const sinks = new Sinks(graph, budget);
    // Of each block once, however many instances there are of what it stands in.
    const seen = new Set<GraphNode['symbol']>();
    const met = new Set<string>();
    for (const node of graph.modules.flatMap(({ nodes }) => nodes)) {
      const { symbol } = node;
      if (!seen.has(symbol)) {
        seen.add(symbol);
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
      for (const [first, second] of meetings(graph, node, sinks, budget)) {
        const key = `${second.source.path} ${second.start} ${second.signals.join()}`;
        if (met.has(key)) continue;
        met.add(key);
        const what = `"${first.to.id}" and "${second.to.id}" lead to the same place`;
        report(
          second.source,
          second,
          { what },
          { related: [related(first.source, first, 'one way')], notes: ['take one of the two out of the list'] },
        );
      }
    }
  },
});

/** References to receivers that stand twice in one list. */
function repeatedReferences(block: Block): readonly [Chain, Chain][] {
  const repeated: [Chain, Chain][] = [];
  for (const statement of block.statements) {
    if (statement.kind === 'Block') for (const pair of repeatedReferences(statement)) repeated.push(pair);
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

/** Edges of a node that lead to a sink which an edge before leads to as well, through nothing that changes or drops what comes along. */
function* meetings(graph: PipelineGraph, node: GraphNode, sinks: Sinks, budget: Budget): Generator<[GraphEdge, GraphEdge]> {
  const outgoing = graph.outgoing(node);
  if (outgoing.length < 2) return;
  const seen = new Map<string, GraphEdge>();
  for (const edge of outgoing) {
    for (const signal of edge.signals) {
      let met: GraphEdge | undefined;
      const found = sinks.of(edge.to, signal);
      if (found.length > 1 && !budget.spend(found.length)) return;
      for (const sink of found) {
        const key = `${signal} ${sink}`;
        const first = seen.get(key);
        if (!first) seen.set(key, edge);
        else if (first.to !== edge.to) {
          met = first;
          break;
        }
      }
      if (met) yield [met, edge];
    }
  }
}

/** What a sink is: its kind, and what it says. */
function wordsOfSink({ symbol: { block, facts, source } }: GraphNode): string {
  return `${block.fullName} ${facts.keep('graph/double-delivery sink', (block) => wordsOf(block, source))}`;
}

/** The sinks that each node leads to. Nodes that lead to the same ones share the list, so that long pipelines cost no more than they are. */
class Sinks {
  readonly #graph: PipelineGraph;
  readonly #budget: Budget;
  readonly #known = new Map<Signal, Map<GraphNode, readonly number[]>>();
  readonly #numbers = new Map<string, number>();
  readonly #lists = new Map<string, readonly number[]>();
  readonly #isOpen = new Set<GraphNode>();

  constructor(graph: PipelineGraph, budget: Budget) {
    this.#graph = graph;
    this.#budget = budget;
  }

  /** Their numbers, the same for sinks that are the same. None where they are too many to be told. */
  of(node: GraphNode, signal: Signal): readonly number[] {
    const known = this.#known.get(signal) ?? new Map<GraphNode, readonly number[]>();
    this.#known.set(signal, known);
    const open = [node];
    for (let next = open[open.length - 1]; next; next = open[open.length - 1]) {
      if (known.has(next)) {
        open.pop();
        continue;
      }
      const behind = this.#behind(next, signal);
      // On a circle, which only a program can have that Alloy refuses, nothing further is found.
      const missing = behind.filter((each) => !known.has(each) && !this.#isOpen.has(each));
      if (missing.length > 0) {
        this.#isOpen.add(next);
        for (const each of missing) open.push(each);
        continue;
      }
      open.pop();
      this.#isOpen.delete(next);
      known.set(next, next.role === 'sink' ? this.#single(next) : this.#together(behind.map((each) => known.get(each) ?? NONE)));
    }
    return known.get(node) ?? NONE;
  }

  /** What a node gives a signal on to as it is. */
  #behind(node: GraphNode, signal: Signal): readonly GraphNode[] {
    if (node.role === 'sink') return [];
    const changing = PASSES_ON[node.component?.name ?? ''];
    if (changing === undefined) return [];
    if (changing !== '' && node.symbol.block.statements.some((each) => each.kind === 'Block' && each.fullName.startsWith(changing)))
      return [];
    return this.#graph
      .outgoing(node)
      .filter(({ signals }) => signals.includes(signal))
      .map(({ to }) => to);
  }

  #single(sink: GraphNode): readonly number[] {
    const words = wordsOfSink(sink);
    const number = this.#numbers.get(words) ?? this.#numbers.size;
    this.#numbers.set(words, number);
    return this.#list([number]);
  }

  #together(lists: readonly (readonly number[])[]): readonly number[] {
    const different = new Set(lists.filter((list) => list.length > 0));
    const [first] = different;
    if (!first) return NONE;
    if (different.size === 1) return first;
    const all = new Set<number>();
    for (const list of different) {
      if (!this.#budget.spend(list.length)) return NONE;
      for (const number of list) all.add(number);
    }
    return this.#list([...all]);
  }

  #list(numbers: readonly number[]): readonly number[] {
    const key = numbers.join();
    const known = this.#lists.get(key);
    if (known) return known;
    this.#lists.set(key, numbers);
    return numbers;
  }
}

const NONE: readonly number[] = [];

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
