import { captureGroups } from '../../../values/text/capture-groups.ts';
import { stagesOf } from '../../log-stages.ts';
import { defineRule } from '../../rule.ts';

/** `stage.regex` with a pattern that names nothing: it takes nothing out of a line. */
export const rule = defineRule<{ groups: number }>({
  code: 'stage/regex-without-names',
  severity: 'warning',
  perBlock: true,
  message: ({ groups }) =>
    `this stage does nothing: ${groups === 0 ? '"expression" has no group' : 'no group of "expression" has a name'}, such as (?P<level>…)`,
  check(context, report) {
    for (const { body } of context.components('loki.process')) {
      for (const stage of stagesOf(body)) {
        const expression = stage.name === 'stage.regex' ? stage.text('expression') : undefined;
        if (expression === undefined) continue;
        const { count, names } = captureGroups(expression);
        if (names.length === 0)
          report(
            stage.source,
            stage.place('expression'),
            { groups: count },
            { notes: ['a value is only kept under the name of its group; to drop lines use stage.drop, to change them stage.replace'] },
          );
      }
    }
  },
});
