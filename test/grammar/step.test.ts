/** Keeps `alloy.ebnf`, the lexer and the TextMate grammar in step, beyond what people write: on whatever the grammar derives. */
import { knownVersions, loadCatalog } from '@assay/catalog';
import { LineIndex, parse, TokenKind, tokenize } from '@assay/parser';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { random } from '../parser/deletions.ts';
import { generate, grammar, partsOf } from '../parser/ebnf.ts';
import { classOfKind, classOfScopes, compare, scopesOf, type TokenClass } from './textmate.ts';

/** What a text begins with, to the lexer and to an editor. */
function firstOf(text: string): { readonly kind: TokenKind; readonly whole: boolean; readonly classes: ReadonlySet<TokenClass> } {
  const token = tokenize(text).tokens[0];
  if (!token) throw new Error(`no token in ${JSON.stringify(text)}`);
  const classes = new Set(scopesOf(text).map(({ scopes }) => classOfScopes(scopes)));
  return { kind: token.kind, whole: token.end === text.length, classes };
}

const isInvalid = (text: string): boolean => scopesOf(text).some(({ scopes }) => classOfScopes(scopes) === 'illegal');

describe('each class of token', () => {
  /** The alternatives of a production, operators by themselves. */
  const alternatives = (production: string): readonly string[] =>
    [...partsOf(grammar.get(production)!.part)].flatMap((part) =>
      part.kind === 'name' ? [part.name] : part.kind === 'literal' ? [part.text] : [],
    );
  const tokens = [...alternatives('token').filter((name) => name !== 'operator' && name !== 'TERMINATOR'), 'LINE_COMMENT', 'BLOCK_COMMENT'];
  const known = new Map<TokenKind, string>();

  test.each(tokens)('%s', (name) => {
    const next = random(3);
    // What is in words alone cannot be made from the grammar.
    const inWords: Record<string, string[]> = { LINE_COMMENT: ['// a'], BLOCK_COMMENT: ['/* a */', '/**/'] };
    for (const text of inWords[name] ?? Array.from({ length: 200 }, () => generate(name, next))) {
      // Strings and comments over several lines have empty lines, which have no colour.
      const { kind, whole, classes } = firstOf(text);
      expect([text, whole]).toEqual([text, true]);
      expect([text, [...classes].filter((found) => found !== 'none')]).toEqual([text, [classOfKind(kind)]]);
      known.set(kind, name);
    }
  });

  test.each(alternatives('operator'))('%s', (operator) => {
    const { kind, whole, classes } = firstOf(operator);
    expect(whole).toBe(true);
    expect([...classes]).toEqual([classOfKind(kind)]);
    known.set(kind, operator);
  });

  test('there are no others', () => {
    const { EndOfFile, Terminator, Illegal, Whitespace, ...visible } = TokenKind;
    expect([...known.keys()].sort((a, b) => a - b)).toEqual(Object.values(visible).sort((a, b) => a - b));
    expect(alternatives('token')).toContain('TERMINATOR');
    expect([EndOfFile, Terminator, Illegal, Whitespace].some((kind) => known.has(kind))).toBe(false);
  });
});

test('what the grammar derives has the colours of what it is', () => {
  const next = random(5);
  let tokens = 0;
  for (let i = 0; i < 500; i++) {
    const text = generate('File', next);
    const found = compare(parse(text), new LineIndex(text));
    expect([text, found.differences]).toEqual([text, []]);
    tokens += found.tokens;
  }
  expect(tokens).toBeGreaterThan(5000);
});

test('numbers and names are cut where the lexer cuts them', () => {
  const row = fc
    .array(fc.constantFrom(...'0178.eE+-x_ aé', 'a߀'), { minLength: 1, maxLength: 12 })
    .map((characters) => characters.join(''));
  fc.assert(
    fc.property(row, (text) => {
      const ours = tokenize(text).tokens.filter(({ kind, start, end }) => end > start && kind !== TokenKind.Whitespace);
      const theirs = scopesOf(text).filter(({ start, end }) => text.slice(start, end).trim() !== '');
      expect(theirs.map(({ start, end }) => text.slice(start, end))).toEqual(ours.map(({ start, end }) => text.slice(start, end)));
    }),
    { numRuns: 3000 },
  );
});

