import fc from 'fast-check';
import picomatch from 'picomatch';
import { describe, expect, test } from 'vitest';
import { readGlob } from './glob.ts';

const matching = (glob: string, paths: readonly string[], hidden = true): string[] => {
  const read = readGlob(glob, { hidden });
  return paths.filter((path) => read.matches(path));
};

describe('a glob means', () => {
  test.each([
    ['*', ['a', '.a'], ['a/b']],
    ['a*', ['a', 'ab'], ['a/b', 'ba']],
    ['?', ['a', '😀'], ['ab', 'a/b', '/']],
    ['a?b', ['acb', 'a😀b'], ['a/b', 'ab']],
    ['**', ['a', 'a/b', 'a/b/c'], []],
    ['**/a', ['a', 'x/a', 'x/y/a'], ['xa', 'x/ba']],
    ['a/**', ['a/b', 'a/b/c'], ['a', 'ab']],
    ['a/**/b', ['a/b', 'a/x/b', 'a/x/y/b'], ['a/xb', 'ab']],
    ['a/**/**/b', ['a/b', 'a/x/b'], ['ab']],
    ['*/**', ['a/b', 'a/b/c'], ['a']],
    ['**.a', ['x.a', 'x/y.a', '.a'], ['x']],
    ['a**b', ['ab', 'axb', 'a/b', 'a/x/b'], ['a/x']],
    ['[ab]', ['a', 'b', '[ab]'], ['c']],
    ['[!ab]', ['c', '!'], ['a', '/']],
    ['[^a-c]', ['d', '^'], ['b']],
    ['x[!a]y', ['xby'], ['x/y', 'xay']],
    ['[]a]', [']', 'a'], ['b']],
    ['[a-]', ['a', '-'], ['b']],
    ['[a', ['[a'], ['a']],
    ['[a/b]c', ['[a/b]c'], ['a', '/c', 'bc']],
    ['{a,b}/c', ['a/c', 'b/c', '{a,b}/c'], ['c']],
    ['{a,b/c}/d', ['a/d', 'b/c/d'], ['b/d']],
    ['{**,a}/b', ['b', 'a/b', 'x/y/b'], []],
    ['a{,b}', ['a', 'ab'], ['abb']],
    ['{a,{b,c}d}', ['a', 'bd', 'cd'], ['d']],
    ['{a..c}', ['a', 'b'], ['d', '.']],
    ['{3..1}', ['1', '2'], ['4']],
    ['{a}', ['{a}'], ['a']],
    ['{a,b', ['{a,b'], ['a']],
    ['{a,[,}]}', ['a', ',', '}'], ['[']],
    ['\\*', ['*'], ['a']],
    ['\\{a,b}', ['{a,b}'], ['a']],
    ['a(1)+@!$^|.alloy', ['a(1)+@!$^|.alloy'], ['a1', 'a(1)+@!$^|xalloy']],
    ['a[b]', ['ab', 'a[b]'], ['a']],
  ])('%s', (glob, meant, others) => {
    expect(matching(glob, [...meant, ...others])).toEqual(meant);
  });

  test('a name that begins with a dot only where a dot stands, if it is hidden', () => {
    const paths = ['.a', 'a', '.x/b', 'x/.b', 'x/b'];
    expect(matching('*', paths, false)).toEqual(['a']);
    expect(matching('.*', paths, false)).toEqual(['.a']);
    expect(matching('?a', paths, false)).toEqual([]);
    expect(matching('[.]a', paths, false)).toEqual([]);
    expect(matching('*.a', paths, false)).toEqual([]);
    expect(matching('{*,y}.a', paths, false)).toEqual([]);
    expect(matching('**', paths, false)).toEqual(['a', 'x/b']);
    expect(matching('**/b', paths, false)).toEqual(['x/b']);
    expect(matching('**/.b', paths, false)).toEqual(['x/.b']);
    expect(matching('.x/*', paths, false)).toEqual(['.x/b']);
  });

  test('what is below a directory, where that is asked for', () => {
    const below = (glob: string, path: string): boolean => readGlob(glob, { hidden: true }).matches(path, true);
    expect(['a', 'a/b', 'a/b/c', 'ab', 'x/a'].filter((path) => below('a', path))).toEqual(['a', 'a/b', 'a/b/c']);
    expect(['a', 'a/b', 'x/a/b', 'x/ab'].filter((path) => below('**/a', path))).toEqual(['a', 'a/b', 'x/a/b']);
    expect(['a/b', 'a/b.c/d', 'a/bc'].filter((path) => below('a/*.c', path))).toEqual(['a/b.c/d']);
  });
});

const name = fc.string({ unit: fc.constantFrom('a', 'b', 'c', '.'), minLength: 1, maxLength: 3 }).map((text) => text.replace(/\.$/, 'a'));
const path = fc.array(name, { minLength: 1, maxLength: 4 }).map((parts) => parts.join('/'));
const word = fc.string({ unit: fc.constantFrom('a', 'b', 'c'), minLength: 1, maxLength: 2 });
const piece = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom('a', 'b', 'c', '.', '?', '*', '[ab]', '[^a]', '[a-c]', '{a}') },
  { weight: 1, arbitrary: fc.tuple(word, word, word).map(([a, b, c]) => `{${a}x,${b},${c}?}`) },
);
const part = fc.oneof(
  { weight: 4, arbitrary: fc.array(piece, { minLength: 1, maxLength: 3 }).map((pieces) => pieces.join('').replace(/\*+/g, '*')) },
  { weight: 1, arbitrary: fc.constant('**') },
);
const glob = fc
  .array(part, { minLength: 1, maxLength: 4 })
  .map((parts) => parts.join('/'))
  // Names that are `.` or `..`, or end in a dot, are read in ways of their own by others.
  .filter((text) => !/\.(?:\/|$)/.test(text));

test('what others read in the same way means the same to them', () => {
  fc.assert(
    fc.property(glob, path, (text, given) => {
      // `a/**` is what is below `a` here; there, it is `a` too.
      const theirs = picomatch(text.replace(/\/\*\*$/, '/**/*'), { dot: true, noextglob: true, nonegate: true, windows: false });
      expect(matching(text, [given])).toEqual(theirs(given) ? [given] : []);
    }),
    { numRuns: 5000 },
  );
});
