import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import { loadCatalog } from '@assay/catalog';
import { checkProgram, openSource, type Source } from '@assay/checker';
import { tokenize, walk } from '@assay/parser';
import { random } from './deletions.ts';

/** What one input may take of the processor: 1 ms for each KB, and never less than this. In milliseconds. */
const FLOOR = 200;
/** One input in so many is also checked as a program, which takes longer. */
const CHECKED = 5;
/** Inputs do not grow beyond this by splicing. In bytes. */
const LONGEST = 200_000;

/** Texts of our own that hold what examples rarely show. */
const SEEDS = [
  '',
  'a = 1',
  '\ufeffa.b.c "d" {\r\n\tx = [1, 2.5, {"y" = z, w = `q`},]\r\n}\r\n',
  'a = "\\a\\b\\f\\n\\r\\t\\v\\\\\\"\\101\\x41\\u00e9\\U0001F600"\nb = `raw\n\\d`\nc = "日本語 😀"\n',
  'a = 1 || 2 && 3 == 4 != 5 < 6 <= 7 > 8 >= 9 + 10 - 11 * 12 / 13 % 14 ^ -15\nb = !!-a[0].c(d)(e)["f"]\n',
  'a /* x */ = /* y\n */ 1 // z\nb "l" { /* u */ } // v',
  'declare "d" {\n\targument "x" { optional = true }\n\texport "y" { value = argument.x.value }\n}\n\nd "e" { x = d.f.y }\nd "f" { x = d.e.y }\n',
  'foreach "f" {\n\tcollection = [1, 2]\n\tvar = "v"\n\n\ttemplate {\n\t\tlocal.file "l" { filename = string.format("%d", v) }\n\t}\n}\n',
  'import.string "i" {\n\tcontent = `declare "a" { }`\n}\n\ni.a "b" { }\n',
  'a = 010 + 08 + 18446744073709551616 + 1e999 + .5 + 1. + 2 ^ 9223372036854775807\n',
  'tracing {\n\tsampling_fraction = 1 / 0\n\twrite_to = [a.b.c.d, true + "x", {} - [], -"x", !1]\n}\n',
];

/** What is put into texts: what the language has, what others have, and what none has. */
const PIECES = [
  ...'{ } [ ] ( ) , = " ` . ; : # \\ | & || && ! - ^ < >= // /* */ /**/ == === := => ? @ $ $( {{ }} f( .a [0] () '.split(' '),
  ...`a true null "x" \`x\` 'x' "" 1 .5 1e 1e9 08 0x1 10s \\" \\x \\u12 \\ud800 \\777 {x=1} ' _ a"b"`.split(' '),
  ...['\n', '\r\n', '\r', '\t', '// x\n', '/*\n*/', 'a = 1\n', 'b "c" {\n', '\n}\n', 'loki.write "x" { }\n', 'forward_to = [', ' ^ 2'],
  ...['\0', '\ufeff', '\u00a0', '\u2028', '\u0301', '²', '٣', 'é', '日', '😀', '𝐀', '\ufffd'],
];

const shared = new URL('../../../shared/corpus/', import.meta.url).pathname;
const examples = new URL('../../examples/', import.meta.url).pathname;

/** Texts to begin with. */
export interface Seeds {
  readonly contents: readonly Uint8Array[];
  /** Those of this project. */
  readonly own: readonly Uint8Array[];
  /** Whether the shared corpus is among them. */
  readonly withCorpus: boolean;
}

/** The examples, the texts above, and the shared corpus where it is. */
export function readSeeds(): Seeds {
  const filesIn = (folder: string): Uint8Array[] =>
    readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter((path) => extname(path) === '.alloy' || extname(path) === '.river')
      .sort()
      .map((path) => readFileSync(join(folder, path)));
  const withCorpus = existsSync(shared);
  const own = [...SEEDS.map((text) => Buffer.from(text)), ...filesIn(examples)];
  return { contents: withCorpus ? [...own, ...filesIn(shared)] : own, own, withCorpus };
}

/** An input and how it was made. */
export interface Input {
  readonly content: Uint8Array;
  readonly how: string;
}

