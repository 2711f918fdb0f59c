/** Selectors of log streams with line filters, as `stage.match` takes them: an early LogQL (Alloy's `internal/loki/logql`). */
import { unquote } from '@assay/parser';
import { regex } from './regex.ts';

/** What is wrong with a selector, and where (an offset in UTF-16 units). */
export interface SelectorProblem {
  readonly problem: string;
  readonly offset: number;
}

interface Token {
  readonly text: string;
  readonly offset: number;
  /** Its value, where it is a string in double quotes. */
  readonly value?: string;
}

/** A word, a number, a quoted text, or one character that stands for itself (Go's `text/scanner`). */
const TOKEN =
  /[\p{L}_][\p{L}\p{Nd}_]*|\d[\d_]*(?:\.\d+)?(?:[eE][+-]?\d+)?|("(?:[^"\\\n]|\\[\s\S])*"?)|`[^`]*`?|'(?:[^'\\\n]|\\.)*'?|\|=|\|~|!=|!~|=~|[\s\S]/uy;
const BLANKS = /\s*/y;

/** The tokens of a text without blanks and comments, or where a comment begins that is not closed. */
function tokensOf(text: string): Token[] | { readonly unclosed: number } {
  const tokens: Token[] = [];
  for (let at = 0; ; ) {
    BLANKS.lastIndex = at;
    at += BLANKS.exec(text)![0].length;
    if (at >= text.length) return tokens;
    if (text.startsWith('//', at)) {
      const end = text.indexOf('\n', at);
      at = end < 0 ? text.length : end;
    } else if (text.startsWith('/*', at)) {
      const end = text.indexOf('*/', at + 2);
      if (end < 0) return { unclosed: at };
      at = end + 2;
    } else {
      TOKEN.lastIndex = at;
      const [found, string] = TOKEN.exec(text)!;
      tokens.push({ text: found, offset: at, ...(string !== undefined && { value: unquote(string) }) });
      at += found.length;
    }
  }
}

const ESCAPES = /^"(?:[^"\\\n]|\\(?:[abfnrtv\\"]|[0-3][0-7]{2}|x[\da-fA-F]{2}|u[\da-fA-F]{4}|U[\da-fA-F]{8}))*"$/;

/** What is wrong with a selector such as `{app="api"} |= "error"`; `undefined` where nothing is. */
export function selector(text: string): SelectorProblem | undefined {
  const tokens = tokensOf(text);
  if ('unclosed' in tokens) return { problem: 'this comment is not closed', offset: tokens.unclosed };
  let at = 0;
  const end = { text: '', offset: text.length };
  const peek = (): Token => tokens[at] ?? end;
  const wrong = (problem: string, token: Token = peek()): SelectorProblem => ({ problem, offset: token.offset });
  const take = (wanted: string): boolean => {
    if (peek().text !== wanted || peek() === end) return false;
    at++;
    return true;
  };
  const string = (): SelectorProblem | Token => {
    const token = peek();
    if (token.value === undefined) return wrong('a text in double quotes should stand here');
    if (!ESCAPES.test(token.text)) return wrong('this text has an escape that does not exist, or is not closed');
    at++;
    return token;
  };
  const pattern = (token: Token): SelectorProblem | undefined => {
    const problem = regex(token.value ?? '', 'main');
    return problem === undefined ? undefined : wrong(`this is no regular expression: ${problem}`, token);
  };

  if (!take('{')) return wrong('a selector begins with {');
  do {
    const name = peek();
    if (name === end || /^[{},=|!]|^"/.test(name.text)) return wrong('the name of a label should stand here');
    at++;
    const operator = peek();
    if (!['=', '!=', '=~', '!~'].includes(operator.text)) return wrong('one of =, !=, =~ and !~ should stand here');
    at++;
    const value = string();
    if ('problem' in value) return value;
    const problem = operator.text.endsWith('~') ? pattern(value) : undefined;
    if (problem) return problem;
  } while (take(','));
  if (!take('}')) return wrong('a comma or } should stand here');
  while (at < tokens.length) {
    const filter = peek();
    if (!['|=', '|~', '!=', '!~'].includes(filter.text)) return wrong('only line filters can follow: |=, |~, != and !~');
    at++;
    // What a line filter searches for is only read when the first line comes.
    const value = string();
    if ('problem' in value) return value;
  }
  return undefined;
}
