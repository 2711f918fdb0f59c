import type { SourceFile, Token } from './syntax.ts';

/** A syntax error, not yet a diagnostic: `code` is a key of {@link syntaxMessages}. Offsets in UTF-16 units, `end` exclusive. */
export interface ParseError {
  readonly code: string;
  readonly message: string;
  readonly start: number;
  readonly end: number;
  readonly notes: readonly string[];
  readonly related: readonly { readonly start: number; readonly end: number; readonly message: string }[];
  /** The edit that makes Alloy accept what was plainly meant, where there is one. */
  readonly fix?: {
    readonly title: string;
    /** Something else may be meant as well, even where the text parses with the edit. */
    readonly isGuess?: boolean;
    readonly edits: readonly { readonly start: number; readonly end: number; readonly text: string }[];
  };
}

/** What {@link parse} gives. The tree is there whatever the text holds. */
export interface ParseResult {
  readonly text: string;
  /** All tokens, trivia included, in order; the last is the end of the file. Joined they are the text. */
  readonly tokens: readonly Token[];
  readonly root: SourceFile;
  /** In order of their place. Empty if and only if Alloy parses the text. */
  readonly errors: readonly ParseError[];
  /** Whether all of the text was read, and all its errors are there. Where not, one of them says so. */
  readonly isComplete: boolean;
  /** Where what was read may not be what was meant, because of the errors. In order, apart from each other; whole lines. */
  readonly damage: readonly { readonly start: number; readonly end: number }[];
}
