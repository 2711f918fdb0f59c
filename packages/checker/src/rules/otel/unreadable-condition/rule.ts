import { checkOttl } from '../../../embed/ottl/check.ts';
import { textOf } from '../../../values/static.ts';
import { defineRule, within } from '../../rule.ts';

/** Lists of conditions that Alloy hands on unread: component, block, attributes. */
const CONDITIONS: readonly (readonly [component: string, block: string, attributes: readonly string[]])[] = [
  ['otelcol.processor.tail_sampling', 'ottl_condition', ['span', 'spanevent']],
  ...['spans', 'spanevents', 'metrics', 'datapoints', 'logs'].map((block) => ['otelcol.connector.count', block, ['conditions']] as const),
];

/** A condition in OTTL that is only read when the component is started, and cannot be. */
export const rule = defineRule<{ problem: string }>({
  code: 'otel/unreadable-condition',
  severity: 'warning',
  perBlock: true,
  message: ({ problem }) => problem,
  check(context, report) {
    for (const [component, block, attributes] of CONDITIONS) {
      for (const { body: whole } of context.components(component)) {
        for (const body of within(whole)) {
          if (body.name !== block) continue;
          for (const name of attributes) {
            const written = body.attribute(name)?.value;
            for (const [index, element] of (body.list(name) ?? []).entries()) {
              const text = textOf(element);
              // Without a context: what functions and paths there are differs between components, the syntax does not.
              const problem = text === undefined ? undefined : checkOttl(text, 'condition', '');
              const place = written?.kind === 'Array' ? written.elements[index] : written;
              if (problem && place) report(body.source, place, { problem: problem.message });
            }
          }
        }
      }
    }
  },
});
