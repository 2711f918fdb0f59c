import { tokenize } from './lexer.ts';
import { describeAll, grammar, remember } from './memory.ts';
import { TOO_LARGE } from './messages.ts';
import type { ParseResult } from './source.ts';

/**
 * Reads a text. Never throws: what is wrong with it is in {@link ParseResult.errors}, and the tree is there whatever the
 * text holds.
 */
export function parse(text: string): ParseResult {
  const { tokens, significant, errors: mistakes } = tokenize(text);
  const described = describeAll(text, tokens, mistakes);
  const input = { text, significant, lexicalErrors: [...described.values()] };
  const strict = grammar().read({ ...input, byLayout: false });
  // Only where the braces do not match is the layout asked where blocks end: what Alloy accepts may be laid out in any way. Those of a text that
  // is not read to its end match nowhere.
  const isRead = !input.lexicalErrors.some(({ code }) => code === TOO_LARGE);
  const byLayout = strict.unbalanced.length > 0 && isRead ? grammar().read({ ...input, byLayout: true }) : undefined;
  return remember(text, { tokens, significant, mistakes, described, strict, byLayout });
}
