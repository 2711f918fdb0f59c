import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type LexicalError, tokenize } from './lexer.ts';
import { TokenKind } from './syntax.ts';
import { anyText, kindName, mutated, pieces, SEED } from './testing.ts';

/** The tokens of a text, the end of the file and plain white space aside: `Kind text`. */
function read(text: string): string[] {
  return tokenize(text)
    .tokens.filter(({ kind }) => kind !== TokenKind.EndOfFile && kind !== TokenKind.Whitespace)
    .map(({ kind, start, end }) => `${kindName(kind)} ${text.slice(start, end)}`.trimEnd());
}

/** The classes of the tokens that the grammar speaks of. */
function kinds(text: string): string {
  return tokenize(text)
    .significant.map(({ kind }) => kindName(kind))
    .join(' ');
}

describe('token classes (alloy.ebnf: token)', () => {
  test.each([
    ['IDENT', 'a', 'Identifier'],
    ['IDENT', 'ünï_1𝟘', 'Identifier'],
    ['IDENT', 'truth', 'Identifier'],
    ['BOOL', 'true', 'Bool'],
    ['BOOL', 'false', 'Bool'],
    ['NULL', 'null', 'Null'],
    ['NUMBER', '010', 'Number'],
    ['FLOAT', '1.', 'Float'],
    ['FLOAT', '.5', 'Float'],
    ['FLOAT', '1.5E-2', 'Float'],
    ['FLOAT', '1e3', 'Float'],
    ['STRING', '"a\\"b"', 'String'],
    ['STRING', '`a\n"b`', 'RawString'],
    ['operator', '||', 'Or'],
    ['operator', '&&', 'And'],
    ['operator', '!', 'Not'],
    ['operator', '!=', 'NotEqual'],
    ['operator', '=', 'Assign'],
    ['operator', '==', 'Equal'],
    ['operator', '<', 'Less'],
    ['operator', '<=', 'LessEqual'],
    ['operator', '>', 'Greater'],
    ['operator', '>=', 'GreaterEqual'],
    ['operator', '+', 'Plus'],
    ['operator', '-', 'Minus'],
    ['operator', '*', 'Star'],
    ['operator', '/', 'Slash'],
    ['operator', '%', 'Percent'],
    ['operator', '^', 'Caret'],
    ['operator', '{', 'LeftBrace'],
    ['operator', '}', 'RightBrace'],
    ['operator', '(', 'LeftParen'],
    ['operator', ')', 'RightParen'],
    ['operator', '[', 'LeftBracket'],
    ['operator', ']', 'RightBracket'],
    ['operator', ',', 'Comma'],
    ['operator', '.', 'Dot'],
    ['LINE_COMMENT', '// x', 'LineComment'],
    ['BLOCK_COMMENT', '/* x\n */', 'BlockComment'],
    ['SPACE', ' \t\r\n', 'Whitespace'],
  ])('%s: %j', (_production, text, kind) => {
    const { tokens, errors } = tokenize(text);
    const [token] = tokens;
    expect(errors).toEqual([]);
    expect(token).toMatchObject({ start: 0, end: text.length });
    expect(kindName(token?.kind as TokenKind)).toBe(kind);
  });

  test('the longest token wins', () => {
    expect(read('a.0')).toEqual(['Identifier a', 'Float .0', 'Terminator']);
    expect(read('1.2.3')).toEqual(['Float 1.2', 'Float .3', 'Terminator']);
    expect(read('1.foo')).toEqual(['Float 1.', 'Identifier foo', 'Terminator']);
    expect(read('1 .foo')).toEqual(['Number 1', 'Dot .', 'Identifier foo', 'Terminator']);
    expect(read('0x10')).toEqual(['Number 0', 'Identifier x10', 'Terminator']);
    expect(read('1_000')).toEqual(['Number 1', 'Identifier _000', 'Terminator']);
    expect(read('1..5')).toEqual(['Float 1.', 'Float .5', 'Terminator']);
    expect(kinds('===')).toBe('Equal Assign');
    expect(kinds('!==')).toBe('NotEqual Assign');
    expect(kinds('<==')).toBe('LessEqual Assign');
    expect(kinds('|||')).toBe('Or Or');
    expect(kinds('--')).toBe('Minus Minus');
  });

  test('strings that hold the beginnings of comments, and comments that hold those of strings', () => {
    expect(read('"// a" /* " */ `/*` // `')).toEqual([
      'String "// a"',
      'BlockComment /* " */',
      'RawString `/*`',
      'Terminator',
      'LineComment // `',
    ]);
  });

  test('comments do not nest', () => {
    expect(read('/* /* */ */')).toEqual(['BlockComment /* /* */', 'Star *', 'Slash /']);
    expect(read('/*/ */')).toEqual(['BlockComment /*/ */']);
  });
});

