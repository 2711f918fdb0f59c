import type { Catalog, Type } from '@assay/catalog';
import { type Expression, indexAfter, type Statement } from '@assay/parser';
import type { Span } from '../diagnostics/collector.ts';
import type { BlockSymbol } from '../model/program.ts';

/** The type of what a component wants at a place: the value of an attribute, or an element of a list; `undefined` for parts of expressions. */
export function wantedType(catalog: Catalog, { block }: BlockSymbol, place: Span): Type | undefined {
  let schema = (catalog.component(block.fullName) ?? catalog.configBlock(block.fullName))?.arguments;
  let statements: readonly Statement[] = block.statements;
  while (schema !== undefined) {
    const statement: Statement | undefined = statements[indexAfter(statements, place.start) - 1];
    if (!statement || statement.kind === 'Skipped') return undefined;
    const field = catalog.schema(schema).byName.get(statement.kind === 'Attribute' ? statement.name.text : statement.fullName);
    if (statement.kind === 'Attribute') return field?.kind === 'attribute' ? typeAt(statement.value, field.type, place) : undefined;
    schema = field?.kind === 'block' && field.body.kind === 'schema' ? field.body.schema : undefined;
    statements = statement.statements;
  }
  return undefined;
}

function typeAt(expression: Expression, type: Type, place: Span): Type | undefined {
  if (expression.start === place.start && expression.end === place.end) return type;
  if (expression.kind === 'Paren') return typeAt(expression.inner, type, place);
  if (expression.kind !== 'Array' || type.kind !== 'list') return undefined;
  const element = expression.elements[indexAfter(expression.elements, place.start) - 1];
  return element && typeAt(element, type.of, place);
}
