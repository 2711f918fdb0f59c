import type { Catalog, Field, Schema } from '@assay/catalog';
import { type Attribute, type Block, type Literal, TokenKind, unquote } from '@assay/parser';
import { related } from '../diagnostics/collector.ts';
import { removing } from '../fixes/removal.ts';
import type { Source } from '../project/source.ts';
import { type CheckContext, headerSpan } from './context.ts';

/**
 * Settings of one body of which at most one may be given, as the component's own check was observed to refuse them
 * (the catalog's `validation`). Only what is certain counts: blocks that stand there, and literals that are not empty.
 */
export function checkExclusive({ catalog, diagnostics }: CheckContext, source: Source, block: Block, schema: Schema): void {
  const conflicts = schema.validation?.conflicts;
  if (!conflicts) return;
  const given = new Map<string, Attribute | Block>();
  for (const statement of block.statements) {
    if (statement.kind === 'Block') given.set(statement.fullName, statement);
    else if (statement.kind === 'Attribute' && isSet(statement)) given.set(statement.name.text, statement);
  }
  const reported = new Set<Attribute | Block>();
  for (const [a = '', b = ''] of conflicts) {
    const pair = [given.get(a), given.get(b)];
    if (!pair[0] || !pair[1] || !isSwitch(catalog, schema.byName.get(a)) || !isSwitch(catalog, schema.byName.get(b))) continue;
    const [first, second] = (pair as (Attribute | Block)[]).sort((x, y) => x.start - y.start) as [Attribute | Block, Attribute | Block];
    // Of three that exclude each other the second and the third are reported, each once.
    if (reported.has(second)) continue;
    reported.add(second);
    const params = { name: nameOf(second), other: nameOf(first), block: block.fullName };
    diagnostics.report('exclusive/one-of', source, spanOf(second), params, {
      related: [related(source, spanOf(first), `"${nameOf(first)}" is given here`)],
      // Which of the two is meant nobody can know: each can go. Where a third is in conflict with them, that is not enough.
      fixes: conflicts.some((others) => isAnother(others, a, b) && others.every((name) => given.has(name)))
        ? []
        : [second, first].map((each) => removing(source, each, `"${nameOf(each)}"`)),
      url: catalog.documentation(block.fullName),
    });
  }
}

function isAnother(names: readonly string[], a: string, b: string): boolean {
  return (names.includes(a) || names.includes(b)) && !(names.includes(a) && names.includes(b));
}

/** Whether it is its being there that counts: of words out of a fixed set only some may be in conflict. */
function isSwitch(catalog: Catalog, field: Field | undefined): boolean {
  if (!field) return false;
  return field.kind === 'block' || field.type.kind !== 'text' || catalog.textType(field.type.text).values === undefined;
}

function isSet({ value }: Attribute): boolean {
  return value.kind === 'Literal' && !isZero(value);
}

/** What a component takes for not given. */
function isZero({ token, raw }: Literal): boolean {
  switch (token) {
    case TokenKind.String:
    case TokenKind.RawString:
      return unquote(raw) === '';
    case TokenKind.Bool:
      return raw === 'false';
    case TokenKind.Null:
      return true;
    default:
      return Number(raw) === 0;
  }
}

function nameOf(statement: Attribute | Block): string {
  return statement.kind === 'Block' ? statement.fullName : statement.name.text;
}

function spanOf(statement: Attribute | Block): { readonly start: number; readonly end: number } {
  return statement.kind === 'Block' ? headerSpan(statement) : statement;
}
