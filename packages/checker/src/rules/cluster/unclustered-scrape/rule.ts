import { related } from '../../../diagnostics/collector.ts';
import { clusteringFix, clusteringNotes, isClustered, severalInstances, sharedTargets } from '../../deployment.ts';
import { defineRule } from '../../rule.ts';

/** What finds its targets by itself, in all of the cluster. */
const OPERATORS = ['prometheus.operator.servicemonitors', 'prometheus.operator.podmonitors', 'prometheus.operator.probes'];
const SCRAPES = ['prometheus.scrape', 'pyroscope.scrape'];

/** A scrape that several instances have, each of all targets. */
export const rule = defineRule<{ id: string; fact: string }>({
  code: 'cluster/unclustered-scrape',
  severity: 'warning',
  message: ({ id, fact }) => `${fact}, and without "clustering" each of them scrapes all targets of "${id}"`,
  wholeProgram: true,
  check(context, report) {
    const { profile } = context;
    const fact = severalInstances(profile);
    if (!fact) return;
    for (const { symbol, body, component } of [...OPERATORS, ...SCRAPES].flatMap((name) => context.components(name))) {
      const node = context.node(symbol);
      if (!node || isClustered(body)) continue;
      const origin = SCRAPES.includes(component.name) ? sharedTargets(node, context) : node;
      if (!origin) continue;
      const { block, source } = origin.symbol;
      const places =
        origin === node ? [] : [related(source, { start: block.start, end: (block.label ?? block).end }, 'they come from here')];
      report(
        symbol.source,
        body.header,
        { id: symbol.id, fact },
        { related: places, fixes: clusteringFix(body, profile), notes: clusteringNotes(profile) },
      );
    }
  },
});
