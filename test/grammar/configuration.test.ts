import { readdirSync, readFileSync } from 'node:fs';
import { parse, TokenKind, tokenize } from '@assay/parser';
import { describe, expect, test } from 'vitest';
import { random } from '../parser/deletions.ts';
import { generate } from '../parser/ebnf.ts';

const root = new URL('../../', import.meta.url);
const configuration = JSON.parse(readFileSync(new URL('grammar/language-configuration.json', root), 'utf8'));
const increase = new RegExp(configuration.indentationRules.increaseIndentPattern);
const decrease = new RegExp(configuration.indentationRules.decreaseIndentPattern);

test('comments and brackets are those of the lexer', () => {
  const { lineComment, blockComment } = configuration.comments;
  expect(tokenize(lineComment).tokens[0]?.kind).toBe(TokenKind.LineComment);
  expect(tokenize(blockComment.join(' a ')).tokens[0]?.kind).toBe(TokenKind.BlockComment);
  for (const [open, close] of configuration.brackets) expect(tokenize(`${open}${close}`).errors).toEqual([]);
  expect(configuration.brackets.length).toBe(3);
  // What the editor closes by itself is whole to the lexer.
  for (const { open, close } of configuration.autoClosingPairs) expect(tokenize(`${open}${close}`).errors).toEqual([]);
});

test('a word is a name', () => {
  const word = new RegExp(configuration.wordPattern.pattern, configuration.wordPattern.flags);
  const next = random(7);
  for (let i = 0; i < 200; i++) {
    const name = generate('IDENT', next);
    expect(word.exec(`.${name}-`)?.[0]).toBe(name);
  }
});

describe('indentation', () => {
  test.each([
    'a {',
    'a "b" { // don\'t',
    'a "b" { /* c',
    'a = {"b" = "}",',
    'a = f({"b" = [1, 2],',
    'a = f("(",',
    'a = [`{`, {',
    'url = "https://example.com", b = [',
    '}, {',
    'a = b / c + [',
  ])('more behind %s', (line) => expect(increase.test(line)).toBe(true));

  test.each(['a { }', 'a { /* b */ }', 'a = "{"', 'a = `[`', '// a {', 'a = 1 // {', '/* { */ a = 1', 'a = f({"b" = [1]})', '}', ''])(
    'as much behind %s',
    (line) => expect(increase.test(line)).toBe(false),
  );

  // What goes over it again and again does not end in the time of a test.
  test('a long line is looked at once', () => expect(increase.test(`${'a = [{(/ "b" '.repeat(100_000)}"`)).toBe(false));

  const folder = new URL('examples/big-bang/', root);
  const files = readdirSync(folder).filter((name) => name.endsWith('.alloy'));
  test.each(files)('what it says of each line of %s is what the formatter does', (file) => {
    const text = readFileSync(new URL(file, folder), 'utf8');
    // Lines within a string or a comment are nobody's to move.
    const inside = new Set<number>();
    const lineOf = (offset: number): number => text.slice(0, offset).split('\n').length - 1;
    for (const { kind, start, end } of parse(text).tokens) {
      if (kind !== TokenKind.RawString && kind !== TokenKind.BlockComment) continue;
      for (let line = lineOf(start) + 1; line <= lineOf(end); line++) inside.add(line);
    }
    const depth = (line: string): number => /^\t*/.exec(line)?.[0].length ?? 0;
    let above: string | undefined = '';
    for (const [index, line] of text.split('\n').entries()) {
      if (inside.has(index)) above = undefined;
      else if (line.trim() !== '') {
        if (above !== undefined) {
          expect([index + 1, depth(line)]).toEqual([
            index + 1,
            depth(above) + (increase.test(above) ? 1 : 0) - (decrease.test(line) ? 1 : 0),
          ]);
        }
        above = line;
      }
    }
  });
});

describe('the Enter key', () => {
  /** What an editor that follows the first rule that fits makes of a line that is broken in two. */
  function enter(before: string, after: string): string {
    for (const { beforeText, afterText, action } of configuration.onEnterRules) {
      if (!new RegExp(beforeText).test(before) || (afterText && !new RegExp(afterText).test(after))) continue;
      const indentation = (/^\s*/.exec(before)?.[0] ?? '').slice(0, action.removeText ? -action.removeText : undefined);
      const closing = action.indent === 'indentOutdent' ? `\n${indentation}` : '';
      return `${before}\n${indentation}${action.appendText ?? ''}${closing}${after}`;
    }
    return `${before}\n${/^\s*/.exec(before)?.[0]}${after}`;
  }

  test.each([
    ['within a line comment it goes on', '\t// a', 'b', '\t// a\n\t// b'],
    ['behind a line comment it does not', '// a', '', '// a\n'],
    ['in an empty block comment the end gets a line of its own', '\t/*', ' */', '\t/*\n\t \n\t */'],
    ['in a block comment that has text too', '/* a', ' */', '/* a\n \n */'],
    ['in an open block comment the text is below the text', '/* a', 'b', '/* a\n b'],
    ['behind a block comment nothing is left of its blank', '\t */', '', '\t */\n\t'],
    ['behind one on a line nothing is added', '\t/* a */', '', '\t/* a */\n\t'],
  ])('%s', (_, before, after, text) => expect(enter(before, after)).toBe(text));
});
