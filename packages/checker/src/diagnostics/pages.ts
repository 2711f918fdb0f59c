import { syntaxMessages } from '@assay/parser';
import { type Code, type CodePage, definitions } from './codes.ts';

/** The page of a code, or `undefined` where there is no such code. */
export function explainCode(code: string): CodePage | undefined {
  if (Object.hasOwn(definitions, code)) {
    const { title, severity, authority, why, bad, good } = definitions[code as Code];
    return { code, title, severity, authority, text: page(why, bad, good) };
  }
  if (Object.hasOwn(syntaxMessages, code)) {
    const { title, why, bad, good } = syntaxMessages[code as keyof typeof syntaxMessages].page;
    return { code, title, severity: 'error', authority: 'validate', text: page(why, bad, good) };
  }
  return undefined;
}

function page(why: string, bad: string, good: string): string {
  return `${why}\n\nBad:\n\n${indent(bad)}\n\nGood:\n\n${indent(good)}\n`;
}

function indent(text: string): string {
  return text
    .split('\n')
    .map((line) => (line ? `    ${line.replaceAll('\t', '    ')}` : ''))
    .join('\n');
}
