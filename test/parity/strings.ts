/**
 * Compares the parsers of the languages inside strings with what the real ones said.
 *
 *     npm run parity:strings [-- FILE…] [--show N]
 *
 * Prints the agreement for each kind of string and each context of OTTL. Fails below 99.5 % for a kind, below 98 % for a context, and where
 * anything is refused that the real parser takes.
 */
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { checkOttl, stringProblem } from '../../packages/checker/src/testing.ts';

/** What is compared: the texts of one kind, or of one context of OTTL. */
export interface Agreement {
  readonly name: string;
  readonly all: number;
  readonly agreed: number;
  /** Texts that the real parser takes and ours refuses. */
  readonly refused: readonly string[];
  /** Texts that it refuses and ours takes. */
  readonly missed: readonly string[];
  /** The share that has to agree. */
  readonly least: number;
}

const shared = new URL('../../../shared/conformance/', import.meta.url);
export const FILES: readonly string[] = ['strings.jsonl', 'ottl.jsonl'].map((name) => fileURLToPath(new URL(name, shared)));

const OTTL_CONTEXTS = [
  ...['log', 'metric', 'datapoint', 'span', 'spanevent', 'scope', 'resource'].map((name) => `transform/${name}`),
  ...['log', 'metric', 'datapoint', 'span', 'spanevent', 'resource'].map((name) => `filter/${name}`),
];

interface Row {
  readonly kind: string;
  readonly text: string;
  readonly ok?: boolean;
  readonly accepted?: readonly string[];
}

/** The agreement on the rows of some files, by kind and by context. */
export function compare(files: readonly string[]): Agreement[] {
  const groups = new Map<string, { all: number; refused: string[]; missed: string[]; least: number }>();
  const count = (name: string, least: number, text: string, wanted: boolean, taken: boolean): void => {
    const group = groups.get(name) ?? { all: 0, refused: [], missed: [], least };
    groups.set(name, group);
    group.all++;
    if (wanted && !taken) group.refused.push(text);
    if (!wanted && taken) group.missed.push(text);
  };
  for (const file of files) {
    for (const line of readFileSync(file, 'utf8').split('\n')) {
      if (line === '') continue;
      const { kind, text, ok, accepted } = JSON.parse(line) as Row;
      if (accepted) {
        for (const context of OTTL_CONTEXTS)
          count(
            `ottl ${context}`,
            0.98,
            `${kind}: ${text}`,
            accepted.includes(context),
            !checkOttl(text, kind as 'statement' | 'condition', context),
          );
      } else count(kind, 0.995, text, ok === true, stringProblem(kind, text) === undefined);
    }
  }
  return [...groups].map(([name, { all, refused, missed, least }]) => ({
    name,
    all,
    agreed: all - refused.length - missed.length,
    refused,
    missed,
    least,
  }));
}

function main(argv: readonly string[]): number {
  const at = argv.indexOf('--show');
  const show = at < 0 ? 0 : Number(argv[at + 1]);
  const given = at < 0 ? argv : argv.filter((_, index) => index !== at && index !== at + 1);
  const files = given.length > 0 ? given : FILES;
  const missing = files.find((file) => !existsSync(file));
  if (missing !== undefined) {
    console.error(`${missing} is not there`);
    return 2;
  }
  let failed = false;
  for (const { name, all, agreed, refused, missed, least } of compare(files)) {
    const bad = agreed / all < least || refused.length > 0;
    failed ||= bad;
    console.log(
      `${String(agreed).padStart(6)} of ${String(all).padStart(5)}  ${((100 * agreed) / all).toFixed(2).padStart(6)} %  ${name}${bad ? `  (below ${100 * least} %, or ${refused.length} refused)` : ''}`,
    );
    for (const text of refused.slice(0, show)) console.log(`          taken by the real parser: ${JSON.stringify(text)}`);
    for (const text of missed.slice(0, show)) console.log(`          refused by the real parser: ${JSON.stringify(text)}`);
  }
  return failed ? 1 : 0;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) process.exitCode = main(process.argv.slice(2));