/** The input of a number: the same for the same seeds and numbers. */
export function makeInput(seeds: Seeds, seed: number, index: number): Input {
  const next = random(Math.imul(seed, 1_000_003) + index);
  const below = (limit: number): number => Math.floor(next() * limit);
  const pick = <T>(list: readonly T[]): T => list[below(list.length)] as T;
  let content = Buffer.from(pick(next() < 0.25 ? seeds.own : seeds.contents));
  const how: string[] = [];
  const replace = (start: number, end: number, by: Uint8Array): void => {
    content = Buffer.concat([content.subarray(0, start), by, content.subarray(end)]);
  };
  /** Start and end of a token, in bytes. */
  const token = (): [number, number] => {
    const text = content.toString();
    const { start, end } = pick(tokenize(text).tokens);
    const at = Buffer.byteLength(text.slice(0, start));
    return [at, at + Buffer.byteLength(text.slice(start, end))];
  };
  const ways: Readonly<Record<string, () => void>> = {
    'bytes changed': () => {
      for (let i = below(8); i >= 0 && content.length > 0; i--) content[below(content.length)] = below(256);
    },
    'bytes inserted': () => {
      const at = below(content.length + 1);
      replace(at, at, Buffer.from(Array.from({ length: 1 + below(4) }, () => below(256))));
    },
    'bytes deleted': () => {
      const at = below(content.length + 1);
      replace(at, at + 1 + below(next() < 0.8 ? 8 : 2000), Buffer.alloc(0));
    },
    'a piece inserted': () => {
      const at = below(content.length + 1);
      replace(at, at, Buffer.from(pick(PIECES)));
    },
    'a token replaced': () => replace(...token(), Buffer.from(pick(PIECES))),
    'a token deleted': () => replace(...token(), Buffer.alloc(0)),
    'a token doubled': () => {
      const [start, end] = token();
      replace(end, end, Buffer.from(content.subarray(start, end)));
    },
    'tokens swapped': () => {
      const [start, end] = token();
      const [from, to] = token();
      if (end > from) return;
      const [one, other] = [content.subarray(start, end), content.subarray(from, to)];
      content = Buffer.concat([content.subarray(0, start), other, content.subarray(end, from), one, content.subarray(to)]);
    },
    truncated: () => {
      content = content.subarray(0, below(content.length + 1));
    },
    beheaded: () => {
      content = content.subarray(below(content.length + 1));
    },
    spliced: () => {
      const other = pick(seeds.contents);
      const start = below(other.length + 1);
      const part = other.subarray(start, Math.min(other.length, start + LONGEST - content.length));
      const at = below(content.length + 1);
      replace(at, next() < 0.5 ? at : content.length, part);
    },
    'a part repeated': () => {
      const start = below(content.length + 1);
      const part = content.subarray(start, start + 1 + below(100));
      const times = 1 + below(next() < 0.9 ? 10 : 1000);
      if (content.length + part.length * times < LONGEST) replace(start, start, Buffer.concat(Array(times).fill(part)));
    },
    'line ends changed': () => {
      content = Buffer.from(
        content.toString('latin1').replaceAll('\n', pick(['\r\n', '\r', ' ', '\n\n', ',\n', ';\n', '\u2028'])),
        'latin1',
      );
    },
  };
  for (let i = next() < 0.5 ? 0 : below(4); i >= 0; i--) {
    const way = pick(Object.keys(ways));
    how.push(way);
    ways[way]?.();
  }
  return { content, how: how.join(', ') };
}

/** What became of many inputs. */
export interface FuzzReport {
  readonly inputs: number;
  readonly checked: number;
  readonly bytes: number;
  /** Inputs in which nothing is wrong. */
  readonly sound: number;
  readonly diagnostics: number;
  readonly slowest: { readonly index: number; readonly ms: number; readonly bytes: number; readonly how: string };
  readonly failures: readonly { readonly index: number; readonly how: string; readonly problem: string }[];
}

/**
 * Reads many inputs and looks whether anything throws, takes too long, or loses a character.
 *
 * @param progress called after each input
 */
export async function fuzz(seeds: Seeds, seed: number, count: number, progress: (done: number) => void = () => {}): Promise<FuzzReport> {
  const catalog = await loadCatalog();
  const options = { catalog, stability: 'experimental', community: true } as const;
  const failures: FuzzReport['failures'][number][] = [];
  let slowest = { index: -1, ms: 0, bytes: 0, how: '' };
  let [checked, bytes, sound, diagnostics] = [0, 0, 0, 0];
  for (let index = 0; index < count; index++) {
    const { content, how } = makeInput(seeds, seed, index);
    bytes += content.length;
    const isChecked = index % CHECKED === 0;
    const read = (): { source: Source; findings: number; ms: number } => {
      const started = process.cpuUsage();
      const source = openSource('fuzz.alloy', content);
      const findings = isChecked ? checkProgram([source], options).length : source.parse.errors.length;
      const { user, system } = process.cpuUsage(started);
      return { source, findings, ms: (user + system) / 1000 };
    };
    try {
      const limit = Math.max(FLOOR, content.length / 1024);
      let result = read();
      // What the machine did meanwhile is not held against us.
      if (result.ms > limit) result = read();
      const { source, findings, ms } = result;
      if (ms > limit) failures.push({ index, how, problem: `takes ${ms.toFixed(0)} ms for ${content.length} bytes` });
      if (ms > slowest.ms) slowest = { index, ms, bytes: content.length, how };
      const { text, tokens, root } = source.parse;
      if (tokens.map(({ start, end }) => text.slice(start, end)).join('') !== text) failures.push({ index, how, problem: 'tokens lost' });
      walk(root, () => {});
      if (isChecked) checked++;
      diagnostics += findings;
      if (findings === 0) sound++;
    } catch (error) {
      failures.push({ index, how, problem: error instanceof Error ? (error.stack ?? error.message) : String(error) });
    }
    progress(index + 1);
  }
  return { inputs: count, checked, bytes, sound, diagnostics, slowest, failures };
}
