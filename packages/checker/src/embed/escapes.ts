/** Languages in strings that have strings of their own: an escape that is meant for the inner string is taken by the outer one. */
import { type Expression, TokenKind, unquote } from '@assay/parser';
import type { Extras } from '../diagnostics/collector.ts';
import type { Source } from '../project/source.ts';

/** Escapes that stand for a character by its number: the ones that nobody needs in Alloy, and that people write for the language inside. */
const BY_NUMBER = /(?<!\\)((?:\\\\)*)\\(?=x[\da-fA-F]{2}|u[\da-fA-F]{4}|U[\da-fA-F]{8}|[0-7]{3}|n)/g;

/**
 * What to say of a text that cannot be read, where it could if Alloy had left its escapes alone: `"{app=\\"a\\"} |= \\"\\x22\\""` has a
 * double quote where the inner string was to have four characters.
 *
 * @param value the expression that the text is written as
 * @param fits whether the language inside takes a text
 */
export function brokenByEscape(source: Source, value: Expression | undefined, fits: (text: string) => boolean): Extras {
  if (value?.kind !== 'Literal' || value.token !== TokenKind.String) return {};
  const doubled = value.raw.replace(BY_NUMBER, '$1\\\\');
  if (doubled === value.raw || !fits(unquote(doubled))) return {};
  const [written = ''] = /\\(?:x..|u....|U.{8}|[0-7]{3}|n)/.exec(value.raw) ?? [];
  return {
    notes: [
      `Alloy itself reads "${written}" before the text is looked at: to leave it to the language inside, write "\\${written}", or use backticks`,
    ],
    fixes: [
      {
        title: 'write the backslash twice',
        safety: 'safe',
        edits: [{ file: source.path, start: value.start, end: value.end, text: doubled }],
      },
    ],
  };
}
