import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Grammar } from './grammar.ts';
import { parse } from './parse.ts';
import type { ParseResult } from './source.ts';
import { type Node, TokenKind } from './syntax.ts';
import { anyText, expressionOf, mutated, outline, pieces, SEED } from './testing.ts';
import { children, walk } from './walk.ts';

describe('precedence (alloy.ebnf: Expr)', () => {
  test.each([
    // Unary binds more tightly than Power, which binds from the right.
    ['-2 ^ 2', '((-2) ^ 2)'],
    ['2 ^ 3 ^ 2', '(2 ^ (3 ^ 2))'],
    ['2 ^ -3 ^ 2', '(2 ^ ((-3) ^ 2))'],
    ['2 * 3 ^ 2 * 4', '((2 * (3 ^ 2)) * 4)'],
    ['!a == b', '((!a) == b)'],
    ['- - !a', '(-(-(!a)))'],
    ['-a.b[0](c)', '(-(((a.b)[0])(c)))'],
    // All others bind from the left.
    ['a || b || c', '((a || b) || c)'],
    ['a && b && c', '((a && b) && c)'],
    ['a == b != c', '((a == b) != c)'],
    ['a < b <= c > d >= e', '((((a < b) <= c) > d) >= e)'],
    ['a - b + c - d', '(((a - b) + c) - d)'],
    ['a / b * c % d', '(((a / b) * c) % d)'],
    // From the loosest to the tightest, and back.
    ['a || b && c == d + e * f ^ g', '(a || (b && (c == (d + (e * (f ^ g))))))'],
    ['a ^ b * c + d == e && f || g', '((((((a ^ b) * c) + d) == e) && f) || g)'],
    ['a || b && c || d', '((a || (b && c)) || d)'],
    ['a + b == c - d', '((a + b) == (c - d))'],
    ['a -1', '(a - 1)'],
    ['1 - -1', '(1 - (-1))'],
    // Parentheses stay in the tree.
    ['(a || b) && c', '(<(a || b)> && c)'],
    ['((a))', '<<a>>'],
  ])('%s', (text, tree) => expect(expressionOf(text)).toBe(tree));

  test('operators and operands nest as their strengths say, however many there are', () => {
    const strength: Record<string, number> = { '||': 1, '&&': 2, '==': 3, '<': 3, '+': 4, '-': 4, '*': 5, '%': 5, '^': 6 };
    // By recursive descent, unlike the parser.
    const reference = (operands: readonly string[], operators: readonly string[]): string => {
      if (operators.length === 0) return operands[0] as string;
      const weakest = Math.min(...operators.map((operator) => strength[operator] as number));
      const isWeakest = (operator: string): boolean => strength[operator] === weakest;
      const at = weakest === 6 ? operators.findIndex(isWeakest) : operators.findLastIndex(isWeakest);
      const left = reference(operands.slice(0, at + 1), operators.slice(0, at));
      return `(${left} ${operators[at]} ${reference(operands.slice(at + 1), operators.slice(at + 1))})`;
    };
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...Object.keys(strength)), { maxLength: 12 }), (operators) => {
        const operands = Array.from({ length: operators.length + 1 }, (_, index) => `x${index}`);
        const text = operands.map((operand, index) => `${operand} ${operators[index] ?? ''}`).join(' ');
        expect(expressionOf(text)).toBe(reference(operands, operators));
      }),
    );
  });
});

describe('operands', () => {
  test.each([
    ['a.b.c', '((a.b).c)'],
    ['a . b', '(a.b)'],
    ['a.\nb', '(a.b)'],
    ['a[b[0]]', '(a[(b[0])])'],
    ['a["x-y"].z', '((a["x-y"]).z)'],
    ['f()', '(f())'],
    ['f(a, -b,)', '(f(a, (-b)))'],
    ['f(\n\ta,\n\tb,\n)', '(f(a, b))'],
    ['a.b(c)(d)', '(((a.b)(c))(d))'],
    ['"a".b', '("a".b)'],
    ['[]', '[]'],
    ['[1, [2], {}, ]', '[1, [2], {}]'],
    ['{ a = 1, "b c" = 2, `d` = 3 }', '{a = 1, b c = 2, d = 3}'],
    // Escapes in keys are not decoded, the empty key keeps its quotes, and the last of two counts only later.
    [String.raw`{ "a\n" = 1, "" = 2, a = 3, a = 4 }`, String.raw`{a\n = 1, "" = 2, a = 3, a = 4}`],
    ['[{ a = [1] }][0].a', '(([{a = [1]}][0]).a)'],
    ['null', 'null'],
    ['`raw`', '`raw`'],
    ['010', '010'],
  ])('%j', (text, tree) => expect(expressionOf(text)).toBe(tree));

  test('an index that a NUMBER seems to be is part of a FLOAT', () => expect(() => expressionOf('a.0')).toThrow());
});