test('a number is marked as a mistake if and only if the lexer complains of it', () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...'09.eE+-'), { maxLength: 8 }), (characters) => {
      const text = `1${characters.join('')}`;
      expect([text, isInvalid(text)]).toEqual([text, tokenize(text).errors.length > 0]);
    }),
    { numRuns: 3000 },
  );
});

test('an escape is marked as a mistake if and only if the lexer complains of it', () => {
  const piece = fc.constantFrom('\\', ...'abfnrtvxuU"\'047809dD8fF é', '00', '000', '\\u', '\\U000', '\\U0010', '\\xf', '\\37', '\\udfff');
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
      // Up to the end of the string: what is behind it is not of interest, and one without an end is a mistake of another kind.
      const text = `"${pieces.join('')}"`;
      const { tokens, errors } = tokenize(text);
      const end = tokens[0]?.end ?? 0;
      fc.pre(!errors.some(({ kind }) => kind.startsWith('unterminated')));
      const string = text.slice(0, end);
      expect([string, isInvalid(string)]).toEqual([string, tokenize(string).errors.length > 0]);
    }),
    { numRuns: 5000 },
  );
});

test('a character is a name, white space or a mistake as it is to the lexer, for the first 65,536', () => {
  const different: string[] = [];
  for (let from = 0x80; from < 0x10000; from += 64) {
    if (from >= 0xd800 && from < 0xe000) continue;
    const text = Array.from({ length: 64 }, (_, index) => String.fromCodePoint(from + index)).join(' ');
    const theirs = new Map(scopesOf(text).map(({ start, scopes }) => [start, classOfScopes(scopes)]));
    for (const { kind, start, end } of tokenize(text).tokens) {
      if (end === start || kind === TokenKind.Whitespace) continue;
      if (theirs.get(start) !== classOfKind(kind)) different.push(`U+${text.codePointAt(start)?.toString(16)} as ${theirs.get(start)}`);
    }
  }
  expect(different).toEqual([]);
});

test('the differences that divergences.md tells of are there still', () => {
  const differences = (text: string): string[] =>
    compare(parse(text), new LineIndex(text)).differences.map(({ token, ours, theirs }) => `${token}: ${ours} as ${theirs}`);
  expect(differences('a.\nb { }')).toEqual(['a: block as name']);
  expect(differences('\u{31350} = 1')).toEqual(['\u{31350}: property as illegal']);
  expect(scopesOf('a = x.\nsys.env("A")').some(({ scopes }) => scopes.join().includes('support.function'))).toBe(true);
});

test('functions of the standard library, of every version, are known as such, and no others', async () => {
  const functions = new Set<string>();
  for (const version of knownVersions) {
    for (const [name, entry] of (await loadCatalog(version)).stdlib.identifiers) {
      if (entry.kind === 'function') functions.add(name);
      if (entry.kind === 'namespace') for (const member of entry.members.keys()) functions.add(`${name}.${member}`);
    }
  }
  expect(functions.size).toBeGreaterThan(40);
  const ofLibrary = (called: string): boolean =>
    scopesOf(`a = ${called}(1)`).some(({ scopes }) => scopes.some((scope) => scope.startsWith('support.function.')));
  expect([...functions].filter((name) => !ofLibrary(name))).toEqual([]);
  // Names at the wrong place, and all others that could be made of the parts.
  const parts = new Set([...functions].flatMap((name) => name.split('.')));
  const others = [...parts].flatMap((name) => [name, `x.${name}`, ...[...parts].map((space) => `${space}.${name}`)]);
  expect(others.filter((name) => !functions.has(name) && ofLibrary(name))).toEqual([]);
});
