import type { Type } from '@assay/catalog';
import { type Expression, walk } from '@assay/parser';
import { functionName } from '../../../fixes/functions.ts';
import type { Body } from '../../../model/body.ts';
import { chainOf } from '../../../model/chains.ts';
import { evaluate } from '../../../model/evaluate.ts';
import { filesWith } from '../../literals.ts';
import { defineRule } from '../../rule.ts';

/** A secret that a function prints: in clear, or in a form that nobody wants (`fmt.Sprintf` and `json.Marshal` of Alloy's two kinds of secrets). */
export const rule = defineRule<{ callee: string; text: string; kind: Kind }>({
  code: 'secret/printed',
  severity: 'warning',
  message: ({ callee, text, kind }) =>
    kind === 'secret'
      ? `"${callee}" prints the secret "${text}" into a plain string, which shows in the user interface and in support bundles`
      : `"${callee}" does not print the text of "${text}", but all that Alloy knows of it: ${callee === 'encoding.to_json' ? '{"IsSecret":false,"Value":"…"}' : '"{%!s(bool=false) …}"'}`,
  wholeProgram: true,
  check(context, report) {
    const files = new Set([...PRINTING].flatMap((name) => [...filesWith(context, name.slice(name.indexOf('.') + 1))]));
    if (files.size === 0) return;
    const convert = functionName(context.catalog, 'convert.nonsensitive');
    for (const body of context.bodies()) {
      if (!files.has(body.source)) continue;
      for (const statement of body.block.statements) {
        const field = statement.kind === 'Attribute' ? body.schema.byName.get(statement.name.text) : undefined;
        if (statement.kind !== 'Attribute' || field?.kind !== 'attribute') continue;
        walk(statement.value, (node) => {
          if (node.kind !== 'Call') return;
          const callee = chainOf(node.callee)
            ?.parts.map(({ text }) => text)
            .join('.');
          if (callee === undefined || !PRINTING.has(callee)) return;
          for (const argument of node.args) {
            const kind = secretIn(argument, body);
            // What becomes a secret again does not show.
            if (kind === undefined || (kind === 'secret' && holdsSecrets(field.type))) continue;
            const text = body.source.text.slice(argument.start, argument.end);
            const edits = [{ file: body.source.path, start: argument.start, end: argument.end, text: `${convert}(${text})` }];
            report(
              body.source,
              argument,
              { callee, text: body.source.text.slice(argument.start, Math.min(argument.end, argument.start + 80)), kind },
              {
                notes:
                  kind === 'secret'
                    ? ['a secret that is joined with + stays one: "Bearer " + the secret']
                    : [`${convert} gives the text of it`],
                fixes:
                  kind === 'optional_secret' && argument.kind !== 'Object'
                    ? [{ title: `print its text with ${convert}`, safety: 'suggested', edits }]
                    : [],
              },
            );
          }
        });
      }
    }
  },
});

type Kind = 'secret' | 'optional_secret';

const PRINTING: ReadonlySet<string> = new Set(['string.format', 'format', 'encoding.to_json']);

function holdsSecrets(type: Type): boolean {
  return type.kind === 'secret' || ((type.kind === 'list' || type.kind === 'map') && holdsSecrets(type.of));
}

/** The kind of secret that an argument is, or holds. What is read by a key may be null; where it is there, it is what the map holds. */
function secretIn(argument: Expression, body: Body): Kind | undefined {
  switch (argument.kind) {
    case 'Paren':
      return secretIn(argument.inner, body);
    case 'Index':
      return secretIn(argument.object, body);
    case 'Array':
      return firstKind(argument.elements, body);
    case 'Object':
      return firstKind(
        argument.fields.map(({ value }) => value),
        body,
      );
    default: {
      const { module, catalog, budget, source } = body;
      const value = evaluate(argument, { module, catalog, budget, source });
      return value.type === 'unknown' ? kindOfType(value.of) : undefined;
    }
  }
}

function firstKind(parts: readonly Expression[], body: Body): Kind | undefined {
  for (const part of parts) {
    const kind = secretIn(part, body);
    if (kind !== undefined) return kind;
  }
  return undefined;
}

function kindOfType(type: Type | undefined): Kind | undefined {
  if (type?.kind === 'secret' || type?.kind === 'optional_secret') return type.kind;
  return type?.kind === 'list' || type?.kind === 'map' ? kindOfType(type.of) : undefined;
}
