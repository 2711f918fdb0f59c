import type { GraphNode } from '@assay/checker';
import { type Drawing, drawnNodes, type Flow, findingsOf, flowsAcross, flowsWithin, type GraphFormat, systemOf } from './drawing.ts';

/** Graphviz' DOT, one `digraph` for each program. */
export const dot: GraphFormat = (drawings) => drawings.map(digraph).join('\n');

const SHAPES: Readonly<Record<GraphNode['role'], string>> = {
  source: 'oval',
  processor: 'box',
  sink: 'cylinder',
  other: 'hexagon',
  custom: 'component',
};
const COLOURS: Readonly<Record<string, string>> = {
  metrics: '#b45309',
  logs: '#15803d',
  traces: '#7c3aed',
  profiles: '#be123c',
  targets: '#475569',
};
const MARKS: Readonly<Record<string, string>> = { error: '#c4314b', warning: '#b8860b', info: '#1f6feb' };

function digraph(drawing: Drawing): string {
  const lines = [
    `digraph ${quoted(drawing.sources[0]?.path ?? '')} {`,
    '  rankdir=LR;',
    '  node [fontname="sans-serif"];',
    '  edge [fontname="sans-serif", fontsize=10];',
  ];
  const names = new Map(
    drawing.graph.modules.flatMap((module) =>
      module.nodes.map((node) => [node, quoted(module.name === '' ? node.id : `${module.name}/${node.id}`)] as const),
    ),
  );
  const name = (node: GraphNode): string => names.get(node) ?? quoted(node.id);
  for (const [index, module] of drawing.graph.modules.entries()) {
    if (module.nodes.length === 0) continue;
    const indent = index === 0 ? '  ' : '    ';
    if (index > 0) lines.push(`  subgraph ${quoted(`cluster_${module.name}`)} {`, `    label=${quoted(module.name)};`);
    for (const node of drawnNodes(drawing, module)) {
      const severities = findingsOf(node, drawing.diagnostics).map(({ severity }) => severity as string);
      const worst = Object.keys(MARKS).find((severity) => severities.includes(severity));
      const mark = worst ? `, color=${quoted(MARKS[worst] ?? '')}, penwidth=2` : '';
      lines.push(`${indent}${name(node)} [label=${quoted(node.id)}, shape=${SHAPES[node.role]}${mark}];`);
    }
    for (const flow of flowsWithin(drawing, module)) lines.push(`${indent}${arrow(flow, name)}`);
    if (index > 0) lines.push('  }');
    if (drawing.view !== 'systems') continue;
    for (const node of module.nodes) {
      const system = systemOf(node);
      if (system === undefined) continue;
      const id = quoted(`system ${system}`);
      lines.push(`  ${id} [label=${quoted(system)}, shape=note, style=dashed];`);
      lines.push(node.role === 'sink' ? `  ${name(node)} -> ${id} [style=dashed];` : `  ${id} -> ${name(node)} [style=dashed];`);
    }
  }
  for (const flow of flowsAcross(drawing)) lines.push(`  ${arrow(flow, name)}`);
  lines.push('}');
  return `${lines.join('\n')}\n`;
}

function arrow({ from, to, signals }: Flow, name: (node: GraphNode) => string): string {
  const [first] = signals;
  const look = first ? ` [label=${quoted(signals.join(', '))}, color=${quoted(COLOURS[first] ?? '')}]` : '';
  return `${name(from)} -> ${name(to)}${look};`;
}

function quoted(text: string): string {
  return `"${text.replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('\n', '\\n').replaceAll('\r', '')}"`;
}
