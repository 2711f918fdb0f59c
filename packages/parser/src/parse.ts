import { endsOfStray, strayBacktick } from './backticks.ts';
import { type LexerResult, tokenize, tokenizeWith } from './lexer.ts';
import { describeAll, grammar, remember } from './memory.ts';
import { TOO_LARGE } from './messages.ts';
import type { ParseResult } from './source.ts';

/**
 * Reads a text. Never throws: what is wrong with it is in {@link ParseResult.errors}, and the tree is there whatever the
 * text holds.
 */
export function parse(text: string): ParseResult {
  const lexed = tokenize(text);
  const { result, errors } = read(text, lexed, false);
  const stray = errors === 0 ? undefined : strayBacktick(text, lexed.significant);
  if (!stray) return result;
  // That there is a mistake is certain. Of the places where the string may end, the one with the fewest consequences is taken.
  const isOpen = lexed.errors.some(({ kind, start }) => kind === 'unterminated-string' && text[start] === '`');
  let best = { result, errors: isOpen ? errors + 1 : errors };
  for (const end of endsOfStray(text, stray)) {
    if (best.errors === 1) break;
    const other = read(text, tokenizeWith(text, { start: stray.start, end }), true);
    if (other.errors < best.errors) best = other;
  }
  return best.result;
}

/**
 * @param isMended whether the text is not cut into tokens as the language would
 * @returns how many errors there are too, with those that follow from others
 */
function read(
  text: string,
  { tokens, significant, errors: mistakes }: LexerResult,
  isMended: boolean,
): { readonly result: ParseResult; readonly errors: number } {
  const described = describeAll(text, tokens, mistakes);
  const input = { text, significant, lexicalErrors: [...described.values()] };
  const strict = grammar().read({ ...input, byLayout: false });
  // Only where the braces do not match is the layout asked where blocks end: what Alloy accepts may be laid out in any way. Those of a text that
  // is not read to its end match nowhere.
  const isRead = !input.lexicalErrors.some(({ code }) => code === TOO_LARGE);
  const byLayout = strict.unbalanced.length > 0 && isRead ? grammar().read({ ...input, byLayout: true }) : undefined;
  const result = remember(text, { tokens, significant, mistakes, described, strict, byLayout, isMended });
  return { result, errors: described.size + (byLayout ?? strict).errors.length };
}
