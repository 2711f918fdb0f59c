import type { Body } from '../../../model/body.ts';
import { type CaptureGroups, captureGroups } from '../../../values/text/capture-groups.ts';
import { relabelRules } from '../../relabel-rules.ts';
import { defineRule } from '../../rule.ts';

/** A replacement that refers to a group that the regular expression does not have. */
export const rule = defineRule<{ reference: string; effect: string; byDefault: boolean }>({
  code: 'relabel/missing-group',
  severity: 'warning',
  perBlock: true,
  message: ({ reference, effect, byDefault }) =>
    byDefault
      ? `without "replacement" this rule writes "${reference}", and "regex" has no group: ${effect}`
      : `"regex" has no group "${reference}": ${effect}`,
  check(context, report) {
    for (const { rule } of relabelRules(context)) {
      const action = rule.text('action');
      const regex = rule.text('regex');
      if ((action !== 'replace' && action !== 'labelmap') || regex === undefined) continue;
      const groups = captureGroups(regex);
      const replacement = rule.text('replacement');
      const missing = replacement === undefined ? undefined : missingGroup(replacement, groups);
      if (missing === undefined || replacement === undefined) continue;
      const effect =
        replacement !== missing
          ? `nothing stands in its place`
          : action === 'labelmap'
            ? 'the label has no name'
            : `"${rule.text('target_label') ?? 'the label'}" is removed instead of set`;
      const byDefault = !rule.has('replacement');
      report(
        rule.source,
        byDefault ? rule.place('regex') : rule.place('replacement'),
        { reference: missing, effect, byDefault },
        hints(rule, missing, groups),
      );
    }
  },
});

/** Go takes as many letters, digits and underscores for the name as there are: `$1_x` is the group "1_x". */
function missingGroup(replacement: string, { count, names }: CaptureGroups): string | undefined {
  for (const [reference, dollar, braced, bare] of replacement.matchAll(/(\$\$)|\$\{(\w+)\}|\$(\w+)/g)) {
    const name = braced ?? bare;
    if (dollar !== undefined || name === undefined) continue;
    if (/^\d+$/.test(name) ? Number(name) > count : !names.includes(name)) return reference;
  }
  return undefined;
}

function hints(rule: Body, missing: string, { count }: CaptureGroups) {
  const number = /^\$(\d+)([A-Za-z_]\w*)$/.exec(missing);
  const value = rule.attribute('replacement')?.value;
  if (number && Number(number[1]) <= count && value?.kind === 'Literal') {
    const meant = `\${${number[1]}}${number[2]}`;
    const start = value.start + value.raw.indexOf(missing);
    const edits = [{ file: rule.source.path, start, end: start + missing.length, text: meant }];
    return {
      notes: ['all letters, digits and underscores behind "$" are the name of the group: put braces around it'],
      fixes: [{ title: `write "${meant}"`, safety: 'safe' as const, edits }],
    };
  }
  return { notes: ['put parentheses around the part of "regex" that is meant, or write the new value as "replacement"'] };
}
