import { loadCatalog } from '@assay/catalog';
import { checkProgram, type Diagnostic, openSource, type Source } from '@assay/checker';
import { parse, walk } from '@assay/parser';
import { describe, expect, test } from 'vitest';

const catalog = await loadCatalog();
const checkSource = (source: Source): readonly Diagnostic[] =>
  checkProgram([source], { catalog, stability: 'experimental', community: true });
const check = (content: string | Uint8Array): readonly Diagnostic[] => checkSource(openSource('robust.alloy', content));

/** Reads a text and checks it as a program; gives the codes of its syntax errors. How the work grows is counted by test/growth. */
function survives(text: string): string[] {
  const source = openSource('robust.alloy', text);
  const { tokens, root, errors } = source.parse;
  expect(tokens.map(({ start, end }) => text.slice(start, end)).join('') === text).toBe(true);
  // Those who recurse over the tree must not run out of stack.
  let nodes = 0;
  walk(root, () => nodes++);
  expect(nodes).toBeGreaterThan(0);
  expect(JSON.stringify(root).length).toBeGreaterThan(0);
  expect(checkSource(source).length).toBeGreaterThanOrEqual(errors.length);
  return errors.map(({ code }) => code);
}

const MANY = 100_000;
const many = (piece: string): string => piece.repeat(MANY);

describe('100,000 levels are too deep, and said to be', () => {
  test.each([
    ['parentheses', `a = ${many('(')}1${many(')')}`],
    ['lists', `a = ${many('[')}${many(']')}`],
    ['objects', `a = ${many('{ x = ')}1${many(' }')}`],
    ['indexes', `a = ${many('x[')}1${many(']')}`],
    ['calls', `a = ${many('f(')}1${many(')')}`],
    ['all of them', `a = ${'([{ x = f(y['.repeat(MANY / 2)}1${'])}])'.repeat(MANY / 2)}`],
    ['blocks', `${many('b {\n')}${many('}\n')}`],
    ['blocks on one line', `${many('b {')}${many('}')}`],
    ['minus signs', `a = ${many('-')}1`],
    ['negations', `a = ${many('!')}b`],
    ['members', `a = b${many('.c')}`],
    ['indexes in a row', `a = b${many('[0]')}`],
    ['calls in a row', `a = b${many('()')}`],
    ['sums', `a = 1${many(' + 1')}`],
    ['powers', `a = 1${many(' ^ 1')}`],
    ['comparisons', `a = b${many(' < b')}`],
    ['powers of negations', `a = -1${many(' ^ -1')}`],
    ['chains within brackets', `a = ${'('.repeat(100)}1${`${' + 1'.repeat(1000)})`.repeat(100)}`],
  ])('%s', (_name, text) => expect(survives(text)).toEqual(['syntax/nesting-too-deep']));
});

describe('what is open is said to be open', () => {
  test.each([
    ['parentheses', `a = ${many('(')}`],
    ['lists', `a = ${many('[')}`],
    ['objects', `a = ${many('{')}`],
    ['blocks', many('b {\n')],
    ['blocks at the margin', many('b.c "d" {\n')],
    ['blocks on one line', many('b.c "d" {')],
    ['lists on lines', many('a = [\n')],
    ['calls on lines', many('a = f(\n')],
    ['comments', many('/*')],
    ['strings', many('"\n')],
    ['single quotes', many("'\n")],
    ['indented ever deeper', Array.from({ length: 2000 }, (_, depth) => `${' '.repeat(depth)}b {\n`).join('')],
  ])('%s', (_name, text) => expect(survives(text).length).toBeGreaterThan(0));
});

describe('many of everything', () => {
  test.each([
    ['closing braces', many('}'), false],
    ['closing braces on lines', many('}\n'), false],
    ['parts of a name', `a${many('.b')} { }`, true],
    ['elements', `a = [${many('1, ')}]`, true],
    ['fields', `a = { ${many('x = 1, ')} }`, true],
    ['commas', `a = [${many(',')}]`, false],
    ['missing commas', `a = [\n${many('1\n')}]`, false],
    ['names', many('a '), false],
    ['labels', `a ${many('"x" ')}{ }`, false],
    ['statements', many('a = 1\n'), true],
    ['statements on one line', many('a = 1 '), false],
    ['statements with semicolons', many('a = 1;'), false],
    ['statements without values', many('a =\n'), false],
    ['commas behind statements', `b {\n${many('x = 1,\n')}}`, false],
    ['colons', `a = { ${many('x: 1, ')} }`, false],
    ['comments on one line', `a = 1 ${many('/* x */ ')}`, true],
    ['comments behind names', many('a /* x */ '), false],
    ['comments behind statements', many('a = 1 /* x */ /* y */ '), false],
    ['escapes', `a = "${many('\\d')}"`, false],
    ['characters that mean nothing', many('?'), false],
    ['hashes', many('#\n'), false],
    ['newlines', many('\n'), true],
    ['carriage returns', many('a = 1\r'), false],
    ['NUL characters', many('\0'), false],
    ['byte order marks', many('\ufeff'), false],
    ['halves of surrogate pairs', many('\ud800'), false],
  ])('%s', (_name, text, sound) => expect(survives(text).length === 0).toBe(sound));
});

