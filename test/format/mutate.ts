import { TokenKind, tokenize } from '@assay/parser';

/** Numbers from 0 to 1 that are the same in every run (mulberry32). */
export function seededRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

const GAPS = ['', ' ', '  ', '\t', '\n', '\n', '\n\n', '\n\n\n\n', '\r\n', ' \n\t'];

const COMMENTS = [
  '/* c */',
  ' /* c */ ',
  '\n/* c */\n',
  '// c\n',
  ' // c \t\n',
  '\n// c\n',
  '\n\n\t// c\n\n\n',
  '// c\n// d\n\n// e\n',
  '/* c\n d\t */',
  ' /* c\r\n d\r\né\r\n*/ ',
  '/* c *//* d */',
  ' /* c */ // d\n',
];

/** Expressions that a formatter may stumble over. */
const VALUES = [
  'f()',
  'f(\n)',
  'f(\n// c\n)',
  'f(/* c */)',
  'f(1, /* c */)',
  'f(1 /* c */)',
  'f(\n1,\n// c\n)',
  'f(1, // c\n\n2, // d\n)',
  'f(g(\n), h(1,\n))',
  'f({a = 1,\nbb = 2}, [\n1,\n])',
  '`a`',
  '`a\tb`',
  '`a  \n\t\tb\n`',
  '`\n\tb\n\t\tc\n`',
  '`\r\n  b\r\n`',
  '`\n\n`',
  '"a\tb"',
  '"a\\tb"',
  '"é😀"',
  '{"a\\n" = 1, "b" = 2, `c` = 3, `d\te` = 4, `f"` = 5, "" = 6, `` = 7}',
  '{`a\nb` = 1}',
  '{a = 1, bbb = 2,\nc = 3}',
  '{x = [\n1,\n]}',
  '{\n\n}',
  '{\n// c\na = 1, // d\n\nbb = 2,\n}',
  '[\n]',
  '[1,\n2, 3,\n]',
  '[\n// c\n]',
  '[{a = 1}, {\nbb = 1,\n}]',
  '[a.\nb]',
  '1 .x',
  '1..x',
  'a.\nb',
  'a. // c\nb',
  'a.// c\nb',
  'a . /* c */ b . c',
  'a./* c */\nb + 1',
  '(\n1)',
  '(1 /* c */)',
  '(// c\n1)',
  '((a /* c */))',
  '- -1',
  '!a[1 /* c */]',
  'a[\n1].b(2)',
  '1 +\n2',
  '1 + // c\n2',
  '-/* c */1 ^ 2',
];

const STATEMENTS = [
  'a = 1\n',
  'bbbb = 2 // c\n',
  'blk { }\n',
  'blk {\n\n}\n',
  'blk { a = 1 }\n',
  'blk { /* c */ a = 1 }\n',
  'blk { a = 1 /* c */ }\n',
  'blk "" { }\n',
  'blk "l" {\n// c\n}\n',
  'a . b "l" {\nx = 1\n\n\nyy = 2\n}\n',
  'a.// c\nb "l" { }\n',
  '// c\n',
  '/* c\n*/ d = 1\n',
  '\n\n',
];

const VALUE_KINDS: ReadonlySet<TokenKind> = new Set([
  TokenKind.String,
  TokenKind.RawString,
  TokenKind.Number,
  TokenKind.Float,
  TokenKind.Bool,
  TokenKind.Null,
  TokenKind.Identifier,
]);

/** The text with one to six changes; many of the results are no Alloy. */
export function mutate(text: string, random: () => number): string {
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)] as T;
  const { tokens } = tokenize(text);
  const parts = tokens.map(({ start, end }) => text.slice(start, end));
  const changes = 1 + Math.floor(random() * 6);
  for (let i = 0; i < changes; i++) {
    const at = Math.floor(random() * parts.length);
    const what = random();
    if (what < 0.3) {
      const gap = seek(at, (index) => tokens[index]?.kind === TokenKind.Whitespace, parts.length);
      parts[gap] = pick(GAPS);
    } else if (what < 0.4) {
      parts[at] = pick(GAPS) + parts[at];
    } else if (what < 0.65) {
      parts[at] = pick(COMMENTS) + parts[at];
    } else if (what < 0.85) {
      const value = seek(at, (index) => VALUE_KINDS.has(tokens[index]?.kind ?? TokenKind.EndOfFile), parts.length);
      parts[value] = pick(VALUES);
    } else if (what < 0.92) {
      const end = seek(at, (index) => tokens[index]?.kind === TokenKind.Terminator, parts.length);
      parts[end] = `\n${pick(STATEMENTS)}`;
    } else if (what < 0.95) {
      parts[at] = '';
    } else {
      parts[at] = `${parts[at]}${pick(parts)}`;
    }
  }
  return parts.join('');
}

function seek(from: number, accept: (index: number) => boolean, length: number): number {
  for (let i = 0; i < length; i++) if (accept((from + i) % length)) return (from + i) % length;
  return from;
}
