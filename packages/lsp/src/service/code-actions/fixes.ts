import { applyFixes, type CheckedProgram, type Choice, chooseFixes, type Diagnostic, type Fix, isHarmless } from '@assay/checker';
import { formatRange } from '@assay/formatter';
import { type CodeAction, CodeActionKind } from 'vscode-languageserver';
import { type DiagnosticOptions, toDiagnostic } from '../diagnostics.ts';
import { findingsIn } from '../files.ts';
import type { Site } from '../project.ts';
import { difference, fileAction, type Selection, workspaceEdit } from './edits.ts';

/** Mends everything that has a safe fix. */
export const FIX_ALL = `${CodeActionKind.SourceFixAll}.assay`;

/** How many fixes of a range are tried one by one: each has the program checked. Somebody who selects more wants all that is safe to fix. */
const MOST_TRIED = 10;

/** The fixes of what is found in a range that do no harm. */
export function quickFixes({ site, start, end }: Selection, options: DiagnosticOptions): CodeAction[] {
  const { source, checked } = site;
  const found = findingsIn(checked, source).filter((finding) => finding.start <= end && start <= finding.end && finding.fixes.length > 0);
  const harmless = harmlessFixes(site, found);
  return found.flatMap((finding) =>
    finding.fixes
      .filter((fix) => harmless.get(fix))
      .map((fix) => ({
        title: titleOf(fix),
        kind: CodeActionKind.QuickFix,
        diagnostics: [toDiagnostic(site, finding, options)],
        isPreferred: fix.safety === 'safe',
        edit: workspaceEdit(site, fix.edits),
      })),
  );
}

/** What was tried on a program as it is, and whether it does no harm: a client asks wherever the cursor goes. */
const tried = new WeakMap<CheckedProgram, Map<Fix, boolean>>();

/** Of the fixes of some findings those that were tried, as many as possible at once: where they do no harm together, none of them does. */
function harmlessFixes({ checked, options }: Site, found: readonly Diagnostic[]): ReadonlyMap<Fix, boolean> {
  const known = tried.get(checked) ?? new Map<Fix, boolean>();
  tried.set(checked, known);
  let left = MOST_TRIED;
  /** `undefined` where too many were tried. */
  const tryThese = (choices: readonly Choice[]): boolean | undefined => {
    if (left-- <= 0) return undefined;
    const edits = choices.flatMap(({ fix }) => fix.edits);
    const findings = choices.map(({ finding }) => finding);
    return isHarmless(checked.sources, checked.diagnostics, edits, findings, options);
  };
  const untried = (): readonly Choice[] => chooseFixes(found, true, (fix) => !known.has(fix));
  for (let choices = untried(); choices.length > 0 && left > 0; choices = untried()) {
    const together = choices.length > 1 && tryThese(choices);
    for (const choice of choices) {
      const answer = together || tryThese([choice]);
      if (answer !== undefined) known.set(choice.fix, answer);
    }
  }
  return known;
}

/** A question is no name of an action. */
function titleOf({ title }: Fix): string {
  const meant = /^did you mean (".*")\?$/.exec(title);
  const text = meant ? `change to ${meant[1]}` : title;
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** Where one deprecated function is: all of the file by their new names. */
export function deprecatedFunctions({ site, start, end }: Selection): CodeAction[] {
  const { source, checked } = site;
  const found = findingsIn(checked, source).filter(({ code, fixes }) => code === 'deprecated/function' && fixes[0]?.safety === 'safe');
  if (found.length < 2 || !found.some((finding) => finding.start <= end && start <= finding.end)) return [];
  const edits = found.flatMap(({ fixes }) => fixes[0]?.edits ?? []);
  if (!isHarmless(checked.sources, checked.diagnostics, edits, found, site.options)) return [];
  return [{ title: 'Change all deprecated functions of this file', kind: CodeActionKind.QuickFix, edit: workspaceEdit(site, edits) }];
}

/** Everything in the file that has a safe fix, but for fixes that edit other files too. */
export function fixAll(site: Site): CodeAction[] {
  const { source, checked } = site;
  if (!findingsIn(checked, source).some(({ fixes }) => fixes.some(({ safety }) => safety === 'safe'))) return [];
  const { sources } = applyFixes(checked.sources, site.options, { suggested: false, only: source.path, formatRange });
  const fixed = sources.find(({ path }) => path === source.path);
  if (!fixed || fixed.text === source.text) return [];
  return [fileAction(site, 'Fix all that is safe to fix', FIX_ALL, [difference(source.text, fixed.text)])];
}
