import { format, formatRange, type TextEdit } from '@assay/formatter';
import { type ParseResult, parse } from '@assay/parser';
import { commentsOf, meaning } from './meaning.ts';

/** What is wrong with how a text is formatted; `undefined` where all is well. The text must have no syntax errors. */
export function complaint(source: ParseResult): string | undefined {
  const formatted = format(source);
  if (!formatted) return 'is not formatted';
  const changed = difference(source, formatted.text);
  if (changed) return changed;
  if (format(parse(formatted.text))?.text !== formatted.text) return 'is formatted otherwise the second time';
  const { text } = source;
  const edits = formatRange(source, 0, text.length);
  if (apply(text, edits) !== formatted.text) return 'comes to something else by edits';
  // Every other edit, as a range takes some and leaves some.
  for (const rest of [0, 1]) {
    const some = edits.filter((_: TextEdit, index: number) => index % 2 === rest);
    const partly = difference(source, apply(text, some));
    if (partly) return `${partly} by some of the edits`;
  }
  return undefined;
}

function difference(source: ParseResult, text: string): string | undefined {
  const result = parse(text);
  if (result.errors.length > 0) return 'does not parse afterwards';
  if (meaning(result) !== meaning(source)) return 'means something else afterwards';
  if (commentsOf(result).join('\n') !== commentsOf(source).join('\n')) return 'has other comments afterwards';
  return undefined;
}

function apply(text: string, edits: readonly TextEdit[]): string {
  let result = '';
  let at = 0;
  for (const { start, end, text: fresh } of edits) {
    result += text.slice(at, start) + fresh;
    at = end;
  }
  return result + text.slice(at);
}
