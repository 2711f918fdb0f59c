import type { Diagnostic, Place } from '../diagnostics/diagnostic.ts';
import { listen } from '../model/lookups.ts';
import type { BlockSymbol } from '../model/program.ts';
import type { CheckContext } from './context.ts';

/**
 * Checks a block, or says again what was found in it before, where neither the block nor anything that the check looked up has changed.
 *
 * What would be hard to say again is not remembered, so that the answer is always the one from scratch: findings with places outside of the
 * block, which may have moved otherwise, and those with a suggestion, of which there are only so many in a program.
 *
 * @param check its name
 * @param work reports to `context.diagnostics`; its answer must hold nothing of the program
 */
export function remember<Answer>(context: CheckContext, symbol: BlockSymbol, check: string, work: () => Answer): Answer {
  const { budget, diagnostics } = context;
  if (!context.isEdited) return work();
  const { block, facts, source } = symbol;
  const known = facts.found.get(check);
  if (known) {
    const distance = block.start - known.start;
    budget.spend(known.steps);
    for (const finding of known.findings) diagnostics.all.push(distance === 0 ? finding : moved(finding, distance));
    return known.answer as Answer;
  }
  const before = diagnostics.all.length;
  const { suggestions } = diagnostics;
  const { used } = budget;
  const { answer, names } = listen(work);
  const findings = diagnostics.all.slice(before);
  const isInside = ({ file, start, end }: Place): boolean => file === source.path && block.start <= start && end <= block.end;
  if (diagnostics.suggestions === suggestions && findings.every((finding) => placesOf(finding).every(isInside)))
    facts.found.set(check, { findings, answer, names, start: block.start, steps: budget.used - used });
  return answer;
}

function placesOf(finding: Diagnostic): readonly Place[] {
  return [finding, ...finding.related, ...finding.fixes.flatMap(({ edits }) => edits)];
}

function moved(finding: Diagnostic, distance: number): Diagnostic {
  const move = <P extends Place>(place: P): P => ({ ...place, start: place.start + distance, end: place.end + distance });
  return {
    ...move(finding),
    related: finding.related.map(move),
    fixes: finding.fixes.map((fix) => ({ ...fix, edits: fix.edits.map(move) })),
  };
}
