import type { Body } from '../model/body.ts';
import type { ComponentUse, RuleContext } from './rule.ts';

/** All relabel rules of the built-in components, with the component that each is part of. */
export function* relabelRules(context: RuleContext, name = ''): Generator<{ readonly use: ComponentUse; readonly rule: Body }> {
  for (const use of context.components(name)) {
    for (const rule of use.body.within) {
      if (rule.name === 'rule' && rule.schema.byName.has('source_labels') && rule.schema.byName.has('modulus')) yield { use, rule };
    }
  }
}

/** Whether a pattern certainly does not match the empty text. Only the plainest patterns are judged. */
export function needsCharacters(pattern: string): boolean {
  return /^\^?(?:\(\.\+\)|\.\+|(?:[\w -]+\|)*[\w -]+|\((?:[\w-]+\|)*[\w-]+\))\$?$/.test(pattern);
}
