import { type CodeAction, type CodeActionContext, CodeActionKind, type Range } from 'vscode-languageserver';
import type { DiagnosticOptions } from '../diagnostics.ts';
import { offsetAt } from '../positions.ts';
import type { Site } from '../project.ts';
import type { Selection } from './edits.ts';
import { extractDeclare } from './extract-declare.ts';
import { deprecatedFunctions, FIX_ALL, fixAll, quickFixes } from './fixes.ts';
import { insertRequired } from './insert-required.ts';
import { sortAttributes } from './sort-attributes.ts';
import { convertString } from './strings.ts';
import { suppressions } from './suppress.ts';

export { FIX_ALL } from './fixes.ts';

export const CODE_ACTION_KINDS: readonly string[] = [
  CodeActionKind.QuickFix,
  CodeActionKind.RefactorExtract,
  CodeActionKind.RefactorRewrite,
  FIX_ALL,
];

interface Offer {
  readonly kind: CodeActionKind;
  readonly offer: (selection: Selection, options: DiagnosticOptions) => CodeAction[];
}

const OFFERS: readonly Offer[] = [
  { kind: CodeActionKind.QuickFix, offer: quickFixes },
  { kind: CodeActionKind.QuickFix, offer: deprecatedFunctions },
  { kind: CodeActionKind.QuickFix, offer: insertRequired },
  { kind: CodeActionKind.QuickFix, offer: suppressions },
  { kind: CodeActionKind.RefactorRewrite, offer: convertString },
  { kind: CodeActionKind.RefactorRewrite, offer: sortAttributes },
  { kind: CodeActionKind.RefactorExtract, offer: extractDeclare },
];

/** What can be done at a range. */
export function codeActions(site: Site, range: Range, context: CodeActionContext, options: DiagnosticOptions = {}): CodeAction[] {
  const wanted = (kind: string): boolean =>
    !context.only || context.only.some((only) => only === '' || kind === only || kind.startsWith(`${only}.`));
  const selection = { site, range, start: offsetAt(site.source, range.start), end: offsetAt(site.source, range.end) };
  return [
    ...OFFERS.filter(({ kind }) => wanted(kind)).flatMap(({ offer }) => offer(selection, options)),
    // A client that asks for everything shows what is to be done here.
    ...(context.only && wanted(FIX_ALL) ? fixAll(site) : []),
  ];
}
