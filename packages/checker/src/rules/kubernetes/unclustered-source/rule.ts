import type { Body } from '../../../model/body.ts';
import { clusteringFix, clusteringNotes, isClustered, severalInstances, sharedTargets } from '../../deployment.ts';
import { defineRule } from '../../rule.ts';

/** Sources that ask the API server of Kubernetes, and so get the same wherever they run. */
const SOURCES = ['loki.source.kubernetes', 'loki.source.podlogs', 'loki.source.kubernetes_events'];

/** A source of logs of the whole cluster that several instances have, each for itself. */
export const rule = defineRule<{ id: string; fact: string }>({
  code: 'kubernetes/unclustered-source',
  severity: 'warning',
  message: ({ id, fact }) => `${fact}, and each of them reads all that "${id}" finds: every line arrives several times`,
  wholeProgram: true,
  check(context, report) {
    const { profile } = context;
    const fact = severalInstances(profile);
    const sources = fact ? SOURCES.flatMap((name) => context.components(name)) : [];
    if (!fact || sources.length === 0) return;
    for (const { symbol, body, component } of sources) {
      const node = context.node(symbol);
      if (!node || isClustered(body) || isFiltered(body)) continue;
      if (component.name === 'loki.source.kubernetes' && !sharedTargets(node, context)) continue;
      const can = body.schema.byName.has('clustering');
      report(
        symbol.source,
        body.header,
        { id: symbol.id, fact },
        can
          ? { fixes: clusteringFix(body, profile), notes: clusteringNotes(profile) }
          : { notes: ['this version of the component cannot share its work out: let a single instance have it'] },
      );
    }
  },
});

/** Whether a source takes the pods of its own node only; what is only known when Alloy runs counts as yes. */
function isFiltered(body: Body): boolean {
  return body.blocks('node_filter').some((block) => block.bool('enabled') !== false);
}
