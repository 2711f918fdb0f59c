/**
 * Applies the fixes of real and of damaged configurations, and looks with the checker, from scratch, whether they did harm.
 *
 *     node test/fixes/harm.ts [--versions v1.3,main] [--step N] [--newest-step N] [--show N]
 *
 * Without options: the corpus, the conformance cases, programs of several files and the mutants, for all versions of Alloy; all of them for `main`,
 * and one in ten for the others (`--step 1`: all).
 */
import { existsSync, readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { type Catalog, knownVersions, loadCatalog } from '../../packages/catalog/src/index.ts';
import { applyFixes, type CheckOptions, checkProgram, type Diagnostic, openSource, type Source } from '../../packages/checker/src/index.ts';
import { formatRange } from '../../packages/formatter/src/index.ts';

const SHARED = new URL('../../../shared/', import.meta.url);

/** Whether the texts are there. */
export const isThere: boolean = existsSync(new URL('corpus/VERDICTS.jsonl', SHARED));

/** What Alloy would load together, by path. */
type Files = Readonly<Record<string, string>>;

export interface Program {
  readonly name: string;
  readonly files: Files;
}

interface Row {
  readonly id?: string;
  readonly file?: string;
  readonly text?: string;
  readonly files?: Files;
}

function* rowsOf(path: string): Generator<Row> {
  for (const line of readFileSync(new URL(path, SHARED), 'utf8').split('\n')) if (line !== '') yield JSON.parse(line) as Row;
}

/** The real configurations, what was generated for each component, programs of several files, and the mutants. */
export function programs(): Program[] {
  const all: Program[] = [];
  for (const { file = '' } of rowsOf('corpus/VERDICTS.jsonl'))
    all.push({ name: file, files: { 'a.alloy': readFileSync(new URL(`corpus/${file}`, SHARED), 'utf8') } });
  for (const set of ['modules', 'cases', 'mutants']) {
    for (const { id = '', text = '', files = { 'a.alloy': text } } of rowsOf(`conformance/${set}.jsonl`))
      all.push({ name: `${set} ${id}`, files });
  }
  return all;
}

const open = (files: Files): Source[] => Object.entries(files).map(([path, text]) => openSource(path, text));

/** What applying the fixes of a program came to. */
export interface Outcome {
  readonly applied: number;
  readonly dropped: number;
  /** Of those that were dropped, the ones that would have led back to themselves. */
  readonly chases: number;
  /** A sentence for each thing that must not be. */
  readonly harm: readonly string[];
}

const NOTHING: Outcome = { applied: 0, dropped: 0, chases: 0, harm: [] };

/** Applies the fixes of a program, twice, and compares what is refused before and after. */
export function tryFixes(files: Files, catalog: Catalog, suggested: boolean): Outcome {
  const options: CheckOptions = { catalog, stability: 'experimental', community: true };
  const before = checkProgram(open(files), options);
  if (!before.some(({ fixes }) => fixes.some(({ safety }) => suggested || safety === 'safe'))) return NOTHING;
  const first = applyFixes(open(files), options, { suggested, formatRange });
  const after = Object.fromEntries(first.sources.map(({ path, text }) => [path, text]));
  const harm = addedErrors(before, checkProgram(open(after), options)).map((error) => `adds ${error}`);
  for (const [path, text] of Object.entries(after)) if (isRead(files[path] ?? '') && !isRead(text)) harm.push(`${path} no longer parses`);
  const again = applyFixes(open(after), options, { suggested, formatRange });
  if (again.applied > 0 || again.sources.some(({ path, text }) => text !== after[path]))
    harm.push(`the second time ${again.applied} more are applied`);
  const chases = first.dropped.filter(({ reason }) => reason === 'what it leads to leads back to it').length;
  return { applied: first.applied, dropped: first.dropped.length, chases, harm };
}

function isRead(text: string): boolean {
  return openSource('', text).parse.errors.length === 0;
}

/** The errors that were not there: by code and message, but for the lines that a message names, and counted. */
export function addedErrors(before: readonly Diagnostic[], after: readonly Diagnostic[]): string[] {
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
  const all = programs();
  const totals = { applied: 0, dropped: 0, chases: 0, harmed: 0 };
  console.log('version   programs  safe: applied dropped harmed  suggested: applied dropped harmed  CPU');
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
      for (const { name, files } of chosen) {
        const outcome = tryFixes(files, catalog, suggested);
        totals.chases += outcome.chases;
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
  console.log(`applied ${totals.applied}, dropped ${totals.dropped} (${totals.chases} that chase each other), harmed ${totals.harmed}`);
  process.exitCode = totals.harmed > 0 ? 1 : 0;
}
