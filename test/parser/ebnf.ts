import { readFileSync } from 'node:fs';

/** The right-hand side of a production, as `grammar/alloy.ebnf` explains its notation. */
export type Part =
  | { readonly kind: 'literal'; readonly text: string }
  | { readonly kind: 'range'; readonly from: string; readonly to: string }
  | { readonly kind: 'words'; readonly text: string }
  | { readonly kind: 'name'; readonly name: string }
  | { readonly kind: 'sequence' | 'choice'; readonly parts: readonly Part[] }
  | { readonly kind: 'optional' | 'repeated'; readonly part: Part };

/** A production: its right-hand side, read and as written (white space made single), and the notes it points to. */
export interface Production {
  readonly part: Part;
  readonly text: string;
  readonly notes: readonly number[];
}

/** `grammar/alloy.ebnf` as it stands. */
export const grammarText = readFileSync(new URL('../../grammar/alloy.ebnf', import.meta.url), 'utf8');

const PIECE = /\(\*[\s\S]*?\*\)|"[^"]*"|'[^']*'|\?[^?]*\?|[A-Za-z_]+|[…=.|[\]{}()]|\s+/y;

/** Reads the notation of `grammar/alloy.ebnf`; throws where a text is not written in it. */
export function readGrammar(text: string): ReadonlyMap<string, Production> {
  const productions = new Map<string, Production>();
  const pieces: string[] = [];
  PIECE.lastIndex = 0;
  for (let match = PIECE.exec(text); match; match = PIECE.exec(text)) {
    const piece = match[0];
    if (piece.trim() !== '') pieces.push(piece);
    if (PIECE.lastIndex === text.length) break;
  }
  if (PIECE.lastIndex !== text.length) throw new Error(`not the notation of this grammar, behind: ${pieces.slice(-5).join(' ')}`);
  let at = 0;
  const comments = (): string[] => {
    const found: string[] = [];
    while (pieces[at]?.startsWith('(*')) found.push(pieces[at++] as string);
    return found;
  };
  const expect = (piece: string): void => {
    if (pieces[at++] !== piece) throw new Error(`expected ${piece}, found ${pieces[at - 1]}`);
  };
  const choice = (): Part => {
    const parts = [sequence()];
    while (pieces[at] === '|') {
      at++;
      parts.push(sequence());
    }
    return parts.length === 1 ? (parts[0] as Part) : { kind: 'choice', parts };
  };
  const sequence = (): Part => {
    const parts: Part[] = [];
    while (pieces[at] !== undefined && !'|.)]}'.includes(pieces[at] as string)) parts.push(item());
    return parts.length === 1 ? (parts[0] as Part) : { kind: 'sequence', parts };
  };
  const item = (): Part => {
    const piece = pieces[at++] as string;
    if (piece === '(') {
      const part = choice();
      expect(')');
      return part;
    }
    if (piece === '[' || piece === '{') {
      const part = choice();
      expect(piece === '[' ? ']' : '}');
      return { kind: piece === '[' ? 'optional' : 'repeated', part };
    }
    if (piece.startsWith('?')) return { kind: 'words', text: piece.slice(1, -1).trim() };
    if (/^[A-Za-z]/.test(piece)) return { kind: 'name', name: piece };
    const literal = piece.slice(1, -1);
    if (pieces[at] !== '…') return { kind: 'literal', text: literal };
    at++;
    return { kind: 'range', from: literal, to: (pieces[at++] as string).slice(1, -1) };
  };
  comments();
  while (at < pieces.length) {
    const name = pieces[at++] as string;
    expect('=');
    const start = at;
    const part = choice();
    const written = pieces.slice(start, at).join(' ');
    expect('.');
    const notes = comments().flatMap((comment) => (/^\(\*[\d, ]+\*\)$/.test(comment) ? comment.match(/\d+/g) : null) ?? []);
    if (productions.has(name)) throw new Error(`${name} is there twice`);
    productions.set(name, { part, text: written, notes: notes.map(Number) });
  }
  return productions;
}

/** The productions of `grammar/alloy.ebnf`. */
export const grammar: ReadonlyMap<string, Production> = readGrammar(grammarText);

/** The parts below a part, itself included. */
export function* partsOf(part: Part): Generator<Part> {
  yield part;
  if ('parts' in part) for (const below of part.parts) yield* partsOf(below);
  else if ('part' in part) yield* partsOf(part.part);
}

/**
 * Whether a production derives a row of terminals.
 *
 * @param matches whether a terminal (a literal, or a name in capitals) stands at a place, and within which production
 * @param length how many terminals there are
 */
export function derives(production: string, length: number, matches: (terminal: string, at: number, within: string) => boolean): boolean {
  /** Where a production ends that begins at a place; more than one end means that the rest decides. */
  const known = new Map<string, readonly number[]>();
  const endsOfName = (name: string, at: number): readonly number[] => {
    const key = `${at} ${name}`;
    let ends = known.get(key);
    if (!ends) {
      ends = [...new Set(endsOf((grammar.get(name) as Production).part, at, name))];
      known.set(key, ends);
    }
    return ends;
  };
  const endsOf = (part: Part, at: number, within: string): readonly number[] => {
    switch (part.kind) {
      case 'literal':
        return matches(part.text, at, within) ? [at + 1] : [];
      case 'name':
        if (part.name.toUpperCase() !== part.name) return endsOfName(part.name, at);
        return matches(part.name, at, within) ? [at + 1] : [];
      case 'choice':
        return part.parts.flatMap((alternative) => endsOf(alternative, at, within));
      case 'sequence':
        return part.parts.reduce<readonly number[]>((starts, next) => starts.flatMap((start) => endsOf(next, start, within)), [at]);
      case 'optional':
        return [at, ...endsOf(part.part, at, within)];
      case 'repeated': {
        // The set grows while it is gone through.
        const ends = new Set([at]);
        for (const start of ends) for (const end of endsOf(part.part, start, within)) ends.add(end);
        return [...ends];
      }
      default:
        throw new Error(`${within} goes below tokens`);
    }
  };
  return endsOfName(production, 0).includes(length);
}

