/**
 * Where the text differs from what `alloy fmt` prints, because that would mean something else (LANGUAGE.md 3.6). The key is the kind,
 * the value says to a user what was left.
 */
export const exceptionMessages = {
  'empty-call': 'left on two lines: `alloy fmt` would print a comma between the parentheses, which Alloy does not read',
  'raw-string': 'left as written: `alloy fmt` would change the white space in this string, and so its value',
  'control-character-in-string': 'left as written: `alloy fmt` would turn the tab in this string into blanks, and so change its value',
  'escaped-key': 'left as written: `alloy fmt` would escape this key once more, and so name another',
  'comment-in-call': 'left in its call: `alloy fmt` would move this comment out of it',
  'comment-in-expression': 'left in its place: `alloy fmt` would move this comment to where it breaks the expression',
  'form-feed-in-comment': 'left on its line: `alloy fmt` takes the form feed in this comment for the end of the line',
} as const;

export type ExceptionKind = keyof typeof exceptionMessages;

/** A part that was left as it was written, because `alloy fmt` would break it or change what it means. */
export interface FormatException {
  readonly kind: ExceptionKind;
  readonly message: string;
  /** Offsets in UTF-16 units of the text as it was before, `end` exclusive. */
  readonly start: number;
  readonly end: number;
}
