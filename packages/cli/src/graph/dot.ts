import type { GraphNode } from '@assay/checker';
import { type Drawing, findingsOf, type GraphFormat, joined, systemOf } from './drawing.ts';

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
  for (const [index, module] of drawing.graph.modules.entries()) {
    if (module.nodes.length === 0) continue;
    const indent = index === 0 ? '  ' : '    ';
    const name = (node: GraphNode): string => quoted(module.name === '' ? node.id : `${module.name}/${node.id}`);
    if (index > 0) lines.push(`  subgraph ${quoted(`cluster_${module.name}`)} {`, `    label=${quoted(module.name)};`);
    for (const node of module.nodes) {
      const severities = findingsOf(node, drawing.diagnostics).map(({ severity }) => severity as string);
      const worst = Object.keys(MARKS).find((severity) => severities.includes(severity));
      const mark = worst ? `, color=${quoted(MARKS[worst] ?? '')}, penwidth=2` : '';
      lines.push(`${indent}${name(node)} [label=${quoted(node.id)}, shape=${SHAPES[node.role]}${mark}];`);
    }
    for (const { from, to, signals } of joined(module.edges)) {
      const [first] = signals;
      const look = first ? ` [label=${quoted(signals.join(', '))}, color=${quoted(COLOURS[first] ?? '')}]` : '';
      lines.push(`${indent}${name(from)} -> ${name(to)}${look};`);
    }
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
  lines.push('}');
  return `${lines.join('\n')}\n`;
}

function quoted(text: string): string {
  return `"${text.replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('\n', '\\n').replaceAll('\r', '')}"`;
}
