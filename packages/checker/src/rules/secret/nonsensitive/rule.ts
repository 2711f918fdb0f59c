import type { Type } from '@assay/catalog';
import { type Call, type Expression, unquote, walk } from '@assay/parser';
import { chainOf } from '../../../model/chains.ts';
import { filesWith } from '../../literals.ts';
import { defineRule } from '../../rule.ts';

/** `convert.nonsensitive` where a secret is taken as it is, or on what is called a password. */
export const rule = defineRule<{ needless: boolean; what: string }>({
  code: 'secret/nonsensitive',
  severity: 'warning',
  perBlock: true,
  message: ({ needless, what }) =>
    needless
      ? `"${what}" takes a secret as it is: made a plain string, it shows in the user interface and in support bundles`
      : `"${what}" becomes a plain string, which shows in the user interface and in support bundles`,
  check(context, report) {
    const files = filesWith(context, 'nonsensitive');
    if (files.size === 0) return;
    for (const body of context.bodies()) {
      if (!files.has(body.source)) continue;
      for (const statement of body.block.statements) {
        if (statement.kind !== 'Attribute') continue;
        const { name, value } = statement;
        const field = body.schema.byName.get(name.text);
        const inner = nonsensitive(value);
        if (field?.kind !== 'attribute') continue;
        if (isSecret(field.type) && inner) {
          const text = body.source.text.slice(inner.start, inner.end);
          const edits = [{ file: body.source.path, start: value.start, end: value.end, text }];
          report(
            body.source,
            value,
            { needless: true, what: name.text },
            { fixes: [{ title: 'give the secret itself', safety: 'safe', edits }] },
          );
          continue;
        }
        // Inside of a list of secrets it may be needed to put one together, and does not show.
        if (holdsSecrets(field.type)) continue;
        walk(value, (node) => {
          const argument = node.kind === 'Call' ? nonsensitive(node) : undefined;
          const what = argument && nameOf(argument);
          if (what !== undefined && SECRET.test(what)) report(body.source, node, { needless: false, what });
        });
      }
    }
  },
});

const SECRET = /pass(?:word|wd|phrase)|token|secret_?key|api_?key|private_?key|client_?secret/i;

function isSecret({ kind }: Type): boolean {
  return kind === 'secret' || kind === 'optional_secret';
}

function holdsSecrets(type: Type): boolean {
  return isSecret(type) || ((type.kind === 'list' || type.kind === 'map') && holdsSecrets(type.of));
}

function nonsensitive(expression: Expression): Expression | undefined {
  if (expression.kind !== 'Call') return undefined;
  const { callee, args }: Call = expression;
  const name = chainOf(callee)
    ?.parts.map(({ text }) => text)
    .join('.');
  return name === 'convert.nonsensitive' || name === 'nonsensitive' ? args[0] : undefined;
}

/** What a secret is called: the last key or name that it is read by. */
function nameOf(expression: Expression): string | undefined {
  if (expression.kind === 'Index') return expression.index.kind === 'Literal' ? unquote(expression.index.raw) : undefined;
  const parts = chainOf(expression)?.parts;
  return parts
    ?.slice(1)
    .map(({ text }) => text)
    .join('.');
}