describe('statements', () => {
  test.each([
    ['', ''],
    ['a = 1', 'a = 1'],
    ['a = 1\n\nb = 2\n', 'a = 1; b = 2'],
    ['a {}', 'a {}'],
    ['a . b.c "d" { x = 1 }', 'a.b.c "d" {x = 1}'],
    ['a "" {}', 'a "" {}'],
    ['a { b { c = 1 }\nd "e" { } }', 'a {b {c = 1}; d "e" {}}'],
    ['declare = declare', 'declare = declare'],
  ])('%j', (text, tree) => {
    const { root, errors } = parse(text);
    expect(errors).toEqual([]);
    expect(outline(root.statements)).toBe(tree);
  });

  test('nodes know their tokens', () => {
    const text = 'a.b "c" { x /* y */ = -f(1)[0].z }';
    const { root, tokens } = parse(text);
    const written = (index: number): string => text.slice(tokens[index]?.start, tokens[index]?.end);
    const [block] = root.statements;
    if (block?.kind !== 'Block') throw new Error('no block');
    expect(block).toMatchObject({ start: 0, end: text.length, fullName: 'a.b', broken: false, label: { text: 'c', start: 4, end: 7 } });
    expect([block.first, block.open, block.close, block.last].map(written)).toEqual(['a', '{', '}', '}']);
    const [attribute] = block.statements;
    if (attribute?.kind !== 'Attribute') throw new Error('no attribute');
    expect([attribute.first, attribute.equals, attribute.last].map(written)).toEqual(['x', '=', 'z']);
    const { value } = attribute;
    if (value.kind !== 'Unary' || value.operand.kind !== 'Access') throw new Error('no access');
    expect(value.operator).toBe(TokenKind.Minus);
    expect(written(value.operatorToken)).toBe('-');
    const { object } = value.operand;
    if (object.kind !== 'Index' || object.object.kind !== 'Call') throw new Error('no index');
    expect([object.open, object.close, object.object.open, object.object.close].map(written)).toEqual(['[', ']', '(', ')']);
    expect(text.slice(object.start, object.end)).toBe('f(1)[0]');
  });

  test('a key knows whether its name stands in quotes', () => {
    const { root } = parse('a = { b = 1, "c" = 2, "" = 3 }');
    const [attribute] = root.statements;
    if (attribute?.kind !== 'Attribute' || attribute.value.kind !== 'Object') throw new Error('no object');
    expect(attribute.value.fields.map(({ key }) => [key.text, key.quoted])).toEqual([
      ['b', false],
      ['c', true],
      ['""', false],
    ]);
  });
});

/** What holds of every tree. */
function expectTree({ text, tokens, root, errors }: ParseResult): void {
  let depth = 0;
  const visit = (node: Node, parent: Node): void => {
    if (++depth > 5000) throw new Error('too deep');
    const within = node.start >= parent.start && node.end <= parent.end && node.start <= node.end;
    if (!within) throw new Error(`${node.kind} ${node.start}–${node.end} leaves ${parent.kind} ${parent.start}–${parent.end}`);
    if (node.last >= node.first) {
      const [first, last] = [tokens[node.first], tokens[node.last]];
      const fits = node.kind === 'SourceFile' || (first?.start === node.start && last?.end === node.end);
      if (!fits) throw new Error(`${node.kind} ${node.start}–${node.end} has the tokens ${first?.start}–${last?.end}`);
    } else if (node.start !== node.end) throw new Error(`${node.kind} has an extent, but no tokens`);
    let at = node.start;
    for (const child of children(node)) {
      if (child.start < at) throw new Error(`${child.kind} at ${child.start} comes before its sibling's end at ${at}`);
      at = child.end;
      visit(child, node);
    }
    depth--;
  };
  visit(root, root);
  expect([root.start, root.end]).toEqual([0, text.length]);
  for (let i = 0; i < errors.length; i++) {
    const { start, end, message } = errors[i] as (typeof errors)[number];
    expect(start).toBeGreaterThanOrEqual(errors[i - 1]?.start ?? 0);
    expect(end).toBeGreaterThanOrEqual(start);
    expect(end).toBeLessThanOrEqual(text.length);
    expect(message).not.toMatch(/undefined|NaN|\[object/);
  }
}

describe('every tree', () => {
  test('of the seed', () => {
    const result = parse(SEED);
    expect(result.errors).toEqual([]);
    expectTree(result);
    expect(outline(result.root.statements)).toContain('x = (((-2) ^ 2) + (((((f(((a[0]).b), (!c)))(1.5e3)) * <(3 - .5)>) / 010) % 7))');
  });

  test.each([
    ['any text', anyText],
    ['pieces of the language', pieces],
    ['changed configurations', mutated],
  ])('is whole: nodes lie in their parents, in order, on their tokens: %s', (_name, texts) => {
    fc.assert(
      fc.property(texts, (text) => expectTree(parse(text))),
      { numRuns: 400 },
    );
  });

  test('without errors nothing is missing, skipped or broken', () => {
    fc.assert(
      fc.property(fc.oneof(pieces, mutated), (text) => {
        const { root, errors } = parse(text);
        let holes = 0;
        walk(root, (node) => {
          if (node.kind === 'Missing' || node.kind === 'Skipped' || (node.kind === 'Block' && node.broken)) holes++;
        });
        if (errors.length === 0) expect(holes).toBe(0);
      }),
      { numRuns: 300 },
    );
  });

  test('the same text gives the same tree, whatever was read before', () => {
    const before = parse(SEED);
    parse('b { [ { ( "');
    expect(parse(SEED)).toEqual(before);
  });
});

test('the grammar passes Chevrotain’s checks, but for what is meant', () => {
  class Checked extends Grammar {
    override performSelfAnalysis(): void {
      (this as unknown as { skipValidations: boolean }).skipValidations = false;
      super.performSelfAnalysis();
    }
  }
  let findings: string[] = [];
  try {
    new Checked();
  } catch (error) {
    findings = (error as Error).message.split('-------------------------------').map((finding) => finding.trim());
  }
  // What can begin an element is read as one; what cannot is a stray token. The first alternative wins.
  const meant = /Ambiguous Alternatives Detected: <1 ,2> in <OR> inside <(list|fields)> Rule/;
  expect(findings.filter((finding) => !meant.test(finding))).toEqual([]);
});
