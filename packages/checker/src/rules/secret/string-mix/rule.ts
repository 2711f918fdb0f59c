import { type Expression, walk } from '@assay/parser';
import { functionName } from '../../../fixes/functions.ts';
import type { Body } from '../../../model/body.ts';
import { evaluate } from '../../../model/evaluate.ts';
import { filesWith } from '../../literals.ts';
import { defineRule } from '../../rule.ts';

/** A key of a secret where plain text is wanted: Alloy refuses it as soon as there is such a key. */
export const rule = defineRule<{ name: string; text: string }>({
  code: 'secret/string-mix',
  severity: 'warning',
  message: ({ name, text }) => `"${name}" takes a string, and "${text}" is a secret: Alloy refuses it as soon as there is such a key`,
  wholeProgram: true,
  check(context, report) {
    const files = filesWith(context, 'remote.');
    if (files.size === 0) return;
    for (const body of context.bodies()) {
      if (!files.has(body.source)) continue;
      for (const statement of body.block.statements) {
        const field = statement.kind === 'Attribute' ? body.schema.byName.get(statement.name.text) : undefined;
        if (statement.kind !== 'Attribute' || field?.kind !== 'attribute' || (field.type.kind !== 'string' && field.type.kind !== 'text'))
          continue;
        const { value, name } = statement;
        if (!secretKeyIn(value, (object) => isSecretMap(object, body))) continue;
        const text = body.source.text.slice(value.start, value.end);
        const convert = functionName(body.catalog, 'convert.nonsensitive');
        const edits = [{ file: body.source.path, start: value.start, end: value.end, text: `${convert}(${text})` }];
        report(
          body.source,
          value,
          { name: name.text, text },
          {
            notes: [`where it is no harm that it shows in the user interface and in support bundles, ${convert} makes a string of it`],
            fixes: [{ title: `make a plain string of it with ${convert}`, safety: 'suggested', edits }],
          },
        );
      }
    }
  },
});

/** Whether an expression is a key of a secret, or is put together with one; what functions make of it is their affair. */
function secretKeyIn(expression: Expression, isMap: (object: Expression) => boolean): boolean {
  let found = false;
  const inCalls = new Set<Expression>();
  walk(expression, (node) => {
    if (node.kind === 'Call') for (const argument of node.args) walk(argument, (inner) => inCalls.add(inner as Expression));
    else if (node.kind === 'Index' && !inCalls.has(node)) found ||= isMap(node.object);
  });
  return found;
}

function isSecretMap(object: Expression, { module, catalog, budget, source }: Body): boolean {
  const value = evaluate(object, { module, catalog, budget, source });
  return value.type === 'unknown' && value.of?.kind === 'map' && value.of.of.kind === 'secret';
}
