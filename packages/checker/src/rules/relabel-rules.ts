import type { Body } from '../model/body.ts';
import { type ComponentUse, type RuleContext, within } from './rule.ts';

/** All relabel rules of the built-in components, with the component that each is part of. */
export function* relabelRules(context: RuleContext, name = ''): Generator<{ readonly use: ComponentUse; readonly rule: Body }> {
  for (const use of context.components(name)) {
    for (const block of within(use.body)) {
      if (block.name === 'rule' && block.schema.byName.has('source_labels') && block.schema.byName.has('modulus'))
        yield { use, rule: block };
    }
  }
}

/** Whether a pattern certainly does not match the empty text. Only the plainest patterns are judged. */
export function needsCharacters(pattern: string): boolean {
  return /^\^?(?:\(\.\+\)|\.\+|(?:[\w -]+\|)*[\w -]+|\((?:[\w-]+\|)*[\w-]+\))\$?$/.test(pattern);
}
