import { functionName } from '../../../fixes/functions.ts';
import { inContainer } from '../../deployment.ts';
import { defineRule, within } from '../../rule.ts';

const HOST = 'constants.hostname';

/**
 * A selector for the pods of a node that is given the name of a pod. The variable HOSTNAME is left alone: Kubernetes sets it to the name of the
 * pod, but Alloy's own chart to that of the node, and a profile does not say which it is.
 */
export const rule = defineRule<{ fact: string }>({
  code: 'kubernetes/hostname-is-not-node',
  severity: 'warning',
  perBlock: true,
  message: ({ fact }) => `${fact}, where ${HOST} is the name of the pod, not of the node that "spec.nodeName" asks for`,
  check(context, report) {
    const fact = inContainer(context.profile);
    if (!fact) return;
    for (const { body: whole } of context.components('discovery.kubernetes')) {
      for (const body of within(whole)) {
        const field = body.name === 'selectors' ? body.attribute('field')?.value : undefined;
        const text = field ? body.source.text.slice(field.start, field.end) : '';
        // What is only taken where a variable is not set says no more than the variable does.
        if (!field || !text.includes('spec.nodeName') || !text.includes(HOST) || text.includes('coalesce')) continue;
        const start = field.start + text.indexOf(HOST);
        const end = start + HOST.length;
        const edits = [{ file: body.source.path, start, end, text: `${functionName(context.catalog, 'sys.env')}("NODE_NAME")` }];
        report(
          body.source,
          { start, end },
          { fact },
          {
            notes: ['with NODE_NAME, which the workload sets from the field spec.nodeName of its pods, it is the node'],
            fixes: [{ title: 'take the name of the node', safety: 'suggested', edits }],
          },
        );
      }
    }
  },
});
