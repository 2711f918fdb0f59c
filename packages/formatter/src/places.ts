import { type ParseResult, type Token, TokenKind } from '@assay/parser';

/** Where the tokens of a text stand, and its comments. */
export interface Places {
  /** By the index of the token: the line it begins on, from 0. Only `\n` ends a line. */
  readonly start: Int32Array;
  /** By the index of the token: how many ends of lines it holds. */
  readonly breaks: Int32Array;
  /** The tokens that are comments. */
  readonly comments: readonly number[];
  /**
   * For each comment the position in `comments` behind its group: those that follow one another, with nothing and no empty line between
   * them.
   */
  readonly groupEnds: readonly number[];
}

export function findPlaces({ text, tokens }: ParseResult): Places {
  const start = new Int32Array(tokens.length);
  const breaks = new Int32Array(tokens.length);
  const comments: number[] = [];
  const groups: number[] = [];
  let line = 0;
  let newline = text.indexOf('\n');
  /** The last line that a comment may begin on to be of the same group as the one before. */
  let groupLine = -1;
  for (let index = 0; index < tokens.length; index++) {
    const { kind, end } = tokens[index] as Token;
    start[index] = line;
    if (kind === TokenKind.LineComment || kind === TokenKind.BlockComment) {
      if (line > groupLine) groups.push(comments.length);
      comments.push(index);
    }
    const before = line;
    while (newline !== -1 && newline < end) {
      line++;
      newline = text.indexOf('\n', newline + 1);
    }
    if (line > before) breaks[index] = line - before;
    if (kind === TokenKind.LineComment || kind === TokenKind.BlockComment) groupLine = line + 1;
    else if (kind !== TokenKind.Whitespace) groupLine = -1;
  }
  const groupEnds: number[] = [];
  for (let i = 0, group = 1; i < comments.length; i++) {
    if (i === groups[group]) group++;
    groupEnds.push(groups[group] ?? comments.length);
  }
  return { start, breaks, comments, groupEnds };
}

/** The text of a comment, which Alloy takes without carriage returns (LANGUAGE.md 1.6). */
export function commentText(written: string): string {
  if (!written.includes('\r')) return written;
  if (written.startsWith('//')) return written.replaceAll('\r', '');
  let text = '';
  for (let at = 0; at < written.length; at++) {
    // One that keeps a star and a slash apart stays, or the comment would end there.
    const apart = text.endsWith('*') && text.length > 2 && written[at + 1] === '/';
    if (written[at] !== '\r' || apart) text += written[at];
  }
  return text;
}
