/**
 * Runs the rules over real configuration: every file that the real Alloy takes, so that what is found is our judgement alone.
 *
 *     npm run parity:rules [-- --show CODE [N]] [--profile JSON]
 *
 * Prints for each rule, at its default severity, on how many files it speaks and how often. With `--show` the findings of one rule (also one
 * that is off) with the lines around them, from files spread over all that it speaks on, so that they can be judged by reading. With a profile,
 * as in assay.json, all are taken to be deployed so: `{"kind": "daemonset"}`.
 */
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { loadCatalog } from '../../packages/catalog/src/index.ts';
import type { Profile } from '../../packages/checker/src/configuration/profile.ts';
import { checkProgram, type Diagnostic, openSource, type Source } from '../../packages/checker/src/index.ts';
import { rules } from '../../packages/checker/src/rules/index.ts';

const CORPUS = new URL('../../../shared/corpus/', import.meta.url);
/** How many findings `--show` prints where no number is given. */
const SHOWN = 10;
/** Lines before and after a finding. */
const CONTEXT = 6;

interface Row {
  readonly file: string;
  readonly load: 'ok' | 'rejected' | 'unknown';
  readonly validate: readonly { readonly severity: string }[] | string;
}

interface Speech {
  readonly source: Source;
  readonly finding: Diagnostic;
}

/** Files that load, and those of which only the machine kept Alloy from saying so. */
function accepted(): Row[] {
  const rows = readFileSync(new URL('VERDICTS.jsonl', CORPUS), 'utf8').split('\n').filter(Boolean);
  return rows
    .map((line) => JSON.parse(line) as Row)
    .filter(
      ({ load, validate }) =>
        load === 'ok' || (load === 'unknown' && typeof validate !== 'string' && validate.every(({ severity }) => severity !== 'error')),
    );
}

async function speeches(rows: readonly Row[], shown: string | undefined, profile: Profile): Promise<ReadonlyMap<string, Speech[]>> {
  const catalog = await loadCatalog();
  // A rule that is off by default has to be asked for.
  const severity = rules.find(({ code }) => code === shown)?.severity;
  const levels = new Map(shown !== undefined && severity === 'off' ? [[shown, 'info'] as const] : []);
  const byRule = new Map<string, Speech[]>(rules.map(({ code }) => [code, []]));
  for (const { file } of rows) {
    const source = openSource(file, readFileSync(new URL(file, CORPUS)));
    const found = checkProgram([source], { catalog, stability: 'experimental', community: true, levels, profile });
    for (const finding of found) byRule.get(finding.code)?.push({ source, finding });
  }
  return byRule;
}

function table(byRule: ReadonlyMap<string, readonly Speech[]>, files: number): string {
  const lines = [...byRule].map(([code, said]) => {
    const speaksOn = new Set(said.map(({ source }) => source.path)).size;
    const severity = rules.find((rule) => rule.code === code)?.severity ?? '';
    return `${String(speaksOn).padStart(5)} ${String(said.length).padStart(8)}  ${severity.padEnd(7)}  ${code}`;
  });
  return [`rules over ${files} files that Alloy takes`, 'files findings  severity rule', ...lines].join('\n');
}

/** Some of the findings of a rule, from as many files as there are, with what stands around them. */
function excerpts(said: readonly Speech[], count: number): string {
  const step = Math.max(1, said.length / count);
  const chosen = said.filter((_, index) => Math.floor(index / step) !== Math.floor((index - 1) / step)).slice(0, count);
  return chosen.map(excerpt).join('\n\n');
}

function excerpt({ source, finding: { start, end, message, notes } }: Speech): string {
  const { line } = source.lines.position(start);
  const last = source.lines.position(end).line;
  const lines = source.text.split('\n');
  const from = Math.max(0, line - 1 - CONTEXT);
  const around = lines.slice(from, last + CONTEXT).map((text, index) => {
    const number = from + index + 1;
    return `${number >= line && number <= last ? '>' : ' '}${String(number).padStart(5)} ${text}`;
  });
  return [`${source.path}:${line}`, `  ${message}`, ...notes.map((note) => `  = ${note}`), ...around].join('\n');
}

async function main(argv: readonly string[]): Promise<number> {
  if (!existsSync(CORPUS)) {
    console.error(`${fileURLToPath(CORPUS)} is not there`);
    return 2;
  }
  const at = argv.indexOf('--show');
  const shown = at < 0 ? undefined : argv[at + 1];
  if (at >= 0 && !rules.some(({ code }) => code === shown)) {
    console.error(`there is no rule ${shown ?? 'named'}`);
    return 2;
  }
  const profile = argv.indexOf('--profile');
  const rows = accepted();
  const byRule = await speeches(rows, shown, profile < 0 ? {} : (JSON.parse(argv[profile + 1] ?? '') as Profile));
  console.log(shown === undefined ? table(byRule, rows.length) : excerpts(byRule.get(shown) ?? [], Number(argv[at + 2]) || SHOWN));
  return 0;
}

process.exitCode = await main(process.argv.slice(2));
