/**
 * Markdown that is shown to users. Text of a file, or its path, gets into it through these functions only: an editor would follow what it
 * says, such as the address of a picture.
 */

import { type MarkupContent, MarkupKind } from 'vscode-languageserver';

declare const brand: unique symbol;

/** Markdown in which nothing of a file is markup. */
export type Markdown = string & { readonly [brand]: 'markdown' };

/** As the protocol has it. */
export function markup(value: Markdown): MarkupContent {
  return { kind: MarkupKind.Markdown, value };
}

/** Our own words, and what was made harmless already. */
export function markdown(words: TemplateStringsArray, ...parts: readonly (Markdown | number)[]): Markdown {
  return String.raw({ raw: words }, ...parts) as Markdown;
}

/** Sentences of the catalog, which are our own. */
export function ours(text: string): Markdown {
  return text as Markdown;
}

export function joinMarkdown(parts: readonly (Markdown | undefined)[], separator: '\n\n' | '\n' | '  \n' | ', ' | ' · '): Markdown {
  return parts.filter((part) => part !== undefined && part !== '').join(separator) as Markdown;
}

export function paragraphs(parts: readonly (Markdown | undefined)[]): Markdown {
  return joinMarkdown(parts, '\n\n');
}

/** Text as it is, in one line. */
export function plain(text: string): Markdown {
  return (
    oneLine(text)
      .trim()
      .replace(/[\\`*_{}[\]<>()!|~&#]/g, '\\$&')
      .replace(/^[+=-]/, '\\$&')
      .replace(/^(\d+)\./, '$1\\.')
      // A bare address is a link up to the next blank, with the escapes in it.
      .replace(/:(?=\/\/)|@|(?<=www)\./gi, '\\$&') as Markdown
  );
}

/** Text between backticks, in one line. */
export function code(text: string): Markdown {
  const line = oneLine(text);
  const marks = '`'.repeat(longestRun(line) + 1);
  // A backtick at an end would become part of the mark; the blanks are not shown.
  const space = line.startsWith('`') || line.endsWith('`') || line === '' ? ' ' : '';
  return `${marks}${space}${line}${space}${marks}` as Markdown;
}

/** Configuration in a block of its own. */
export function fence(text: string): Markdown {
  const marks = '`'.repeat(Math.max(3, longestRun(text) + 1));
  return `${marks}alloy\n${text}\n${marks}` as Markdown;
}

/** @param url an address that is ours, or the URI of a file */
export function link(title: string, url: string): Markdown {
  return `[${plain(title)}](${url.replace(/[\s()<>\\]/g, encodeURIComponent).replace(/[()]/g, (each) => (each === '(' ? '%28' : '%29'))})` as Markdown;
}

function oneLine(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what it is for
  return text.replace(/[\u0000-\u001f\u007f-\u009f\u2028\u2029]+/g, ' ');
}

/** How many backticks follow each other at most. */
function longestRun(text: string): number {
  let longest = 0;
  for (let at = 0, run = 0; at < text.length; at++) {
    run = text[at] === '`' ? run + 1 : 0;
    if (run > longest) longest = run;
  }
  return longest;
}