/** What stands for the parts that the grammar has in words. */
const SAMPLES: Readonly<Record<string, readonly string[]>> = {
  'U+0020, U+0009 or U+000D': [' ', '\t', '\r'],
  'a character but newline': ['x', '"', "'", '`', '\\', '*', '😀', '\r', '#'],
  'a character, up to the first star with a slash behind it': ['x', '/', '"', '`', '\\', 'é'],
  "a code point of Unicode's category L": ['é', 'ß', '日', '𝐀', 'ª', 'ǅ', 'ʰ'],
  "a code point of Unicode's category Nd": ['٣', '߀', '𝟘'],
  'a character but newline, backslash and double quote': ['a', ' ', '\t', '\r', "'", '`', '/', '*', '#', 'é', '日', '😀', '\u0301'],
  'a character but the backtick': ['a', '\n', '\r', '\\', '"', "'", '/', '*', '😀'],
};

/**
 * A random text that a production derives; tokens have blanks or comments between them.
 *
 * @param next random numbers from 0 (inclusive) to 1 (exclusive)
 */
export function generate(production: string, next: () => number): string {
  const pick = <T>(list: readonly T[]): T => list[Math.floor(next() * list.length)] as T;
  let budget = 150;
  const depths = shallowest();
  const token = (name: string): string => {
    if (name === 'TERMINATOR') return pick(['\n', '\n\n', ' // x\n', ' /* x */ /**/ \t\n', ' /* x\n */ ']);
    if (name === 'EOF') return '';
    const text = lexical((grammar.get(name) as Production).part);
    return ['true', 'false', 'null'].includes(text) && name === 'IDENT' ? token(name) : text;
  };
  const lexical = (part: Part): string => {
    switch (part.kind) {
      case 'literal':
        return part.text;
      case 'range':
        return String.fromCharCode(part.from.charCodeAt(0) + Math.floor(next() * (part.to.charCodeAt(0) - part.from.charCodeAt(0) + 1)));
      case 'words': {
        const samples = SAMPLES[part.text];
        if (!samples) throw new Error(`no samples for "${part.text}"`);
        return pick(samples);
      }
      case 'name':
        return part.name === 'point' ? pick(['u0041', 'u00e9', 'uD7FF', 'uffff', 'U0001F600', 'U0010ffff']) : lexical(partOf(part.name));
      case 'choice':
        return lexical(pick(part.parts));
      case 'sequence':
        return part.parts.map(lexical).join('');
      case 'optional':
        return next() < 0.5 ? lexical(part.part) : '';
      case 'repeated': {
        let text = '';
        while (next() < 0.6) text += lexical(part.part);
        return text;
      }
    }
  };
  const gap = (): string => (next() < 0.9 ? ' ' : pick(['\t', ' \r ', ' /**/ ', ' /* x */ ', ' /* * / " */ ', '  ']));
  const syntactic = (part: Part, within: string): string => {
    budget--;
    switch (part.kind) {
      case 'literal':
        return part.text + gap();
      case 'name':
        // The label of a block is a name in double quotes, or nothing (note 16).
        if (part.name === 'STRING' && within === 'Block') return (next() < 0.2 ? '""' : `"${token('IDENT')}"`) + gap();
        if (part.name.toUpperCase() === part.name) return token(part.name) + (part.name === 'TERMINATOR' ? '' : gap());
        return syntactic(partOf(part.name), part.name);
      case 'choice':
        if (budget > 0) return syntactic(pick(part.parts), within);
        return syntactic([...part.parts].sort((a, b) => depths(a) - depths(b))[0] as Part, within);
      case 'sequence':
        return part.parts.map((below) => syntactic(below, within)).join('');
      case 'optional':
        return budget > 0 && next() < 0.7 ? syntactic(part.part, within) : '';
      case 'repeated': {
        let text = '';
        while (budget > 0 && next() < 0.55) text += syntactic(part.part, within);
        return text;
      }
      default:
        throw new Error(`${within} goes below tokens`);
    }
  };
  const isToken = production.toUpperCase() === production;
  return isToken ? token(production) : syntactic(partOf(production), production);
}

function partOf(name: string): Part {
  return (grammar.get(name) as Production).part;
}

/** How deep a part has to be followed down at least. */
function shallowest(): (part: Part) => number {
  const depths = new Map<string, number>();
  const depth = (part: Part): number => {
    switch (part.kind) {
      case 'name':
        return part.name.toUpperCase() === part.name ? 1 : (depths.get(part.name) ?? 1000) + 1;
      case 'choice':
        return Math.min(...part.parts.map(depth));
      case 'sequence':
        return Math.max(0, ...part.parts.map(depth));
      default:
        return 0;
    }
  };
  for (let round = 0; round < 20; round++) for (const [name, { part }] of grammar) depths.set(name, depth(part));
  return depth;
}
