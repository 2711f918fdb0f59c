import type { Statement } from '@assay/parser';
import { related } from '../../../diagnostics/collector.ts';
import type { Fix } from '../../../diagnostics/diagnostic.ts';
import { removing } from '../../../fixes/removal.ts';
import type { Body } from '../../../model/body.ts';
import { attributeOf } from '../../../model/evaluate.ts';
import type { GraphNode, PipelineGraph } from '../../../model/graph.ts';
import { defineRule } from '../../rule.ts';

/** Exporters that tell of the machine or the process that Alloy itself runs on. */
const OWN: ReadonlySet<string> = new Set([
  'prometheus.exporter.unix',
  'prometheus.exporter.process',
  'prometheus.exporter.windows',
  'prometheus.exporter.cadvisor',
]);

/** The metrics of this very machine that are scraped by whichever member of the cluster it falls to. */
export const rule = defineRule<{ id: string; scrape: string }>({
  code: 'cluster/exporter',
  severity: 'warning',
  message: ({ id, scrape }) => `"${scrape}" shares its targets out in the cluster, but each member has its own "${id}"`,
  wholeProgram: true,
  check(context, report) {
    const { graph } = context;
    for (const { nodes } of graph.modules) {
      for (const node of nodes) {
        // Text files say the same wherever they are mounted, and are read by one member on purpose.
        if (!OWN.has(node.component?.name ?? '') || readsTextFilesOnly(context.body(node.symbol))) continue;
        for (const reached of reachedAsIs(node, graph)) {
          const clustering = reached.component?.name === 'prometheus.scrape' ? clusteringOf(reached.symbol.block.statements) : undefined;
          if (!clustering) continue;
          const { block, source } = node.symbol;
          const places = [related(source, { start: block.start, end: (block.label ?? block).end }, 'the exporter is here')];
          report(
            reached.symbol.source,
            clustering,
            { id: node.id, scrape: reached.id },
            { related: places, notes: ['scrape it without clustering, in a "prometheus.scrape" of its own'], fixes: alone(reached) },
          );
        }
      }
    }
  },
});

function readsTextFilesOnly(body: Body | undefined): boolean {
  return body?.name === 'prometheus.exporter.unix' && body.texts('set_collectors')?.join() === 'textfile';
}

/** What the targets of an exporter get to without being told apart by a label of their own, or made the same on purpose. */
function reachedAsIs(node: GraphNode, graph: PipelineGraph): GraphNode[] {
  return graph.outgoing(node).flatMap(({ to }) => {
    if (to.component?.name !== 'discovery.relabel') return [to];
    return writesInstance(to.symbol.block.statements) ? [] : graph.outgoing(to).map((edge) => edge.to);
  });
}

function writesInstance(statements: readonly Statement[]): boolean {
  return statements.some((statement) => {
    const target = statement.kind === 'Block' ? attributeOf(statement, 'target_label')?.value : undefined;
    return target?.kind === 'Literal' && target.raw === '"instance"';
  });
}

/** Switches clustering off, where nothing else is scraped there. */
function alone({ symbol: { block, source } }: GraphNode): Fix[] {
  const clustering = block.statements.find((each) => each.kind === 'Block' && each.fullName === 'clustering');
  const targets = attributeOf(block, 'targets')?.value;
  return clustering && targets && (targets.kind === 'Access' || targets.kind === 'Identifier')
    ? [removing(source, clustering, '"clustering"')]
    : [];
}

/** The first word of a `clustering` block that is certainly switched on. */
function clusteringOf(statements: readonly Statement[]): { start: number; end: number } | undefined {
  for (const statement of statements) {
    if (statement.kind !== 'Block' || statement.fullName !== 'clustering') continue;
    const enabled = attributeOf(statement, 'enabled')?.value;
    if (enabled?.kind === 'Literal' && enabled.raw === 'true')
      return { start: statement.start, end: statement.start + 'clustering'.length };
  }
  return undefined;
}