describe('TERMINATOR', () => {
  test.each(['a', 'true', 'null', '1', '1.5', '"x"', '`x`', ')', ']', '}', "'x'"])('a newline behind %s ends a statement', (text) => {
    const { tokens } = tokenize(`${text}\n`);
    expect(tokens.map(({ kind }) => kindName(kind)).slice(1)).toEqual(['Terminator', 'Whitespace', 'EndOfFile']);
    expect(tokens[1]).toMatchObject({ start: text.length, end: text.length });
    expect(kinds(text)).toMatch(/ Terminator$/);
  });

  test.each(['||', '&&', '!', '=', '==', '!=', '<', '<=', '>', '>=', '+', '-', '*', '/', '%', '^', '{', '(', '[', ',', '.', '|', '&'])(
    'a newline behind %s does not',
    (text) => expect(kinds(`a ${text}\n`)).not.toMatch(/Terminator/),
  );

  test('once per statement', () => {
    expect(kinds('a\n\n\n')).toBe('Identifier Terminator');
    expect(kinds('\n\na')).toBe('Identifier Terminator');
    expect(kinds('')).toBe('');
  });

  test('it stands at the newline, behind the blanks before it', () => {
    const { tokens } = tokenize('a \t\r\nb');
    expect(tokens[2]).toMatchObject({ kind: TokenKind.Terminator, start: 4, end: 4 });
  });

  test('it comes before the comments at the end of a line', () => {
    expect(read('a // x\nb')).toEqual(['Identifier a', 'Terminator', 'LineComment // x', 'Identifier b', 'Terminator']);
    expect(read('a /* x */ /* y */ // z')).toEqual([
      'Identifier a',
      'Terminator',
      'BlockComment /* x */',
      'BlockComment /* y */',
      'LineComment // z',
    ]);
    expect(read('a /* x\n */ b')).toEqual(['Identifier a', 'Terminator', 'BlockComment /* x\n */', 'Identifier b', 'Terminator']);
  });

  test('a comment in the middle of a line is white space', () => {
    expect(read('a /* x */ b')).toEqual(['Identifier a', 'BlockComment /* x */', 'Identifier b', 'Terminator']);
    expect(kinds('a /* x */ /* y */ = 1')).toBe('Identifier Assign Number Terminator');
  });

  test('an illegal character leaves it as it was', () => {
    expect(kinds('a ?\n')).toBe('Identifier Illegal Terminator');
    expect(kinds('= ?\n')).toBe('Assign Illegal');
  });

  test('a carriage return ends no line', () => expect(kinds('a\rb')).toBe('Identifier Identifier Terminator'));

  test('what other languages write at the end of a statement ends it too', () => {
    expect(kinds('a = 1; b = 2')).toBe('Identifier Assign Number Terminator Identifier Assign Number Terminator');
    expect(kinds('a = 1 # x = 2\nb')).toBe('Identifier Assign Number Terminator Identifier Terminator');
  });
});

