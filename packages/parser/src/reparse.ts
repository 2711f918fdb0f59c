import { strayBacktick } from './backticks.ts';
import { MAX_ERRORS } from './cursor.ts';
import { type Input, isCutOff, type Part, type PartReading, type Reading } from './grammar.ts';
import { endsStatement, type LexerToken, MAX_MISTAKES, MAX_TOKENS, tokenizePart } from './lexer.ts';
import { describeAll, grammar, type Memory, remember, takeMemory } from './memory.ts';
import { parse } from './parse.ts';
import { shiftError, shiftNode } from './shift.ts';
import type { ParseError, ParseResult } from './source.ts';
import { type Block, type Statement, TokenKind } from './syntax.ts';

/** A replacement in a text. Offsets in UTF-16 units, `end` exclusive. */
export interface Edit {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/**
 * Reads a text that was read before and has been edited: the same as `parse` of the new text, but only the statements around the edits are
 * read. Blocks that an edit does not touch stay the same objects: they may have moved, and that is all.
 *
 * Uses up `previous`: its tokens and nodes move, so that nothing but its text may be looked at afterwards.
 *
 * @param edits places in the text as it is before all of them, not touching each other; those far apart are better given one by one
 */
export function reparse(previous: ParseResult, edits: readonly Edit[]): ParseResult {
  const edit = covering(previous.text, edits);
  if (!edit) return previous;
  const text = previous.text.slice(0, edit.start) + edit.text + previous.text.slice(edit.end);
  const memory = takeMemory(previous);
  return (memory && !memory.isMended && isSmall(memory) && new Reparse(previous.text, text, edit, memory).run()) || parse(text);
}

/** Whether a text is within the limits: beyond them its parts do not say what the whole is. */
function isSmall({ tokens, mistakes }: Pick<Memory, 'tokens' | 'mistakes'>): boolean {
  return tokens.length < MAX_TOKENS && mistakes.length < MAX_MISTAKES;
}

/** One edit from the first to the last. */
function covering(text: string, edits: readonly Edit[]): Edit | undefined {
  const [first, ...others] = [...edits].sort((a, b) => a.start - b.start);
  return (
    first &&
    others.reduce((whole, { start, end, text: inserted }) => {
      return { start: whole.start, end, text: whole.text + text.slice(whole.end, start) + inserted };
    }, first)
  );
}

/** Statements of one body, with the blocks around them. */
interface Level {
  readonly statements: readonly Statement[];
  /** Outer ones first. */
  readonly around: readonly Block[];
}

/** A place between the statements of a level from which on they are read anew. */
interface Gap {
  /** How many statements stand before it. */
  readonly keep: number;
  /** What stands before it has offsets below this one. */
  readonly offset: number;
  /** The first token behind it. */
  readonly token: number;
}

/** In how many bodies around an edit it is tried to read that body only, beside the whole file. */
const MOST_LEVELS = 3;

class Reparse {
  readonly #before: string;
  readonly #text: string;
  readonly #edit: Edit;
  readonly #memory: Memory;
  /** How far what stands behind the edit has moved: offsets, and places in the vector of tokens. */
  readonly #moved: { offset: number; index: number };
  /** The first token behind the edit that is as it was, by its place in the vector of before. */
  #sameFrom = Number.POSITIVE_INFINITY;

  constructor(before: string, text: string, edit: Edit, memory: Memory) {
    this.#before = before;
    this.#text = text;
    this.#edit = edit;
    this.#memory = memory;
    this.#moved = { offset: text.length - before.length, index: 0 };
  }

