import { readFileSync } from 'node:fs';
import { parse, TokenKind, tokenize } from '@assay/parser';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { random } from './deletions.ts';
import { derives, generate, grammar, grammarText, partsOf, readGrammar } from './ebnf.ts';
import { asFile, productions } from './productions.ts';

const accepts = (text: string): boolean => parse(text).errors.length === 0;

/** Parts of tokens, and names for tokens: other productions' examples show them. */
const WITHOUT_EXAMPLES = 'character newline token letter digit decimal octal hexadecimal exponent plain simple four EOF'.split(' ');

describe('alloy.ebnf as a text', () => {
  test('defines what it speaks of', () => {
    const used = [...grammar.values()].flatMap(({ part }) => [...partsOf(part)].flatMap((p) => (p.kind === 'name' ? [p.name] : [])));
    expect([...new Set(used)].filter((name) => !grammar.has(name))).toEqual([]);
    const roots = ['text', 'File'];
    // Productions in words speak of these.
    const inWords = ['character'];
    expect([...grammar.keys()].filter((name) => !used.includes(name))).toEqual([roots[0], inWords[0], roots[1]]);
  });

  test('points to each of its notes, and to no others', () => {
    const written = [...grammarText.matchAll(/^ *(\d+)\. /gm)].map((match) => Number(match[1]));
    expect(written).toEqual(written.map((_, index) => index + 1));
    const pointedTo = new Set([...grammar.values()].flatMap(({ notes }) => notes));
    expect([...pointedTo].sort((a, b) => a - b)).toEqual(written);
  });

  test('is in its own notation, which its reader insists on', () => {
    expect(readGrammar('A = "x" | { B } [ "a" … "z" ] . (* 3, 4 *)\nB = ? words ? .').get('A')?.notes).toEqual([3, 4]);
    expect(() => readGrammar('A = "x" ')).toThrow();
    expect(() => readGrammar('A = "x" . A = "y" .')).toThrow();
    expect(() => readGrammar('A := "x" .')).toThrow();
  });

  test('has examples for each production', () => {
    expect([...Object.keys(productions), ...WITHOUT_EXAMPLES].sort()).toEqual([...grammar.keys()].sort());
  });
});

describe.each(Object.entries(productions))('production %s', (production, { accepts: good, refuses: bad }) => {
  test('accepts', () => expect(good.filter((text) => !accepts(asFile(production, text)))).toEqual([]));
  test('refuses', () => expect(bad.filter((text) => accepts(asFile(production, text)))).toEqual([]));
});

/** Whether `File` derives the tokens of a text, by the text of the grammar. */
function isSentence(text: string): boolean {
  const { tokens, errors } = tokenize(text);
  if (errors.length > 0) return false;
  const significant = tokens.filter(({ kind }) => kind !== TokenKind.EndOfFile && kind < TokenKind.Whitespace);
  return derives('File', significant.length + 1, (terminal, at, within) => {
    const token = significant[at];
    if (!token) return terminal === 'EOF';
    const written = text.slice(token.start, token.end);
    switch (token.kind) {
      case TokenKind.Identifier:
        return terminal === 'IDENT';
      case TokenKind.String:
      case TokenKind.RawString:
        // Note 16. The labels in these tests are names or nothing.
        return terminal === 'STRING' && (within !== 'Block' || /^"\w*"$/.test(written));
      case TokenKind.Number:
        return terminal === 'NUMBER';
      case TokenKind.Float:
        return terminal === 'FLOAT';
      case TokenKind.Bool:
        return terminal === 'BOOL';
      case TokenKind.Null:
        return terminal === 'NULL';
      case TokenKind.Terminator:
        return terminal === 'TERMINATOR';
      default:
        return terminal === written;
    }
  });
}

