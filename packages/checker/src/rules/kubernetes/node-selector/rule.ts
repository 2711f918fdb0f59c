import { functionName } from '../../../fixes/functions.ts';
import { asksForOneNode, leadingToClustered } from '../../deployment.ts';
import { defineRule } from '../../rule.ts';

/** What looks up in targets whom data is about, which may come from any node. */
const LOOKS_UP = /^(?:\w+\.enrich|otelcol\.processor\.discovery)$/;

/** `discovery.kubernetes` for pods on every node, without a selector for the node. */
export const rule = defineRule<{ id: string }>({
  code: 'kubernetes/node-selector',
  severity: 'warning',
  message: ({ id }) => `a daemonset runs one Alloy on each node, and each watches all pods of the cluster for "${id}"`,
  wholeProgram: true,
  check(context, report) {
    if (context.profile.kind !== 'daemonset') return;
    const pods = context.components('discovery.kubernetes').filter(({ body }) => body.text('role') === 'pod' && !asksForOneNode(body));
    if (pods.length === 0) return;
    // What is shared out in the cluster has to be known to all its members.
    const shared = leadingToClustered(context);
    const { graph } = context;
    const lookedUp = graph.leadingTo(
      graph.modules.flatMap(({ nodes }) => nodes.filter(({ component }) => LOOKS_UP.test(component?.name ?? ''))),
    );
    for (const { symbol, body } of pods) {
      const node = context.node(symbol);
      if (!node || shared.has(node) || lookedUp.has(node)) continue;
      const last = body.block.statements.at(-1);
      const nodeName = `${functionName(context.catalog, 'sys.env')}("NODE_NAME")`;
      const text = `\n\n\tselectors {\n\t\trole  = "pod"\n\t\tfield = "spec.nodeName=" + ${nodeName}\n\t}`;
      const edits = last ? [{ file: body.source.path, start: last.end, end: last.end, text }] : [];
      report(
        symbol.source,
        body.header,
        { id: symbol.id },
        {
          notes: ['the daemonset has to set NODE_NAME from the field spec.nodeName of its pods'],
          fixes: body.has('selectors') || !last ? [] : [{ title: 'ask for the pods of this node', safety: 'suggested', edits }],
        },
      );
    }
  },
});
