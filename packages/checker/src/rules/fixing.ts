import { applyEdits } from '../diagnostics/edits.ts';
import { openSource } from '../project/source.ts';
import { checkAll } from '../testing.ts';

/**
 * For tests of rules: a text after the first fix of each finding of a rule. Fails where there is none, where the text can no longer be
 * parsed, and where the rule still finds something.
 */
export function fixed(code: string, text: string): string {
  const edits = checkAll({ 'test.alloy': text }).flatMap((found) => (found.code === code ? (found.fixes[0]?.edits ?? []) : []));
  if (edits.length === 0) throw new Error(`no fix of ${code} is offered`);
  const after = applyEdits(text, edits);
  const { errors } = openSource('test.alloy', after).parse;
  if (errors[0]) throw new Error(`the fix of ${code} leaves a text that cannot be read: ${errors[0].message}\n${after}`);
  const left = checkAll({ 'test.alloy': after }).find((found) => found.code === code);
  if (left) throw new Error(`after its fix ${code} still says: ${left.message}\n${after}`);
  return after;
}
