import { applyEdits } from '../diagnostics/edits.ts';
import { chooseFixes } from '../fixes/apply.ts';
import { openSource } from '../project/source.ts';
import { checkAll } from '../testing.ts';

/** Fixes of one rule may touch each other, and are then applied one after the other. */
const MAX_PASSES = 5;

/**
 * For tests of rules: a text after the fixes of a rule, safe and suggested ones. Fails where there is none, where the text can no longer
 * be parsed, and where the rule still finds something.
 */
export function fixed(code: string, text: string): string {
  let after = text;
  for (let pass = 0; pass < MAX_PASSES; pass++) {
    const found = checkAll({ 'test.alloy': after }).filter((each) => each.code === code);
    if (found.length === 0 && pass > 0) return after;
    const fixes = chooseFixes(found, true);
    if (fixes.length === 0) throw new Error(found[0] ? `${code} still says: ${found[0].message}\n${after}` : `${code} finds nothing`);
    after = applyEdits(
      after,
      fixes.flatMap(({ fix }) => fix.edits),
    );
    const { errors } = openSource('test.alloy', after).parse;
    if (errors[0]) throw new Error(`the fix of ${code} leaves a text that cannot be read: ${errors[0].message}\n${after}`);
  }
  throw new Error(`after ${MAX_PASSES} passes ${code} still finds something\n${after}`);
}