describe('the parser and the grammar', () => {
  test('what the grammar derives is accepted', () => {
    const next = random(11);
    for (let i = 0; i < 2000; i++) expect(parse(generate('File', next))).toMatchObject({ errors: [] });
  });

  test('one token more, less or elsewhere is accepted if and only if the grammar derives it', () => {
    const next = random(12);
    let accepted = 0;
    for (let i = 0; i < 1500; i++) {
      const sentence = generate('File', next)
        .replaceAll(/[^ -~\s]/gu, 'u')
        .slice(0, 400);
      const tokens = tokenize(sentence).tokens.filter(({ start, end }) => end > start);
      const at = tokens[Math.floor(next() * tokens.length)];
      const other = tokens[Math.floor(next() * tokens.length)];
      if (!at || !other) continue;
      const inserted = next() < 0.5 ? '' : ` ${sentence.slice(other.start, other.end)} `;
      const text = sentence.slice(0, at.start) + inserted + sentence.slice(next() < 0.5 ? at.end : at.start);
      if (tokenize(text).errors.length > 0) continue;
      expect.soft([text, accepts(text)]).toEqual([text, isSentence(text)]);
      if (accepts(text)) accepted++;
    }
    expect(accepted).toBeGreaterThan(100);
  });

  test('any row of tokens is accepted if and only if the grammar derives it', () => {
    const pieces = ['a', 'b', '.c', '"d"', '`e`', '1', '.5', 'true', 'null', '=', '==', '-', '!', '+', '^', '||', ',', '\n'];
    const brackets = ['{', '}', '[', ']', '(', ')', '[]', '{}', '()', '// x\n', '/**/', 'a =', 'b {', 'c "l" {', '\n}'];
    const row = fc.array(fc.constantFrom(...pieces, ...brackets), { maxLength: 12 });
    fc.assert(
      fc.property(row, (tokens) => {
        const text = tokens.join(' ');
        return accepts(text) === isSentence(text);
      }),
      { numRuns: 3000 },
    );
  });
});

describe('the parser and the grammar are in step', () => {
  const source = (name: string): string => readFileSync(new URL(`../../packages/parser/src/${name}`, import.meta.url), 'utf8');
  /** Productions as docstrings quote them. */
  const quoted = (text: string): [string, string][] =>
    [...text.matchAll(/`([A-Z]\w*) = ([^`]*) \.`/g)].map((match) => [match[1] as string, match[2] as string]);
  const single = (text: string): string => text.replaceAll(/\s+/g, ' ').trim();

  test.each(['syntax.ts', 'grammar.ts'])('%s quotes productions as they are', (file) => {
    const found = quoted(source(file));
    expect(found.length).toBeGreaterThan(3);
    for (const [name, written] of found) {
      const [head = '', tail = ''] = single(written).split('…');
      const production = grammar.get(name)?.text ?? `there is no ${name}`;
      if (written.includes('…')) expect([production.startsWith(head), production.endsWith(tail)]).toEqual([true, true]);
      else expect(single(written)).toBe(production);
    }
  });

  test('each syntactic production has its rule, and each rule its production', () => {
    const rules = [...source('grammar.ts').matchAll(/this\.RULE\(\s*'(\w+)'/g)].map((match) => match[1] as string);
    const syntactic = [...grammar.keys()].filter((name) => /^[A-Z][a-z]/.test(name));
    // Operators in a row are read by one rule and nested by precedence afterwards.
    const inExpression = ['Or', 'And', 'Compare', 'Add', 'Multiply', 'Power'];
    const expected = syntactic
      .filter((name) => !inExpression.includes(name))
      .map((name) => (name === 'Expr' ? 'expression' : name.toLowerCase()));
    const forRecovery = ['stray', 'strayToken'];
    expect([...rules].sort()).toEqual([...expected, ...forRecovery].sort());
  });

  test('the tree has a node for each production that has one', () => {
    const kinds = [...source('syntax.ts').matchAll(/\*\* `([A-Z]\w*) = /g)].map((match) => match[1] as string);
    expect(kinds.sort()).toEqual(['Attribute', 'Block', 'Field', 'File', 'Statement']);
  });
});