describe('10 MB', () => {
  const LENGTH = 10_000_000;

  test('of what people write', () => {
    const parts: string[] = ['loki.write "all" {\n\tendpoint {\n\t\turl = "http://loki:3100/loki/api/v1/push"\n\t}\n}\n'];
    for (let i = 0, length = 0; length < LENGTH; i++) {
      const part = `\n// Number ${i}.\nloki.process "p${i}" {\n\tforward_to = [loki.write.all.receiver]\n\n\tstage.static_labels {\n\t\tvalues = { "app" = "${'x'.repeat(400)}-${i}" }\n\t}\n}\n`;
      length += part.length;
      parts.push(part);
    }
    const text = parts.join('');
    expect(check(text)).toEqual([]);
  });

  test.each([
    ['in one line', `a = [${`{ x = "${'x'.repeat(240)}", y = f(1)[0].z }, `.repeat(LENGTH / 270)}]`, 0],
    ['in one string', `a = "${'x'.repeat(LENGTH)}"`, 0],
    ['in one comment', `/* ${'x'.repeat(LENGTH)} */`, 0],
    ['in one name', `${'a'.repeat(LENGTH)} = 1`, 0],
    ['in one number', `a = ${'1'.repeat(LENGTH)}`, 0],
    ['of blanks', ' '.repeat(LENGTH), 0],
    ['of newlines', '\n'.repeat(LENGTH), 0],
    ['of NUL', '\0'.repeat(LENGTH), 1],
  ])('%s', (_name, text, errors) => {
    expect(parse(text).errors).toHaveLength(errors);
  });
});

describe('bytes', () => {
  const bytes = (text: string, encoding: BufferEncoding = 'utf8'): Uint8Array => Buffer.from(text, encoding);
  const codes = (content: string | Uint8Array): string[] => check(content).map(({ code }) => code);
  const SOUND = 'local.file "a" {\n\tfilename = "/tmp/a"\n}\n';

  test('UTF-8 with and without a mark, with and without carriage returns', () => {
    for (const text of [SOUND, `\ufeff${SOUND}`, SOUND.replaceAll('\n', '\r\n'), `\ufeff${SOUND.replaceAll('\n', '\r\n')}`]) {
      expect(codes(bytes(text))).toEqual([]);
    }
  });

  test.each([
    ['UTF-16, little endian', bytes(`\ufeff${SOUND}`, 'utf16le')],
    ['UTF-16, big endian', Buffer.from(bytes(`\ufeff${SOUND}`, 'utf16le')).swap16()],
    ['UTF-32', Buffer.concat([Buffer.from([0xff, 0xfe, 0, 0]), Buffer.from([...SOUND].flatMap((c) => [c.charCodeAt(0), 0, 0, 0]))])],
    ['Latin-1', bytes('// caf\u00e9\n', 'latin1')],
    ['a file that is no text', Uint8Array.from({ length: 10_000 }, (_, i) => (i * 7919) % 256)],
    ['all bytes 0xFF', new Uint8Array(100_000).fill(0xff)],
  ])('%s is one finding', (_name, content) => expect(codes(content)).toEqual(['file/encoding']));

  test('UTF-16 without a mark is text full of NUL', () => {
    expect(codes(bytes(SOUND, 'utf16le')).every((code) => code === 'syntax/illegal-character')).toBe(true);
  });

  test('lines that end with a carriage return alone are one line', () => {
    expect(codes(bytes('local.file "a" { }\rlocal.file "b" { }\r'))).toContain('syntax/expected-newline');
  });

  test('NUL in the middle', () => expect(codes(bytes('a = 1\0\n'))).toEqual(['syntax/illegal-character']));
});
