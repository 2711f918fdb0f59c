import { defineRule } from '../../rule.ts';

/** A stage that drops each line that comes to it. */
export const rule = defineRule<{ why: string }>({
  code: 'stage/drops-everything',
  severity: 'warning',
  perBlock: true,
  message: ({ why }) => `this stage drops every line: ${why}`,
  check(context, report) {
    for (const { body } of context.components('loki.process')) {
      // What stands in a match is for some lines only.
      for (const stage of body.blocks()) {
        if (stage.name === 'stage.sampling' && stage.has('rate') && stage.number('rate') === 0)
          report(stage.source, stage.place('rate'), { why: '"rate" is the part that is kept' });
        if (stage.name !== 'stage.drop' || ['source', 'older_than', 'longer_than'].some((name) => stage.has(name))) continue;
        const expression = stage.text('expression');
        if (expression !== undefined && EVERYTHING.test(expression))
          report(stage.source, stage.place('expression'), { why: '"expression" fits any, and there is no other condition' });
      }
    }
  },
});

const EVERYTHING = /^\^?\(?\.[*+]\)?\$?$/;
