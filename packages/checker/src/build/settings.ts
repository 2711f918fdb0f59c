import { type Attribute, type Block, TokenKind } from '@assay/parser';
import type { Body } from '../model/body.ts';
import type { StaticValue } from '../values/static.ts';
import { numberText } from '../values/value.ts';

/**
 * What a block sets, as a text: where two blocks of a kind have the same, Alloy makes the same configuration of them, but for secrets,
 * which it hides where it compares. An expression whose value is not known stands for itself: in one module it has the same value
 * wherever it is written.
 */
export function settingsText(body: Body): string {
  const attributes: string[] = [];
  const blocks: string[] = [];
  const children = new Map(body.blocks().map((child) => [child.block, child]));
  for (const statement of body.block.statements) {
    if (statement.kind === 'Attribute') attributes.push(`${statement.name.text}=${valueText(body, statement)}`);
    else if (statement.kind === 'Block') blocks.push(blockText(body, statement, children.get(statement)));
  }
  // The order of attributes makes no difference, that of blocks may.
  return `{${[...attributes.sort(), ...blocks].join(';')}}`;
}

function blockText(body: Body, block: Block, child: Body | undefined): string {
  return child ? `${block.fullName} ${JSON.stringify(block.label?.text ?? '')}${settingsText(child)}` : tokensOf(body, block);
}

function valueText(body: Body, { name, value }: Attribute): string {
  const field = body.schema.byName.get(name.text);
  if (field?.kind === 'attribute' && field.type.kind === 'secret' && body.isSet(name.text) === true) return '(secret)';
  return knownText(body.value(name.text)) ?? tokensOf(body, value);
}

/** A value that is known with all its parts; `undefined` for any other. */
function knownText(value: StaticValue): string | undefined {
  switch (value.type) {
    case 'null':
      return 'null';
    case 'bool':
    case 'string':
      return JSON.stringify(value.value);
    case 'number':
      return numberText(value);
    case 'array': {
      const elements = value.elements.map(knownText);
      return elements.includes(undefined) ? undefined : `[${elements.join()}]`;
    }
    case 'object': {
      const fields = [...value.fields].map(([key, part]) => [JSON.stringify(key), knownText(part)] as const);
      if (fields.some(([, part]) => part === undefined)) return undefined;
      return `{${fields
        .map(([key, part]) => `${key}:${part}`)
        .sort()
        .join()}}`;
    }
    default:
      return undefined;
  }
}

const TRIVIA: ReadonlySet<TokenKind> = new Set([TokenKind.Terminator, TokenKind.Whitespace, TokenKind.LineComment, TokenKind.BlockComment]);

/** What is written, without blanks and comments. */
function tokensOf({ source }: Body, { first, last }: Attribute['value'] | Block): string {
  const { tokens, text } = source.parse;
  return tokens
    .slice(first, last + 1)
    .filter(({ kind }) => !TRIVIA.has(kind))
    .map(({ start, end }) => text.slice(start, end))
    .join(' ');
}
