import type { GraphNode, PipelineGraph } from '../model/graph.ts';
import type { BlockSymbol, Program } from '../model/program.ts';

/** Whether a program consists of declares and imports alone: others import it, and make the instances. */
export function isLibrary({ root }: Program): boolean {
  return root.symbols.every(isDefinition);
}

/** A declare or an import. */
export function isDefinition({ kind, block }: BlockSymbol): boolean {
  return kind === 'declare' || (kind === 'config' && block.fullName.startsWith('import.'));
}

const RECEIVERS: ReadonlySet<string> = new Set(['receiver', 'input', 'logs_receiver']);

/** Whether a program is a part of a configuration in which no data begins: what feeds its components stands elsewhere. */
export const lacksStart = oncePerGraph((graph) => !graph.modules[0]?.nodes.some((node) => isStart(node, graph)));

/** Sources, what is not known, and what takes targets or files that are written out. */
function isStart(node: GraphNode, graph: PipelineGraph): boolean {
  if (node.role === 'source' || node.role === 'custom') return true;
  const takesSignals = [...(node.component?.exports.keys() ?? [])].some((name) => RECEIVERS.has(name));
  return node.role === 'processor' && !takesSignals && graph.outgoing(node).length > 0;
}

/** Whether a program is a part that hands nothing on: no writer, nothing that forwards, no instance of what is not known. */
export const lacksEnd = oncePerGraph(
  (graph) => !graph.modules[0]?.nodes.some(({ role, symbol }) => role === 'sink' || role === 'custom' || forwards(symbol.block)),
);

/** Rules ask it of each component: the answer is for the whole graph, and takes a look at all of it. */
function oncePerGraph(judge: (graph: PipelineGraph) => boolean): (graph: PipelineGraph) => boolean {
  const known = new WeakMap<PipelineGraph, boolean>();
  return (graph) => {
    const answer = known.get(graph) ?? judge(graph);
    known.set(graph, answer);
    return answer;
  };
}

/** Whether a component has a place for what it sends to. */
export function forwards({ statements }: GraphNode['symbol']['block']): boolean {
  return statements.some(
    (each) => (each.kind === 'Attribute' && each.name.text === 'forward_to') || (each.kind === 'Block' && each.fullName === 'output'),
  );
}

/** What people call a component that is there to throw away what it is given. */
const DRAIN = /(?:^|_)(?:dev_?null|null|nop|noop|void|drain|blackhole|black_hole|sink_?hole|discard|discarded|drop|dropped|trash)(?:_|$)/i;

/** Whether a component is called so that it is meant to lead nowhere. */
export function isDrain({ block }: BlockSymbol): boolean {
  return DRAIN.test(block.label?.text ?? '');
}
