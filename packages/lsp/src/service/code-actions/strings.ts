import { TokenKind, unquote } from '@assay/parser';
import { type CodeAction, CodeActionKind } from 'vscode-languageserver';
import { nodesAt } from '../syntax.ts';
import { fileAction, type Selection } from './edits.ts';

/** Between a string with escapes and a raw one, where both can hold the text. */
export function convertString({ site, start }: Selection): CodeAction[] {
  const literal = nodesAt(site.source, start).at(-1);
  if (literal?.kind !== 'Literal') return [];
  const { token, raw } = literal;
  const replace = (title: string, text: string): CodeAction[] => [
    fileAction(site, title, CodeActionKind.RefactorRewrite, [{ start: literal.start, end: literal.end, text }]),
  ];
  if (token === TokenKind.String) {
    const text = unquote(raw);
    // A raw string has no escapes, and loses carriage returns.
    const fits = raw.includes('\\') && !/[`\r\0\uFFFD]/.test(text);
    return fits ? replace('Convert to a raw string', `\`${text}\``) : [];
  }
  return token === TokenKind.RawString ? replace('Convert to a string with escapes', escaped(unquote(raw))) : [];
}

function escaped(text: string): string {
  const content = [...text].map((character) => {
    const code = character.codePointAt(0) as number;
    if (code >= 0x20 && code !== 0x7f) return character === '"' || character === '\\' ? `\\${character}` : character;
    return ESCAPES[character] ?? `\\u${code.toString(16).padStart(4, '0')}`;
  });
  return `"${content.join('')}"`;
}

const ESCAPES: Readonly<Record<string, string>> = { '\n': '\\n', '\t': '\\t', '\r': '\\r' };
