import type { GraphNode } from '@assay/checker';
import { mermaid as chartText, joined, type Mermaid, mermaidText } from '../harmless.ts';
import { type Drawing, drawnNodes, type Flow, findingsOf, flowsAcross, flowsWithin, type GraphFormat, systemOf } from './drawing.ts';

/** Mermaid's flow chart, one for each program. Nodes with findings have the class of the worst. */
export const mermaid: GraphFormat = (drawings) => joined(drawings.map(chart), chartText`\n`);

const SHAPES: Readonly<Record<GraphNode['role'], readonly [Mermaid, Mermaid]>> = {
  source: [chartText`([`, chartText`])`],
  processor: [chartText`[`, chartText`]`],
  sink: [chartText`[(`, chartText`)]`],
  other: [chartText`{{`, chartText`}}`],
  custom: [chartText`[[`, chartText`]]`],
};

function chart(drawing: Drawing): Mermaid {
  const names = new Map<GraphNode, Mermaid>();
  const lines = [chartText`flowchart LR`];
  const systems = new Map<string, Mermaid>();
  for (const [index, module] of drawing.graph.modules.entries()) {
    if (module.nodes.length === 0) continue;
    const indent = index === 0 ? chartText`  ` : chartText`    `;
    if (index > 0) lines.push(chartText`  subgraph m${index}["${mermaidText(module.name)}"]`);
    for (const node of drawnNodes(drawing, module)) {
      const name = chartText`n${names.size}`;
      names.set(node, name);
      const [open, close] = SHAPES[node.role];
      const worst = worstOf(node, drawing);
      lines.push(
        chartText`${indent}${name}${open}"${mermaidText(node.id)}"${close}${worst ? chartText`:::${mermaidText(worst)}` : chartText``}`,
      );
    }
    for (const flow of flowsWithin(drawing, module)) lines.push(chartText`${indent}${arrow(flow, names)}`);
    if (index > 0) lines.push(chartText`  end`);
  }
  for (const flow of flowsAcross(drawing)) lines.push(chartText`  ${arrow(flow, names)}`);
  if (drawing.view === 'systems') {
    for (const [node, name] of names) {
      const system = systemOf(node);
      if (system === undefined) continue;
      let id = systems.get(system);
      if (!id) {
        id = chartText`s${systems.size}`;
        systems.set(system, id);
        lines.push(chartText`  ${id}>"${mermaidText(system)}"]:::system`);
      }
      lines.push(node.role === 'sink' ? chartText`  ${name} -.-> ${id}` : chartText`  ${id} -.-> ${name}`);
    }
  }
  lines.push(
    chartText`  classDef error stroke:#c4314b,stroke-width:3px`,
    chartText`  classDef warning stroke:#b8860b,stroke-width:3px`,
    chartText`  classDef info stroke:#1f6feb`,
    chartText`  classDef system stroke-dasharray:4`,
  );
  return chartText`${joined(lines, chartText`\n`)}\n`;
}

function arrow({ from, to, signals }: Flow, names: ReadonlyMap<GraphNode, Mermaid>): Mermaid {
  const label = signals.length > 0 ? chartText`|${mermaidText(signals.join(', '))}|` : chartText``;
  return chartText`${names.get(from)!} -->${label} ${names.get(to)!}`;
}

function worstOf(node: GraphNode, drawing: Drawing): string | undefined {
  const severities = findingsOf(node, drawing).map(({ severity }) => severity);
  return (['error', 'warning', 'info'] as const).find((severity) => severities.includes(severity));
}
