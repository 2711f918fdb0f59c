import { LineIndex, type ParseResult, type Token, TokenKind, tokenize } from '@assay/parser';
import { format } from './format.ts';

/** Replaces `start` to `end` (offsets in UTF-16 units, `end` exclusive) of the text as it was. */
export interface TextEdit {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/**
 * What {@link format} would change in the lines that a range touches, in order and without overlaps; what it would change elsewhere stays.
 * Any of the edits may be left out: the text means the same with and without it. Over the whole text they lead to what `format` gives.
 *
 * @param start offset in UTF-16 units, as is `end`, which is exclusive
 * @returns no edits for a text with syntax errors
 */
export function formatRange(source: ParseResult, start: number, end: number): TextEdit[] {
  return formatRanges(source, [{ start, end }]);
}

/** What {@link formatRange} gives for any of the ranges, each edit once. */
export function formatRanges(source: ParseResult, ranges: readonly { readonly start: number; readonly end: number }[]): TextEdit[] {
  const formatted = format(source);
  if (!formatted || formatted.text === source.text) return [];
  const { text } = source;
  const isWithin = withinLines(text, ranges);
  return changes(source, formatted.text)
    .flatMap((change) => byLine(text, change))
    .map((edit) => shorten(text, edit))
    .filter(isWithin);
}

/** Whether an edit is in the lines that one of the ranges touches. Edits are asked for in their order. */
function withinLines(text: string, ranges: readonly { readonly start: number; readonly end: number }[]): (edit: TextEdit) => boolean {
  const lines = new LineIndex(text);
  const stretches = ranges
    .map(({ start, end }) => {
      // A range that ends where a line begins does not touch that line.
      const last = lines.lineAt(Math.max(start, end - 1));
      return { from: lines.lineStart(lines.lineAt(start)), to: last === lines.lineCount ? text.length : lines.lineStart(last + 1) };
    })
    .sort((a, b) => a.from - b.from);
  let next = 0;
  let to = -1;
  return (edit) => {
    for (let stretch = stretches[next]; stretch && stretch.from <= edit.start; stretch = stretches[++next]) to = Math.max(to, stretch.to);
    // What is put in at the end of the range belongs to the line that begins there.
    return edit.end <= to && (edit.start < to || to === text.length);
  };
}

/**
 * Where the two texts differ: between tokens, or in the quotes of a key. A comment may stand behind another token or comma than before;
 * then the change reaches from the one place to the other.
 */
function changes(source: ParseResult, formatted: string): TextEdit[] {
  const found: TextEdit[] = [];
  const before = lasting(source.text, source.tokens);
  const after = lasting(formatted, tokenize(formatted).tokens);
  const replace = (start: number, end: number, startAfter: number, endAfter: number): void => {
    const text = formatted.slice(startAfter, endAfter);
    if (text !== source.text.slice(start, end)) found.push({ start, end, text });
  };
  /** How many more comments the one text has had than the other. */
  let ahead = 0;
  let start = 0;
  let startAfter = 0;
  before.forEach(({ token, comment, behindComma }, index) => {
    const other = after[index] as Lasting;
    ahead += Number(comment) - Number(other.comment);
    if (ahead !== 0 || comment !== other.comment || behindComma !== other.behindComma) return;
    replace(start, token.start, startAfter, other.token.start);
    replace(token.start, token.end, other.token.start, other.token.end);
    start = token.end;
    startAfter = other.token.end;
  });
  return found;
}

/** A token that formatting neither adds nor takes away, the end of the file included. */
interface Lasting {
  readonly token: Token;
  readonly comment: boolean;
  /** For a comment: whether a comma stands between it and the last token that is none. */
  readonly behindComma: boolean;
}

function lasting(text: string, tokens: readonly Token[]): Lasting[] {
  const found: Lasting[] = [];
  let behindComma = false;
  for (const token of tokens) {
    const comment = isComment(token);
    if (token.kind === TokenKind.Comma) behindComma = true;
    else if (token.kind !== TokenKind.Whitespace && token.kind !== TokenKind.Terminator && !isEmptyLabel(text, tokens, token)) {
      if (!comment) behindComma = false;
      found.push({ token, comment, behindComma });
    }
  }
  return found;
}

function isComment({ kind }: Token): boolean {
  return kind === TokenKind.LineComment || kind === TokenKind.BlockComment;
}

function isEmptyLabel(text: string, tokens: readonly Token[], token: Token): boolean {
  if (token.kind !== TokenKind.String || token.end - token.start > 2) return false;
  let next = token.index + 1;
  while (tokens[next]?.kind === TokenKind.Whitespace || tokens[next]?.kind === TokenKind.BlockComment) next++;
  return text[tokens[next]?.start ?? text.length] === '{';
}

/** Cuts a change of white space and commas at the ends of lines, where both sides have as many. */
function byLine(text: string, edit: TextEdit): TextEdit[] {
  const old = text.slice(edit.start, edit.end);
  if (!/^[\s,]*$/.test(old) || !/^[\s,]*$/.test(edit.text)) return [edit];
  const lines = old.split('\n');
  const fresh = edit.text.split('\n');
  if (lines.length !== fresh.length) return [edit];
  let start = edit.start;
  return lines.flatMap((line, index) => {
    const part = { start, end: start + line.length, text: fresh[index] as string };
    start = part.end + 1;
    return line === part.text ? [] : [part];
  });
}

/** Without what both sides begin and end with. */
function shorten(text: string, { start, end, text: fresh }: TextEdit): TextEdit {
  const most = Math.min(end - start, fresh.length);
  let same = 0;
  while (same < most && text[start + same] === fresh[same]) same++;
  let sameEnd = 0;
  while (sameEnd < most - same && text[end - 1 - sameEnd] === fresh[fresh.length - 1 - sameEnd]) sameEnd++;
  return { start: start + same, end: end - sameEnd, text: fresh.slice(same, fresh.length - sameEnd) };
}
