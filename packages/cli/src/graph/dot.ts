import type { GraphNode } from '@assay/checker';
import { type Dot, dotText, joined, dot as text } from '../harmless.ts';
import { type Drawing, drawnNodes, type Flow, findingsOf, flowsAcross, flowsWithin, type GraphFormat, systemOf } from './drawing.ts';

/** Graphviz' DOT, one `digraph` for each program. */
export const dot: GraphFormat = (drawings) => joined(drawings.map(digraph), text`\n`);

const SHAPES: Readonly<Record<GraphNode['role'], Dot>> = {
  source: text`oval`,
  processor: text`box`,
  sink: text`cylinder`,
  other: text`hexagon`,
  custom: text`component`,
};
const COLOURS: Readonly<Record<string, string>> = {
  metrics: '#b45309',
  logs: '#15803d',
  traces: '#7c3aed',
  profiles: '#be123c',
  targets: '#475569',
};
const MARKS: Readonly<Record<string, string>> = { error: '#c4314b', warning: '#b8860b', info: '#1f6feb' };

function digraph(drawing: Drawing): Dot {
  const lines = [
    text`digraph ${dotText(drawing.sources[0]?.path ?? '')} {`,
    text`  rankdir=LR;`,
    text`  node [fontname="sans-serif"];`,
    text`  edge [fontname="sans-serif", fontsize=10];`,
  ];
  const names = new Map(
    drawing.graph.modules.flatMap((module) =>
      module.nodes.map((node) => [node, dotText(module.name === '' ? node.id : `${module.name}/${node.id}`)] as const),
    ),
  );
  const name = (node: GraphNode): Dot => names.get(node) ?? dotText(node.id);
  for (const [index, module] of drawing.graph.modules.entries()) {
    if (module.nodes.length === 0) continue;
    const indent = index === 0 ? text`  ` : text`    `;
    if (index > 0) lines.push(text`  subgraph ${dotText(`cluster_${module.name}`)} {`, text`    label=${dotText(module.name)};`);
    for (const node of drawnNodes(drawing, module)) {
      const severities = findingsOf(node, drawing).map(({ severity }) => severity as string);
      const worst = Object.keys(MARKS).find((severity) => severities.includes(severity));
      const mark = worst ? text`, color=${dotText(MARKS[worst] ?? '')}, penwidth=2` : text``;
      lines.push(text`${indent}${name(node)} [label=${dotText(node.id)}, shape=${SHAPES[node.role]}${mark}];`);
    }
    for (const flow of flowsWithin(drawing, module)) lines.push(text`${indent}${arrow(flow, name)}`);
    if (index > 0) lines.push(text`  }`);
    if (drawing.view !== 'systems') continue;
    for (const node of module.nodes) {
      const system = systemOf(node);
      if (system === undefined) continue;
      const id = dotText(`system ${system}`);
      lines.push(text`  ${id} [label=${dotText(system)}, shape=note, style=dashed];`);
      lines.push(node.role === 'sink' ? text`  ${name(node)} -> ${id} [style=dashed];` : text`  ${id} -> ${name(node)} [style=dashed];`);
    }
  }
  for (const flow of flowsAcross(drawing)) lines.push(text`  ${arrow(flow, name)}`);
  lines.push(text`}`);
  return text`${joined(lines, text`\n`)}\n`;
}

function arrow({ from, to, signals }: Flow, name: (node: GraphNode) => Dot): Dot {
  const [first] = signals;
  const look = first ? text` [label=${dotText(signals.join(', '))}, color=${dotText(COLOURS[first] ?? '')}]` : text``;
  return text`${name(from)} -> ${name(to)}${look};`;
}
