import type { Catalog, Component } from '@assay/catalog';
import { removing } from '../../../fixes/removal.ts';
import type { Body } from '../../../model/body.ts';
import { forwards, lacksEnd } from '../../fragments.ts';
import { defineRule, type RuleContext } from '../../rule.ts';

/** Targets that nothing refers to. */
export const rule = defineRule<{ id: string }>({
  code: 'graph/unused-source',
  severity: 'warning',
  message: ({ id }) => `nothing uses the targets of "${id}"`,
  wholeProgram: true,
  check(context, report) {
    let asked: ReadonlySet<string> | undefined;
    for (const { symbol, component, body } of context.unreferenced()) {
      if (!component.exports.has('targets') && component.name !== 'discovery.relabel') continue;
      // What sends something on by itself has its use without its targets.
      if (forwards(symbol.block)) continue;
      // Exporters without anything that scrapes are a part of a configuration.
      if (symbol.module.kind === 'root' && lacksEnd(context.graph)) continue;
      if (asksForOthers(component, context.catalog) && (hasNoTargets(body) || isBesideProbes(context))) continue;
      asked ??= askedByPath(context);
      if (asked.has(symbol.id)) continue;
      report(symbol.source, body.header, { id: symbol.id }, { fixes: [removing(symbol.source, symbol.block, `"${symbol.id}"`)] });
    }
  },
});

/** Whether an exporter asks others on behalf of who scrapes it, and is told whom by the request: blackbox, SNMP. */
function asksForOthers({ name, arguments: body }: Component, catalog: Catalog): boolean {
  return name.startsWith('prometheus.exporter.') && catalog.schema(body).byName.get('target')?.kind === 'block';
}

/** An exporter of others without any is only there for requests that name one. */
function hasNoTargets(body: Body): boolean {
  return !body.has('target') && !body.has('targets');
}

/** What scrapes with targets and addresses that stand in resources of Kubernetes, a prober's among them. */
const OPERATORS = ['prometheus.operator.probes', 'prometheus.operator.scrapeconfigs', 'prometheus.operator.servicemonitors'];

function isBesideProbes(context: RuleContext): boolean {
  return OPERATORS.some((name) => context.components(name).length > 0);
}

/** The components whose path in Alloy's own HTTP server is written down somewhere, as what is scraped. */
function askedByPath({ program }: RuleContext): ReadonlySet<string> {
  const asked = new Set<string>();
  for (const { text } of program.files) {
    for (const [, path = ''] of text.matchAll(/\/api\/v0\/component\/([\w./-]+)\//g)) {
      for (const id of path.split('/')) asked.add(id);
    }
  }
  return asked;
}
