import { chainOf } from '../../../model/chains.ts';
import { defineRule } from '../../rule.ts';

/** An address that is an environment variable and nothing else. */
export const rule = defineRule<{ variable: string }>({
  code: 'expression/env-may-be-empty',
  severity: 'off',
  perBlock: true,
  message: ({ variable }) =>
    `where the variable of ${variable} is not set, the address is empty: Alloy starts all the same, and reaches nothing`,
  check(context, report) {
    for (const body of context.bodies()) {
      const value = body.attribute('url')?.value;
      if (value?.kind !== 'Call') continue;
      const name = chainOf(value.callee)
        ?.parts.map(({ text }) => text)
        .join('.');
      if (name !== 'sys.env' && name !== 'env') continue;
      const variable = body.source.text.slice(value.start, value.end);
      report(body.source, value, { variable });
    }
  },
});
