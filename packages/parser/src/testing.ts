import fc from 'fast-check';
import { parse } from './parse.ts';
import type { ParseError } from './source.ts';
import { type Expression, type Statement, TokenKind } from './syntax.ts';

const NAMES = new Map(Object.entries(TokenKind).map(([name, kind]) => [kind, name]));

/** The name of a token's class. */
export function kindName(kind: TokenKind): string {
  return NAMES.get(kind) as string;
}

const SIGNS = new Map<TokenKind, string>([
  [TokenKind.Or, '||'],
  [TokenKind.And, '&&'],
  [TokenKind.Not, '!'],
  [TokenKind.NotEqual, '!='],
  [TokenKind.Equal, '=='],
  [TokenKind.Less, '<'],
  [TokenKind.LessEqual, '<='],
  [TokenKind.Greater, '>'],
  [TokenKind.GreaterEqual, '>='],
  [TokenKind.Plus, '+'],
  [TokenKind.Minus, '-'],
  [TokenKind.Star, '*'],
  [TokenKind.Slash, '/'],
  [TokenKind.Percent, '%'],
  [TokenKind.Caret, '^'],
]);

/** An expression with parentheses around everything that has parts; `<…>` stands for parentheses that are written, `?` for what is missing. */
export function show(node: Expression): string {
  switch (node.kind) {
    case 'Literal':
      return node.raw;
    case 'Identifier':
      return node.text;
    case 'Access':
      return `(${show(node.object)}.${node.name.text || '?'})`;
    case 'Index':
      return `(${show(node.object)}[${show(node.index)}])`;
    case 'Call':
      return `(${show(node.callee)}(${node.args.map(show).join(', ')}))`;
    case 'Paren':
      return `<${show(node.inner)}>`;
    case 'Array':
      return `[${node.elements.map(show).join(', ')}]`;
    case 'Object':
      return `{${node.fields.map(({ key, value }) => `${key.text} = ${show(value)}`).join(', ')}}`;
    case 'Unary':
      return `(${SIGNS.get(node.operator)}${show(node.operand)})`;
    case 'Binary':
      return `(${show(node.left)} ${SIGNS.get(node.operator)} ${show(node.right)})`;
    case 'Missing':
      return '?';
  }
}

/** Statements on one line. */
export function outline(statements: readonly Statement[]): string {
  return statements
    .map((statement) => {
      if (statement.kind === 'Skipped') return '…';
      if (statement.kind === 'Attribute') return `${statement.name.text} = ${show(statement.value)}`;
      const label = statement.label ? ` "${statement.label.text}"` : '';
      return `${statement.fullName}${label} {${outline(statement.statements)}}`;
    })
    .join('; ');
}

/** The expression that a text is. */
export function expressionOf(text: string): string {
  const { root, errors } = parse(`x = ${text}`);
  const [only] = root.statements;
  if (errors.length > 0 || only?.kind !== 'Attribute') throw new Error(`${text}: ${errors[0]?.message}`);
  return show(only.value);
}

/** A text with the fix of an error made to it. */
export function applyFix(text: string, { fix }: ParseError): string {
  const edits = [...(fix?.edits ?? [])].sort((a, b) => b.start - a.start);
  return edits.reduce((before, { start, end, text: replacement }) => before.slice(0, start) + replacement + before.slice(end), text);
}

/** Any UTF-16 at all, halves of surrogate pairs included. */
export const anyText: fc.Arbitrary<string> = fc
  .array(fc.oneof(fc.nat(0x7f), fc.nat(0xffff)), { maxLength: 60 })
  .map((units) => String.fromCharCode(...units));

const PIECES =
  'a b.c x_1 é "d" "\\n" "\\ `e` 1 .5 1e true null || && ! = == != < <= > >= + - * / % ^ { } ( ) [ ] , . : ; # \' ? \ufeff \0 | & // /* */ \r \\'.split(
    ' ',
  );

/** Texts made of what the language has, rarely in an order that makes sense. */
export const pieces: fc.Arbitrary<string> = fc
  .array(fc.constantFrom(...PIECES, '\n', ' ', '\t', 'a = 1\n', 'b "c" {\n', '\n}\n', '// x\n', '/* y */'), { maxLength: 40 })
  .map((parts) => parts.join(''));

/** A configuration of ours that shows most of the language. */
export const SEED = `\ufeff// Logs of one file.
logging {
\tlevel = "info" /* or "debug" */
}

loki.source.file "app" {
\ttargets = [
\t\t{ __path__ = "/var/log/*.log", "job" = \`app\` },
\t\t{ __path__ = "/tmp/\\u00e9\\t\\x41.log" }, // é
\t]
\tforward_to = [loki.write.default.receiver, loki.process.all.receiver]
\tx = -2 ^ 2 + f(a[0].b, !c)(1.5e3) * (3 - .5) / 010 % 7
\ty = a == b || c != d && e <= f || g >= h || i < j && k > l

\tfile_match { enabled = true }
}

declare "empty" { }
`;

/** The seed with some of its characters gone, doubled or replaced. */
export const mutated: fc.Arbitrary<string> = fc
  .array(fc.record({ at: fc.nat(SEED.length), length: fc.nat(3), insert: fc.oneof(anyText, pieces) }), { minLength: 1, maxLength: 4 })
  .map((edits) => edits.reduce((text, { at, length, insert }) => text.slice(0, at) + insert + text.slice(at + length), SEED));