  /** @returns `undefined` where the text is too large to be read in parts */
  run(): ParseResult | undefined {
    const { mistakes: oldMistakes, described: oldDescribed } = this.#memory;
    const wasCutOff = isCutOff(this.#before, [...oldDescribed.values()]);
    const wereTooMany = oldMistakes.length >= MAX_ERRORS;
    const { tokens, significant, mistakes, described } = this.#tokens();
    if (!isSmall({ tokens, mistakes })) return undefined;
    const text = this.#text;
    const lexicalErrors = [...described.values()];
    const isAlike = !wereTooMany && mistakes.length < MAX_ERRORS && wasCutOff === isCutOff(text, lexicalErrors);
    const read = (old: Reading | undefined, byLayout: boolean): Reading => {
      const input: Input = { text, significant, lexicalErrors, byLayout };
      const usable = isAlike && old && !old.isShallow && old.errors.length < MAX_ERRORS;
      return (usable && this.#again(old, input, tokens)) || grammar().read(input);
    };
    const strict = read(this.#memory.strict, false);
    const byLayout = strict.unbalanced.length > 0 ? read(this.#memory.byLayout, true) : undefined;
    const result = remember(text, { tokens, significant, mistakes, described, strict, byLayout, isMended: false });
    return result.errors.length > 0 && strayBacktick(text, significant) ? undefined : result;
  }

  // ── Tokens ─────────────────────────────────────────────────────────────────────────────────────────────────────────

  #tokens(): Pick<Memory, 'tokens' | 'significant' | 'mistakes' | 'described'> {
    const { tokens: old, significant: oldSignificant, mistakes: oldMistakes } = this.#memory;
    const { offset } = this.#moved;
    const from = this.#firstToken();
    const start = old[from]?.start ?? 0;
    // Whole lines: what is said of a mistake may depend on what else stands on its line.
    const newline = this.#before.indexOf('\n', this.#edit.end);
    let candidate = newline === -1 ? old.length : firstFrom(old, newline);
    const isInStep = (at: number, armed: boolean): boolean => {
      while ((old[candidate]?.start ?? Number.POSITIVE_INFINITY) < at - offset) candidate++;
      return old[candidate]?.start === at - offset && armed === this.#isArmed(candidate);
    };
    const part = tokenizePart(this.#text, start, from, isInStep);
    const isSame = part.end < this.#text.length;
    this.#sameFrom = isSame ? candidate : old.length;
    this.#moved.index = from + part.tokens.length - this.#sameFrom;
    const sameOffset = isSame ? part.end - offset : Number.POSITIVE_INFINITY;
    const significantFrom = firstIndex(oldSignificant, from);
    const significantSame = firstIndex(oldSignificant, this.#sameFrom);

    const before = oldMistakes.filter((mistake) => mistake.start < start);
    const after = oldMistakes.filter((mistake) => mistake.start >= sameOffset);
    for (const mistake of after) {
      mistake.start += offset;
      mistake.end += offset;
      mistake.token += this.#moved.index;
    }
    const same = old.slice(this.#sameFrom);
    for (const token of same) {
      token.index += this.#moved.index;
      token.start += offset;
      token.end += offset;
    }
    const tokens = [...old.slice(0, from), ...part.tokens, ...same];
    const significant = [...oldSignificant.slice(0, significantFrom), ...part.significant, ...oldSignificant.slice(significantSame)];
    const mistakes = [...before, ...part.errors, ...after];
    return { tokens, significant, mistakes, described: describeAll(this.#text, tokens, mistakes) };
  }

  /** The first token that may be another one now: the one behind the last end of a statement on a line before. */
  #firstToken(): number {
    const { tokens } = this.#memory;
    for (let at = firstFrom(tokens, this.#edit.start) - 1; at >= 0; at--) {
      const token = tokens[at] as LexerToken;
      if (token.kind === TokenKind.Terminator && this.#isLineBefore(token.start)) return at + 1;
    }
    return 0;
  }

  /** Whether the line of an offset ends before the edit. */
  #isLineBefore(offset: number): boolean {
    const newline = this.#before.indexOf('\n', offset);
    return newline !== -1 && newline < this.#edit.start;
  }

  /** Whether, before a token, a newline would have ended a statement. */
  #isArmed(index: number): boolean {
    const { tokens } = this.#memory;
    for (let at = index - 1; at >= 0; at--) {
      const { kind, start } = tokens[at] as LexerToken;
      if (kind === TokenKind.Whitespace) continue;
      if (kind !== TokenKind.Illegal) return endsStatement(kind);
      const character = this.#before[start];
      if (character === "'") return true;
      if (character === '#' || character === ';') return false;
    }
    return false;
  }

  // ── Statements ─────────────────────────────────────────────────────────────────────────────────────────────────────

  /** Reads what the edit touches, in the innermost body where that can be told apart from the rest. */
  #again(old: Reading, input: Input, tokens: readonly LexerToken[]): Reading | undefined {
    const all = this.#levels(old.statements);
    // Each may be read to the end of the text in vain.
    const levels = [...all.slice(0, 1), ...all.slice(1).slice(-MOST_LEVELS)];
    for (let level = levels.pop(); level; level = levels.pop()) {
      const read = this.#level(old, level, input, tokens);
      if (read) return read;
    }
    return undefined;
  }

  /** The bodies that the edit is in, outer ones first. */
  #levels(statements: readonly Statement[]): Level[] {
    const levels: Level[] = [{ statements, around: [] }];
    for (let level = levels[0]; level; ) {
      const { statements: list, around }: Level = level;
      const block: Statement | undefined = list[countBefore(list, this.#edit.start) - 1];
      level = undefined;
      // What its first line begins may have been told by what stands in it.
      if (block?.kind !== 'Block' || block.open === -1 || block.broken || this.#edit.end > block.end) continue;
      if (!this.#isLineBefore((this.#memory.tokens[block.open] as LexerToken).end)) continue;
      level = { statements: block.statements, around: [...around, block] };
      levels.push(level);
    }
    return levels;
  }

  #level(old: Reading, level: Level, input: Input, tokens: readonly LexerToken[]): Reading | undefined {
    const { statements, around } = level;
    const owner = around.at(-1);
    if (owner && this.#beginsWithText(owner, statements, input, tokens)) return undefined;
    const gap = this.#gap(old, level);
    if (!gap) return undefined;
    const { offset, index } = this.#moved;
    const silenced = old.influences.filter(({ start, silenced: line }) => start >= gap.offset && line >= gap.offset);
    let rest = gap.keep;
    let following: Statement | undefined;
    const isSame = (next: { start: number; first: number }, lastSpoken: number): boolean => {
      if (next.first < this.#sameFrom) return false;
      const line = this.#lineOf(next.start);
      if (line === undefined || line < this.#edit.end || lastSpoken >= line + offset) return false;
      return !silenced.some((each) => each.start < next.start && each.silenced >= line);
    };
    const isInStep: Part['isInStep'] = (next, lastSpoken, isEndless) => {
      while ((statements[rest]?.start ?? Number.POSITIVE_INFINITY) + offset < next.start) rest++;
      const statement = statements[rest];
      if (!statement || statement.start + offset !== next.start || next.kind !== TokenKind.Identifier) return false;
      if (statement.kind === 'Skipped' || !isSame(statement, lastSpoken)) return false;
      if (isEndless !== (old.endlessFrom !== undefined && old.endlessFrom < statement.start)) return false;
      following = statement;
      return true;
    };
    const read = grammar().readPart(input, {
      from: firstIndex(input.significant, gap.token),
      around: around.map((block) => ({
        first: tokens[block.first] as LexerToken,
        open: firstIndex(input.significant, block.open),
        isDoubtful: old.doubtful.has(block),
        isEndless: old.endlessFrom === block.start,
      })),
      before: statements[gap.keep - 1],
      isInStep,
    });
    if (!read || old.errors.length + read.errors.length >= MAX_ERRORS) return undefined;
    const { next } = read;
    if (following) return this.#joined(old, level, gap, read, rest, (following as Statement).start);
    if (!next) return around.length === 0 ? this.#joined(old, level, gap, read, statements.length, Number.POSITIVE_INFINITY) : undefined;
    const close = { start: next.start - offset, first: next.index - index };
    if (around.at(-1)?.close !== close.first || !isSame(close, read.lastSpoken)) return undefined;
    return this.#joined(old, level, gap, read, statements.length, close.start);
  }

  /** Whether a body began with a text before the edit or does so now: then what stands in it tells a block from an object without its sign. */
  #beginsWithText({ open }: Block, [first]: readonly Statement[], { significant }: Input, tokens: readonly LexerToken[]): boolean {
    const before = first && this.#memory.tokens[first.first];
    const now = significant[firstIndex(significant, (tokens[open] as LexerToken).index + 1)];
    return [before, now].some((token) => token?.kind === TokenKind.String || token?.kind === TokenKind.RawString);
  }

  /** The last place between statements that the edit cannot reach, and that nothing before reaches over. */
  #gap(old: Reading, { statements, around }: Level): Gap | undefined {
    const owner = around.at(-1);
    const begin = owner ? (this.#memory.tokens[owner.open] as LexerToken).end : -1;
    const isCrowded = owner !== undefined && (statements[0]?.start ?? Number.POSITIVE_INFINITY) < this.#before.indexOf('\n', begin);
    const outer = new Set(around.map(({ start }) => start));
    for (let keep = countBefore(statements, this.#edit.start); keep >= 0; keep--) {
      const last = statements[keep - 1];
      const terminator = last && this.#terminatorAfter(last);
      // What is said of a block's first line counts for what stands in it too.
      if (last ? !terminator : isCrowded) continue;
      const end = terminator?.start ?? begin;
      if (end !== -1 && !this.#isLineBefore(end)) continue;
      const offset = terminator ? end + 1 : end;
      const over = old.influences.find(
        ({ start, reach, silenced }) => start < offset && (reach >= offset || silenced >= offset) && !outer.has(start),
      );
      if (!over) return { keep, offset, token: terminator ? terminator.index + 1 : owner ? owner.open + 1 : 0 };
      if (over.start < begin) return undefined;
      keep = countBefore(statements, over.start + 1);
    }
    return undefined;
  }

  /** The end of its line that ends a statement, as far as that is before what has moved. */
  #terminatorAfter({ last }: Statement): LexerToken | undefined {
    const { tokens } = this.#memory;
    const at = tokens[last + 1]?.kind === TokenKind.Whitespace ? last + 2 : last + 1;
    const token = tokens[at];
    return token?.kind === TokenKind.Terminator && at < this.#sameFrom ? token : undefined;
  }

  /** Where the line begins that something stands first on. */
  #lineOf(offset: number): number | undefined {
    let line = offset;
    while (line > 0 && (this.#before[line - 1] === ' ' || this.#before[line - 1] === '\t')) line--;
    return line === 0 || this.#before[line - 1] === '\n' ? line : undefined;
  }

  /**
   * What was read before, with a part of it replaced.
   *
   * @param rest the number of the first statement of the level behind the part
   * @param until where it, or the end of the body, stood before
   */
  #joined(old: Reading, { statements, around }: Level, gap: Gap, read: PartReading, rest: number, until: number): Reading {
    const { offset, index } = this.#moved;
    const shifted = (list: readonly Statement[]): readonly Statement[] => {
      for (const statement of list) shiftNode(statement, offset, index);
      return list;
    };
    let joined: readonly Statement[] = [...statements.slice(0, gap.keep), ...read.statements, ...shifted(statements.slice(rest))];
    const doubtful = new Set([...old.doubtful, ...read.doubtful]);
    for (let level = around.length - 1; level >= 0; level--) {
      const block = around[level] as Block;
      const renewed: Block = {
        ...block,
        statements: joined,
        end: block.end + offset,
        last: block.last + index,
        close: block.close === -1 ? -1 : block.close + index,
      };
      if (doubtful.delete(block)) doubtful.add(renewed);
      const siblings = around[level - 1]?.statements ?? old.statements;
      const at = siblings.indexOf(block);
      joined = [...siblings.slice(0, at), renewed, ...shifted(siblings.slice(at + 1))];
    }
    const move = (at: number): number => (at >= until ? at + offset : at);
    const isKept = ({ start }: { readonly start: number }): boolean => start < gap.offset || start >= until;
    const errors = old.errors.filter(isKept);
    for (const error of errors) shiftError(error, move);
    const influences = old.influences.filter(isKept);
    for (const influence of influences) {
      influence.start = move(influence.start);
      influence.reach = move(influence.reach);
      influence.silenced = move(influence.silenced);
    }
    const [outermost] = around;
    const own = influences.find(({ start }) => start === outermost?.start);
    if (own) own.reach = Math.max(own.reach, read.outermostReach);
    else if (outermost) influences.push({ start: outermost.start, reach: read.outermostReach, silenced: -1 });
    const unbalanced = old.unbalanced.filter((start) => isKept({ start })).map(move);
    const { endlessFrom } = old;
    return {
      statements: joined,
      errors: [...errors, ...read.errors] satisfies ParseError[],
      unbalanced: [...unbalanced, ...read.unbalanced],
      influences: [...influences, ...read.influences],
      doubtful: doubtful.size === 0 ? doubtful : new Set(joined.filter((statement) => doubtful.has(statement))),
      endlessFrom: endlessFrom !== undefined && isKept({ start: endlessFrom }) ? move(endlessFrom) : read.endlessFrom,
      isShallow: false,
    };
  }
}

/** The number of the first token that starts at an offset or behind it. */
function firstFrom(tokens: readonly LexerToken[], offset: number): number {
  return lowest(tokens.length, (at) => (tokens[at] as LexerToken).start >= offset);
}

/** The number of the first token whose place in the vector is not below. */
function firstIndex(tokens: readonly LexerToken[], index: number): number {
  return lowest(tokens.length, (at) => (tokens[at] as LexerToken).index >= index);
}

/** How many statements begin before an offset. */
function countBefore(statements: readonly Statement[], offset: number): number {
  return lowest(statements.length, (at) => (statements[at] as Statement).start >= offset);
}

/** The lowest number below `count` that fits, or `count`; what fits comes last. */
function lowest(count: number, fits: (at: number) => boolean): number {
  let low = 0;
  let high = count;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (fits(middle)) high = middle;
    else low = middle + 1;
  }
  return low;
}
