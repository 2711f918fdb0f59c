import { headerSpan } from '../../../checks/context.ts';
import { defineRule } from '../../rule.ts';

/** `argument` and `export` in the template of a foreach inside a declare (LANGUAGE.md 7.4 no. 13): Alloy takes them and does nothing with them. */
export const rule = defineRule<{ name: string }>({
  code: 'foreach/illegal-block',
  severity: 'warning',
  perBlock: true,
  message: ({ name }) => `"${name}" does nothing in the template of a foreach`,
  check(context, report) {
    for (const { block, source, module, kind } of context.symbols()) {
      if (module.kind !== 'foreach' || kind !== 'config' || (block.fullName !== 'argument' && block.fullName !== 'export')) continue;
      report(
        source,
        headerSpan(block),
        { name: block.fullName },
        { notes: ['a template is given its item by the variable of the foreach, and gives nothing back'] },
      );
    }
  },
});
