/**
 * Texts of one piece after another, valid or not, for the parser and the formatter. Each is meant to be linear in the number of pieces.
 */

/** What stands before the pieces. */
const STARTS = ['', 'x = ', 'x = [', 'b {\n'];

/** Tokens, in pairs. */
const TOKENS = ['a', '1', '"x"', '.', ',', '=', '{', '}', '(', ')', '[', ']', '!', '-', '^', '||', "'", ':', ';', '#', '/*c*/', '\n'];

/** Mistakes that people make, over and over. */
const MISTAKES: readonly string[] = [
  'a{)',
  'a {\n',
  'a.b "c" {\n',
  '\ta {\n',
  'a = (]\n',
  'a = [}\n',
  'a = { b = [ } ]\n',
  'a {\n b = [1, 2\n}\n',
  'a =\n',
  'a = [\n1\n2\n]\n',
  'a: 1\n',
  'a = b { c = d {',
  'a.b " {\n x = 1\n}\n',
  'a.b c {\n x = 1\n}\n',
  'a = 1 b = 2\n',
  'a = 1\n + 2\n',
  'a = 1,\n',
  '"a" = 1\n',
  'b "c"\n{\n}\n',
  'a = b ? c : d\n',
  'x = ""u|a|b"\n',
  'x = "\\d\\d"\n',
  'a-b = 10s\n',
  '- a: b\n  c: d\n',
  '{"a": {"b": 1}},\n',
  'resource "a" "b" {\n x = 1\n}\n',
  'if err != nil { return err }\n',
];

/** What Alloy accepts, with comments in all places. */
export const FORMATTED: Readonly<Record<string, (count: number) => string>> = {
  attributes: (n) => 'x /* c */ = /* c */ 1 // c\n'.repeat(n),
  'attributes with held comments': (n) => 'x = a. // c\n b\n'.repeat(n),
  'attributes with comments that travel': (n) => 'x = a /* c */ .b.c.d.e.f.g.h.i.j.k\n'.repeat(n),
  blocks: (n) => 'a /* c */ "l" /* c */ { /* c */ x=1 /* c */ } // c\n'.repeat(n),
  'attributes of a block': (n) => `a {\n${'x=1\n'.repeat(n)}}\n`,
  'a list': (n) => `x = [\n${'// c\n1, // c\n'.repeat(n)}]\n`,
  'a list on one line': (n) => `x = [${'1 /* c */,'.repeat(n)}]\n`,
  'a list of chains': (n) => `x = [${'a. // c\n b,'.repeat(n)}]\n`,
  'a list of chains with comments that travel': (n) => `x = [${'a /* c */ .b.c,'.repeat(n)}]\n`,
  'an object': (n) => `x = {\n${'a /* c */ = 1, // c\n'.repeat(n)}}\n`,
  'an object on one line': (n) => `x = {${'"a" = // c\n1,'.repeat(n)}}\n`,
  'a call': (n) => `x = f(\n${'1, // c\n'.repeat(n)})\n`,
  'a call with comments that travel': (n) => `x = f(${'a /* c */ .b.c,'.repeat(n)}1)\n`,
  'comments behind a name': (n) => `x = a ${'/* c */ '.repeat(n)}.b.c.d\n`,
  'line comments behind an operator': (n) => `x = a +${'// c\n'.repeat(n)}2\n`,
  'line comments behind a dot': (n) => `x = a.${'// c\n'.repeat(n)}b.c.d\n`,
  comments: (n) => '// c\n'.repeat(n),
  'raw strings': (n) => 'long_name = `\n\tb\n`\n'.repeat(n),
  'fragments of a name': (n) => `a${' /* c */ .b'.repeat(n)} {}\n`,
  'empty lines': (n) => `x = 1${'\n\n\n'.repeat(n)}y = 1\n`,
  'carriage returns': (n) => 'x = 1 /* c\r\n d */\r\n'.repeat(n),
};

/** Texts by what they consist of: each mistake, and every so many pairs of tokens. */
export function* repeatedPieces(every: number): Generator<[string, (count: number) => string]> {
  for (const piece of MISTAKES) yield [JSON.stringify(piece), (count) => piece.repeat(count)];
  let number = 0;
  for (const first of TOKENS) {
    for (const second of TOKENS) {
      if (number++ % every !== 0) continue;
      const start = STARTS[number % STARTS.length] as string;
      const piece = first + second;
      yield [`${JSON.stringify(start)} ${JSON.stringify(piece)}`, (count) => start + piece.repeat(count)];
    }
  }
}
