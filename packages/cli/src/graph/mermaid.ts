import type { GraphNode } from '@assay/checker';
import { type Drawing, drawnNodes, type Flow, findingsOf, flowsAcross, flowsWithin, type GraphFormat, systemOf } from './drawing.ts';

/** Mermaid's flow chart, one for each program. Nodes with findings have the class of the worst. */
export const mermaid: GraphFormat = (drawings) => drawings.map(chart).join('\n');

const SHAPES: Readonly<Record<GraphNode['role'], readonly [string, string]>> = {
  source: ['([', '])'],
  processor: ['[', ']'],
  sink: ['[(', ')]'],
  other: ['{{', '}}'],
  custom: ['[[', ']]'],
};

function chart(drawing: Drawing): string {
  const names = new Map<GraphNode, string>();
  const lines = ['flowchart LR'];
  const systems = new Map<string, string>();
  for (const [index, module] of drawing.graph.modules.entries()) {
    if (module.nodes.length === 0) continue;
    const indent = index === 0 ? '  ' : '    ';
    if (index > 0) lines.push(`  subgraph m${index}["${escaped(module.name)}"]`);
    for (const node of drawnNodes(drawing, module)) {
      const name = `n${names.size}`;
      names.set(node, name);
      const [open, close] = SHAPES[node.role];
      const worst = worstOf(node, drawing);
      lines.push(`${indent}${name}${open}"${escaped(node.id)}"${close}${worst ? `:::${worst}` : ''}`);
    }
    for (const flow of flowsWithin(drawing, module)) lines.push(`${indent}${arrow(flow, names)}`);
    if (index > 0) lines.push('  end');
  }
  for (const flow of flowsAcross(drawing)) lines.push(`  ${arrow(flow, names)}`);
  if (drawing.view === 'systems') {
    for (const [node, name] of names) {
      const system = systemOf(node);
      if (system === undefined) continue;
      let id = systems.get(system);
      if (!id) {
        id = `s${systems.size}`;
        systems.set(system, id);
        lines.push(`  ${id}>"${escaped(system)}"]:::system`);
      }
      lines.push(node.role === 'sink' ? `  ${name} -.-> ${id}` : `  ${id} -.-> ${name}`);
    }
  }
  lines.push(
    '  classDef error stroke:#c4314b,stroke-width:3px',
    '  classDef warning stroke:#b8860b,stroke-width:3px',
    '  classDef info stroke:#1f6feb',
    '  classDef system stroke-dasharray:4',
  );
  return `${lines.join('\n')}\n`;
}

function arrow({ from, to, signals }: Flow, names: ReadonlyMap<GraphNode, string>): string {
  return `${names.get(from)} -->${signals.length > 0 ? `|${signals.join(', ')}|` : ''} ${names.get(to)}`;
}

function worstOf(node: GraphNode, { diagnostics }: Drawing): string | undefined {
  const severities = findingsOf(node, diagnostics).map(({ severity }) => severity);
  return (['error', 'warning', 'info'] as const).find((severity) => severities.includes(severity));
}

/** Text between double quotes: what has a meaning to Mermaid, as entities. */
function escaped(text: string): string {
  return text.replace(/[&"<>#;\n\r`]/g, (character) => `#${character.codePointAt(0)};`);
}
