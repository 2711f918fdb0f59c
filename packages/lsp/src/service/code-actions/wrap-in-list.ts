import { type CodeAction, CodeActionKind } from 'vscode-languageserver';
import { bodyInside } from '../bodies.ts';
import { attributeType } from '../expected.ts';
import { blocksAt, nodesAt } from '../syntax.ts';
import { fileAction, type Selection } from './edits.ts';

/** Puts brackets around a value where a list is wanted and the value cannot be one. */
export function wrapInList({ site, start }: Selection): CodeAction[] {
  const { source, checked } = site;
  const attribute = nodesAt(source, start).findLast(({ kind }) => kind === 'Attribute');
  if (attribute?.kind !== 'Attribute') return [];
  const { value, name } = attribute;
  const type = attributeType(bodyInside(blocksAt(source, start), site), name.text);
  if (type?.kind !== 'list' || value.kind === 'Array' || value.kind === 'Missing' || value.kind === 'Call') return [];
  // What a reference holds is a list, if nothing was found to be wrong with it.
  const isWrong = checked.diagnostics.some(
    (finding) =>
      finding.file === source.path && finding.code.startsWith('type/') && value.start <= finding.start && finding.end <= value.end,
  );
  if (value.kind !== 'Literal' && !isWrong) return [];
  return [
    fileAction(site, 'Wrap in a list', CodeActionKind.RefactorRewrite, [
      { start: value.start, end: value.start, text: '[' },
      { start: value.end, end: value.end, text: ']' },
    ]),
  ];
}
