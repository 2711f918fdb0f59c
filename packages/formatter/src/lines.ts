import { type ParseResult, TokenKind } from '@assay/parser';

/** On which lines the tokens of a text stand. Lines count from 0; only `\n` ends one. */
export interface TokenLines {
  /** By the index of the token: the line it begins on. */
  readonly start: Int32Array;
  /** By the index of the token: how many ends of lines it holds. */
  readonly breaks: Int32Array;
}

export function tokenLines({ text, tokens }: ParseResult): TokenLines {
  const start = new Int32Array(tokens.length);
  const breaks = new Int32Array(tokens.length);
  let line = 0;
  let newline = text.indexOf('\n');
  for (const token of tokens) {
    start[token.index] = line;
    const before = line;
    while (newline !== -1 && newline < token.end) {
      line++;
      newline = text.indexOf('\n', newline + 1);
    }
    breaks[token.index] = line - before;
  }
  return { start, breaks };
}

/** The comments of a text, as the printer takes them. */
export interface Comments {
  /** Their tokens. */
  readonly tokens: readonly number[];
  /** For each the position in `tokens` behind its group: comments that follow one another, with nothing and no empty line between them. */
  readonly groupEnds: readonly number[];
}

export function findComments({ tokens }: ParseResult, lines: TokenLines): Comments {
  const found: number[] = [];
  const groups: number[] = [];
  let lastLine = Number.NEGATIVE_INFINITY;
  for (const { kind, index } of tokens) {
    if (kind === TokenKind.LineComment || kind === TokenKind.BlockComment) {
      const line = lines.start[index] as number;
      if (line > lastLine + 1) groups.push(found.length);
      found.push(index);
      lastLine = line + (lines.breaks[index] as number);
    } else if (kind !== TokenKind.Whitespace) {
      lastLine = Number.NEGATIVE_INFINITY;
    }
  }
  const groupEnds: number[] = [];
  for (let i = 0, group = 1; i < found.length; i++) {
    if (i === groups[group]) group++;
    groupEnds.push(groups[group] ?? found.length);
  }
  return { tokens: found, groupEnds };
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