describe('mistakes', () => {
  const cases: readonly [string, ...[LexicalError['kind'], number, number][]][] = [
    ['a: 1', ['illegal-character', 1, 2]],
    ['😀', ['illegal-character', 0, 2]],
    ['e\u0301', ['illegal-character', 1, 2]],
    ['\ud800', ['illegal-character', 0, 1]],
    ['a \0', ['illegal-nul', 2, 3]],
    ['"\0"', ['illegal-nul', 1, 2]],
    ['`\0`', ['illegal-nul', 1, 2]],
    ['/*\0*/', ['illegal-nul', 2, 3]],
    ['//\0', ['illegal-nul', 2, 3]],
    [' \ufeff', ['illegal-byte-order-mark', 1, 2]],
    ['"\ufeff"', ['illegal-byte-order-mark', 1, 2]],
    ['# x: y', ['foreign-comment', 0, 1]],
    ['a = 1;', ['semicolon', 5, 6]],
    ["'x'", ['single-quotes', 0, 1]],
    ["'x", ['single-quotes', 0, 1], ['unterminated-string', 0, 2]],
    ['"x', ['unterminated-string', 0, 2]],
    ['"x\n"', ['unterminated-string', 0, 2], ['unterminated-string', 3, 4]],
    ['`x\n', ['unterminated-string', 0, 3]],
    ['/* x', ['unterminated-comment', 0, 2]],
    ['/*/', ['unterminated-comment', 0, 2]],
    ['1e', ['exponent-without-digits', 0, 2]],
    ['1.5E+', ['exponent-without-digits', 0, 5]],
    ['a | b', ['half-operator', 2, 3]],
    ['a & b', ['half-operator', 2, 3]],
    [String.raw`"\d"`, ['bad-escape', 1, 3]],
    [String.raw`"\'"`, ['bad-escape', 1, 3]],
    [String.raw`"\d\e"`, ['bad-escape', 1, 3], ['bad-escape', 3, 5]],
    [String.raw`"\x4"`, ['bad-escape-character', 1, 4]],
    [String.raw`"\u12"`, ['bad-escape-character', 1, 5]],
    [String.raw`"\08"`, ['bad-escape-character', 1, 3]],
    [String.raw`"\400"`, ['bad-escape-code-point', 1, 5]],
    [String.raw`"\ud800"`, ['bad-escape-code-point', 1, 7]],
    [String.raw`"\U00110000"`, ['bad-escape-code-point', 1, 11]],
    ['"\\', ['unterminated-escape', 2, 2], ['unterminated-string', 0, 2]],
    ['"\\x1', ['unterminated-escape', 1, 4], ['unterminated-string', 0, 4]],
    ['"\\\n', ['bad-escape', 1, 3], ['unterminated-string', 0, 2]],
  ];
  test.each(cases)('%j', (text, ...expected) => {
    expect(tokenize(text).errors.map(({ kind, start, end }) => [kind, start, end])).toEqual(expected);
  });

  test('an escaped quote does not close the string, whatever came before it', () => {
    expect(read('"\\d\\""')[0]).toBe('String "\\d\\""');
    // Texts in single quotes are none of Alloy's: they end where other languages end them.
    expect(read("'it\\'s x'")[0]).toBe("Illegal 'it\\'s x'");
  });
});

describe('the token vector', () => {
  test('holds every character of the seed', () => {
    const { tokens, errors } = tokenize(SEED);
    expect(errors).toEqual([]);
    expect(tokens.map(({ start, end }) => SEED.slice(start, end)).join('')).toBe(SEED);
  });

  test('a byte order mark at the beginning is white space', () => {
    expect(tokenize('\ufeffa').tokens[0]).toMatchObject({ kind: TokenKind.Whitespace, start: 0, end: 1 });
  });

  test.each([
    ['any text', anyText],
    ['pieces of the language', pieces],
    ['changed configurations', mutated],
  ])('joined it is the text again: %s', (_name, texts) => {
    fc.assert(
      fc.property(texts, (text) => {
        const { tokens, significant, errors } = tokenize(text);
        expect(tokens.map(({ start, end }) => text.slice(start, end)).join('')).toBe(text);
        let at = 0;
        tokens.forEach((token, index) => {
          expect(token.index).toBe(index);
          expect(token.start).toBe(at);
          const isEmpty = token.kind === TokenKind.Terminator || token.kind === TokenKind.EndOfFile;
          expect(token.end > token.start).toBe(!isEmpty);
          at = token.end;
        });
        expect(tokens.at(-1)?.kind).toBe(TokenKind.EndOfFile);
        for (const token of significant) expect(tokens[token.index]).toBe(token);
        for (const { start, end } of errors) expect(0 <= start && start <= end && end <= text.length).toBe(true);
      }),
      { numRuns: 300 },
    );
  });
});
