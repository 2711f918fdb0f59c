import type { Attribute, Statement } from '@assay/parser';
import { type CodeAction, CodeActionKind } from 'vscode-languageserver';
import { bodyInside } from '../bodies.ts';
import { blocksAt } from '../syntax.ts';
import { fileAction, type Selection } from './edits.ts';

/** Puts the attributes of the block at the cursor in the order of its documentation; comments that stand between them prevent it. */
export function sortAttributes({ site, start }: Selection): CodeAction[] {
  const { source } = site;
  const blocks = blocksAt(source, start);
  const body = bodyInside(blocks, site);
  const block = blocks.at(-1);
  if (!block || body.kind !== 'schema') return [];
  const { fields } = body.schema;
  const rank = ({ name }: Attribute): number => fields.findIndex((field) => field.name === name.text);
  const attributes = leading(block.statements);
  const [first, last] = [attributes[0], attributes.at(-1)];
  if (!first || !last || attributes.length < 2 || attributes.some((each) => rank(each) < 0)) return [];
  const sorted = [...attributes].sort((a, b) => rank(a) - rank(b));
  if (sorted.every((each, index) => each === attributes[index])) return [];
  const gaps = attributes.slice(1).map((each, index) => source.text.slice(attributes[index]?.end, each.start));
  if (gaps.some((gap) => gap.trim() !== '')) return [];
  const text = sorted.map((each, index) => source.text.slice(each.start, each.end) + (gaps[index] ?? '')).join('');
  return [
    fileAction(site, `Sort the attributes of "${block.fullName}"`, CodeActionKind.RefactorRewrite, [
      { start: first.start, end: last.end, text },
    ]),
  ];
}

/** The attributes before anything else. */
function leading(statements: readonly Statement[]): Attribute[] {
  const end = statements.findIndex(({ kind }) => kind !== 'Attribute');
  return statements.slice(0, end === -1 ? undefined : end).filter((each) => each.kind === 'Attribute');
}
