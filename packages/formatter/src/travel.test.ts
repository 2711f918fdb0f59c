import { type ParseResult, parse, TokenKind, tokenize } from '@assay/parser';
import { describe, expect, test } from 'vitest';
import { format } from './format.ts';
import { Printer } from './printer.ts';
import { Walker } from './walker.ts';

function formatted(text: string): string {
  const source = parse(text);
  expect(source.errors).toEqual([]);
  return format(source)!.text;
}

/** What is printed pass by pass, as `alloy fmt` is run, until nothing changes. */
function stepByStep(text: string): string {
  const pass = (source: ParseResult): string => {
    const amendments = { slides: false, anchored: new Set<number>(), verbatim: new Set<number>() };
    for (;;) {
      const printer = new Printer(source, amendments);
      new Walker(printer).statements(source.root.statements);
      printer.end();
      const printed = printer.finish();
      if (printed) return printed.text;
    }
  };
  for (let before = text; ; ) {
    const after = pass(parse(before));
    if (after === before) return after;
    before = after;
  }
}

const COMMENTS = [' /* c */ ', '/* c */', ' // c\n', ' /* c\nd */ ', ' /**/ /**/ '];

/** Constructs of any length, cut where a comment may stand. */
const CONSTRUCTS: Readonly<Record<string, (count: number) => string[]>> = {
  accesses: (count) => ['x', '=', 'a', ...repeated(count, '.', 'b')],
  'accesses in parentheses': (count) => ['x', '=', '(', 'a', ...repeated(count, '.', 'b'), ')', '.', 'c'],
  'accesses in a call': (count) => ['x', '=', 'f', '(', 'a', ...repeated(count, '.', 'b'), ',', '1', ')', '.', 'c'],
  'accesses in a list': (count) => ['x', '=', '[', 'a', ...repeated(count, '.', 'b'), ',', '1', ']'],
  'accesses in an object': (count) => ['x', '=', '{', 'k', '=', 'a', ...repeated(count, '.', 'b'), ',', 'l', '=', '1', '}'],
  'accesses as operands': (count) => ['x', '=', 'a', ...repeated(count, '.', 'b'), '+', 'a', ...repeated(count, '.', 'b')],
  indexes: (count) => ['x', '=', 'a', ...repeated(count, '[', '0', ']')],
  calls: (count) => ['x', '=', 'a', ...repeated(count, '(', ')')],
  arguments: (count) => ['x', '=', 'f', '(', ...repeated(count, '1', ',').slice(0, -1), ')'],
  parentheses: (count) => ['x', '=', ...repeated(count, '('), '1', ...repeated(count, ')')],
  lists: (count) => ['x', '=', '[', ...repeated(count, '1', ',').slice(0, -1), ']'],
  objects: (count) => ['x', '=', '{', ...repeated(count, 'a', '=', '1', ',').slice(0, -1), '}'],
  signs: (count) => ['x', '=', ...repeated(count, '!'), 'a'],
  sums: (count) => ['x', '=', 'a', ...repeated(count, '+', 'b')],
  names: (count) => ['a', ...repeated(count, '.', 'b'), '"l"', '{', '}'],
  attributes: (count) => ['b', '{', ...repeated(count, '\n', 'x', '=', '1'), '\n', '}'],
};

function repeated(count: number, ...parts: string[]): string[] {
  return Array.from({ length: count }, () => parts).flat();
}

/** A construct with a comment at so many of its places in turn, and at all places; those that parse. */
function* commented(parts: readonly string[], comment: string, places: number): Generator<string> {
  const texts = [parts.join(comment)];
  const step = Math.ceil(parts.length / places);
  for (let at = 1; at < parts.length; at += step) texts.push(parts.slice(0, at).join(' ') + comment + parts.slice(at).join(' '));
  for (const text of texts) if (parse(`${text}\ny = 1\n`).errors.length === 0) yield `${text}\ny = 1\n`;
}

/** The tokens that formatting keeps, and the comments. */
function contents(text: string): [string[], string[]] {
  const { tokens } = tokenize(text);
  const of = (kinds: readonly TokenKind[], wanted: boolean): string[] =>
    tokens.filter(({ kind }) => kinds.includes(kind) === wanted).map(({ start, end }) => text.slice(start, end));
  const comments = [TokenKind.LineComment, TokenKind.BlockComment];
  return [of([...comments, TokenKind.Whitespace, TokenKind.Terminator, TokenKind.Comma], false), of(comments, true)];
}

describe.each(Object.entries(CONSTRUCTS))('comments in %s', (_name, construct) => {
  test.each([1, 3, 12])('come to rest where they do step by step: %i', (count) => {
    let texts = 0;
    for (const comment of COMMENTS) {
      for (const text of commented(construct(count), comment, 16)) {
        texts++;
        expect(formatted(text)).toBe(stepByStep(text));
      }
    }
    expect(texts).toBeGreaterThan(0);
  });

  test.each([60, 200])('are at rest, and nothing is lost: %i', (count) => {
    for (const comment of COMMENTS) {
      for (const text of commented(construct(count), comment, 5)) {
        const once = formatted(text);
        expect(formatted(once)).toBe(once);
        expect(contents(once)).toEqual(contents(text));
      }
    }
  });
});

test('a comment travels to the end of the longest chain that is read', () => {
  const chain = '.b'.repeat(990);
  expect(formatted(`x = a /* c */ ${chain}\n`)).toBe(`x = a${chain} /* c */\n`);
  expect(formatted(`x = ((a /* c */ ${'.b'.repeat(400)})).c + 1\n`)).toBe(`x = ((a${'.b'.repeat(400)})).c /* c */ + 1\n`);
});

test('where other comments are held in their places, one goes step by step first, and comes to rest too', () => {
  const held = `y = // c\n(((a.b)))\nx = a /* c */ ${'.b'.repeat(60)}\n`;
  const once = formatted(held);
  expect(formatted(once)).toBe(once);
  const text = 'x = //\n (((a.b. /**/ c))).d + 1\n';
  expect(formatted(text)).toBe(stepByStep(text));
});

test('a comment before the end of a call stays on the line of what it follows', () => {
  expect(formatted('x = f(i.j,\n// c\nl.\n/* c */\n m.n /**/).o\n')).toBe('x = f(i.j,\n// c\n\tl.m.\n\t/* c */ n /**/).o\n');
  expect(formatted('y = f(a, c./* c\n d */  /**/ d /* e */)\n')).toBe('y = f(a, c. /* c\n d */ /**/ d /* e */)\n');
});
