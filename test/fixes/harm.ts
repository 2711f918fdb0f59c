/**
 * Applies the fixes of real and of damaged configurations, and looks with the checker, from scratch, whether they did harm.
 *
 *     node test/fixes/harm.ts [--versions v1.3,main] [--step N] [--newest-step N] [--show N]
 *
 * Without options: the corpus, the conformance cases and the mutants, for all versions of Alloy; every text for `main`, and one in ten for the others
 * (`--step 1`: all of them for all).
 */
import { existsSync, readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { type Catalog, knownVersions, loadCatalog } from '../../packages/catalog/src/index.ts';
import { applyFixes, type CheckOptions, checkProgram, type Diagnostic, openSource } from '../../packages/checker/src/index.ts';
import { formatRange } from '../../packages/formatter/src/index.ts';

const SHARED = new URL('../../../shared/', import.meta.url);

/** Whether the texts are there. */
export const isThere: boolean = existsSync(new URL('corpus/VERDICTS.jsonl', SHARED));

export interface Text {
  readonly name: string;
  readonly text: string;
}

/** Of each text of a set its name and what it says. */
function* rowsOf(path: string): Generator<{ readonly id?: string; readonly file?: string; readonly text?: string }> {
  for (const line of readFileSync(new URL(path, SHARED), 'utf8').split('\n')) {
    if (line !== '') yield JSON.parse(line) as { id?: string; file?: string; text?: string };
  }
}

/** The real configurations, what was generated for each component, and the mutants. */
export function texts(): Text[] {
  const all: Text[] = [];
  for (const { file = '' } of rowsOf('corpus/VERDICTS.jsonl'))
    all.push({ name: file, text: readFileSync(new URL(`corpus/${file}`, SHARED), 'utf8') });
  for (const set of ['cases', 'mutants'])
    for (const { id = '', text = '' } of rowsOf(`conformance/${set}.jsonl`)) all.push({ name: `${set} ${id}`, text });
  return all;
}

/** What applying the fixes of a text came to. */
export interface Outcome {
  readonly applied: number;
  readonly dropped: number;
  /** A sentence for each thing that must not be. */
  readonly harm: readonly string[];
}

const NOTHING: Outcome = { applied: 0, dropped: 0, harm: [] };

/** Applies the fixes of a text, twice, and compares what is refused before and after. */
export function tryFixes(text: string, catalog: Catalog, suggested: boolean): Outcome {
  const options: CheckOptions = { catalog, stability: 'experimental', community: true };
  const before = checkProgram([openSource('a.alloy', text)], options);
  if (!before.some(({ fixes }) => fixes.some(({ safety }) => suggested || safety === 'safe'))) return NOTHING;
  const first = applyFixes([openSource('a.alloy', text)], options, { suggested, formatRange });
  const { applied } = first;
  const after = first.sources[0]?.text ?? '';
  const harm = added(before, checkProgram([openSource('a.alloy', after)], options)).map((error) => `adds ${error}`);
  if (openSource('', text).parse.errors.length === 0 && openSource('', after).parse.errors.length > 0) harm.push('no longer parses');
  const again = applyFixes([openSource('a.alloy', after)], options, { suggested, formatRange });
  if (again.applied > 0 || again.sources[0]?.text !== after) harm.push(`the second time ${again.applied} more are applied`);
  return { applied, dropped: first.dropped.length, harm };
}

/** The errors that were not there: by code and message, but for the lines that a message names, and counted. */
function added(before: readonly Diagnostic[], after: readonly Diagnostic[]): string[] {
  const left = new Map<string, number>();
  for (const error of errorsOf(before)) left.set(error, (left.get(error) ?? 0) + 1);
  return errorsOf(after).filter((error) => {
    const count = left.get(error) ?? 0;
    left.set(error, count - 1);
    return count <= 0;
  });
}

function errorsOf(found: readonly Diagnostic[]): string[] {
  return found
    .filter(({ severity }) => severity === 'error')
    .map(({ code, authority, message }) => `${authority} ${code}: ${message.replace(/\bline \d+/g, 'line …')}`);
}

if (import.meta.main) {
  const { values } = parseArgs({
    options: {
      versions: { type: 'string', default: knownVersions.join(',') },
      step: { type: 'string', default: '10' },
      'newest-step': { type: 'string', default: '1' },
      show: { type: 'string', default: '10' },
    },
  });
  const all = texts();
  const totals = { applied: 0, dropped: 0, harmed: 0 };
  console.log('version   texts  safe: applied dropped harmed  suggested: applied dropped harmed  CPU');
  for (const version of values.versions.split(',')) {
    const catalog = await loadCatalog(version);
    const step = Number(version === 'main' ? values['newest-step'] : values.step);
    const chosen = all.filter((_, index) => index % step === 0);
    const begin = process.cpuUsage();
    const shown: string[] = [];
    const columns = [false, true].map((suggested) => {
      let applied = 0;
      let dropped = 0;
      let harmed = 0;
      for (const { name, text } of chosen) {
        const outcome = tryFixes(text, catalog, suggested);
        applied += outcome.applied;
        dropped += outcome.dropped;
        if (outcome.harm.length === 0) continue;
        harmed++;
        shown.push(`  ${suggested ? '--fix-suggested' : '--fix'} ${name}: ${outcome.harm.join('; ')}`);
      }
      totals.applied += applied;
      totals.dropped += dropped;
      totals.harmed += harmed;
      return `${applied} ${dropped} ${harmed}`;
    });
    const { user, system } = process.cpuUsage(begin);
    console.log(`${version.padEnd(9)} ${chosen.length}  ${columns.join('  ')}  ${Math.round((user + system) / 1e6)} s`);
    for (const line of shown.slice(0, Number(values.show))) console.log(line.slice(0, 300));
  }
  console.log(`applied ${totals.applied}, dropped ${totals.dropped}, harmed ${totals.harmed}`);
  process.exitCode = totals.harmed > 0 ? 1 : 0;
}
