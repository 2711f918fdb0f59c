import fc from 'fast-check';
import { marked as parser, type Token } from 'marked';
import { expect, test } from 'vitest';
import type { MarkupContent } from 'vscode-languageserver';
import { marked } from '../testing.ts';
import { hover } from './hover.ts';
import { code, fence, link, type Markdown, markdown, paragraphs, plain } from './markdown-syntax.ts';

// What an editor makes of it, by the library that VS Code reads Markdown with.

/** Text that is all markup. */
const hostile = fc.oneof(
  fc.string(),
  fc
    .array(
      fc.constantFrom(
        ...[
          '`',
          '```',
          '~~~',
          '\n',
          '\n\n',
          '\r',
          '\u2028',
          '[',
          ']',
          '(',
          ')',
          '![',
          '](',
          '<',
          '>',
          '<img src=x>',
          '<http://e.example>',
          '\\',
          '*',
          '_',
        ],
        ...[
          '|',
          '---',
          '#',
          '# ',
          '- ',
          '1. ',
          '> ',
          '    ',
          '&lt;',
          'a',
          ' ',
          'http://e.example/x.png',
          'command:x',
          '[x]: http://e.example',
          ':',
          '=',
        ],
      ),
      { maxLength: 12 },
    )
    .map((parts) => parts.join('')),
);

/** Where something is a picture, a link, HTML and the like. */
function foreign(text: string): string[] {
  const found: string[] = [];
  parser.walkTokens(parser.lexer(text), (token: Token) => {
    if (['image', 'link', 'html', 'table', 'heading', 'def'].includes(token.type)) found.push(token.raw);
  });
  return found;
}

test('text of a file is no markup, whatever it is', () => {
  fc.assert(
    fc.property(hostile, (text) => {
      expect(foreign(paragraphs([plain(text), code(text), markdown`a ${plain(text)} · ${code(text)} b`]))).toEqual([]);
      const [block, ...others] = parser.lexer(paragraphs([fence(text), plain('end')])).filter(({ type }) => type !== 'space');
      expect(block).toMatchObject({ type: 'code', lang: 'alloy' });
      expect(others).toMatchObject([{ type: 'paragraph', text: 'end' }]);
      const [whole] = parser.lexer(link(text, `file:///w/${encodeURIComponent(text)}`));
      const links: string[] = [];
      parser.walkTokens([whole!], (token) => {
        if (token.type === 'link') links.push((token as { href: string }).href);
        expect(['image', 'html']).not.toContain(token.type);
      });
      for (const href of links) expect(href.startsWith('file:///w/')).toBe(true);
    }),
    { numRuns: 2000 },
  );
});

test('code stays what it is', () => {
  for (const text of ['a', '`', '``a`', 'a\\', '![x](http://e.example)']) {
    const [paragraph] = parser.lexer(code(text)) as { tokens?: Token[] }[];
    expect(paragraph?.tokens).toMatchObject([{ type: 'codespan', text }]);
  }
  expect(code('a\n\nb')).toBe('`a b`');
});

test('a hover shows nothing from elsewhere: comments, defaults, names of files', () => {
  const picture = '![x](http://e.example/x.png)';
  const at = (text: string): string => {
    const { site, position } = marked(text);
    return (hover(site, position)!.contents as MarkupContent).value;
  };
  const argument = (body: string): string =>
    at(`declare "d" {\n\targument "a" {\n\t\t${body}\n\t}\n\n\tlogging {\n\t\tlevel = argument.|a.value\n\t}\n}\n`);
  for (const body of [
    `comment = "${picture}"`,
    `comment = \`\n\n${picture}\``,
    `default = \`\`\`\`\`${picture}\`\`\``,
    `default = "\`${picture}"`,
  ]) {
    const shown = argument(body) as Markdown;
    expect(
      foreign(shown).filter((raw) => !raw.includes('file:///w/main.alloy')),
      body,
    ).toEqual([]);
  }
  const header = `loki.echo /* \`\`\`\` ${picture} */ "x" { }\nloki.relabel "r" {\n\tforward_to = [loki.ec|ho.x.receiver]\n}\n`;
  expect(foreign(at(header)).filter((raw) => !raw.includes('file:///w/main.alloy'))).toEqual([]);
});
