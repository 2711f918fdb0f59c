import { parse } from '@assay/parser';
import { describe, expect, test } from 'vitest';
import { format } from './format.ts';

function formatted(text: string): string | undefined {
  const source = parse(text);
  expect(source.errors).toEqual([]);
  return format(source)?.text;
}

/** The exceptions as pairs of kind and the text they are about. */
function exceptions(text: string): [string, string][] {
  return (format(parse(text))?.exceptions ?? []).map(({ kind, start, end }) => [kind, text.slice(start, end)]);
}

/** A source and what becomes of it, as lines: `→` is a tab, `·` a blank where one would not see it. */
function becomes(source: readonly string[], expected: readonly string[]): void {
  const text = (lines: readonly string[]): string => lines.map((line) => `${line.replaceAll('→', '\t').replaceAll('·', ' ')}\n`).join('');
  const result = formatted(text(source));
  expect(result).toBe(text(expected));
  expect(formatted(text(expected))).toBe(result);
}

describe('a file', () => {
  test('ends with one newline, and is nothing else where it holds nothing', () => {
    expect(formatted('')).toBe('\n');
    expect(formatted(' \n\t\n\n')).toBe('\n');
    expect(formatted('a = 1')).toBe('a = 1\n');
    expect(formatted('a = 1\n\n\n')).toBe('a = 1\n');
  });

  test('loses carriage returns and the byte order mark, but for those in raw strings', () => {
    expect(formatted('\ufeffa=1\r\n// c\r\nb = `\r\n`\r\n')).toBe('a = 1\n// c\nb = `\r\n`\n');
  });

  test('with syntax errors is not formatted', () => {
    expect(format(parse('a = \n'))).toBeUndefined();
  });
});

describe('statements', () => {
  test('in consecutive lines have their signs in one column', () => {
    becomes(['a=1', 'ccc   =   2', 'bb = 3'], ['a   = 1', 'ccc = 2', 'bb  = 3']);
  });

  test('may have one empty line between them, which ends the column', () => {
    becomes(['', 'a = 1', '', '', '', 'bbb = 2'], ['a = 1', '', 'bbb = 2']);
  });

  test('of several lines begin the column of no other', () => {
    becomes(['a = 1', 'bbb = [', '1,', ']', 'cc = 2'], ['a   = 1', 'bbb = [', '→1,', ']', 'cc = 2']);
  });

  test('count characters, not bytes', () => {
    becomes(['é = 1', 'bb = 2', '日本語 = "ü" // c', 'x = 1 // d'], ['é   = 1', 'bb  = 2', '日本語 = "ü" // c', 'x   = 1   // d']);
    becomes(['x = {"😀" = 1,', 'b = 2}'], ['x = {"😀" = 1,', '→b      = 2}']);
  });
});

describe('blocks', () => {
  test('have an empty line before them, none behind', () => {
    becomes(['a = 1', 'b { }', 'c = 1', 'd { }', 'e { }'], ['a = 1', '', 'b { }', 'c = 1', '', 'd { }', '', 'e { }']);
  });

  test('have their statements in lines of their own, unless there are none', () => {
    becomes(['a "x" {b=1}'], ['a "x" {', '→b = 1', '}']);
    becomes(['a.b.c   {', '', '}'], ['a.b.c { }']);
    becomes(['a {', 'b {', 'c {', 'd = 1', '}', '}', '}'], ['a {', '→b {', '→→c {', '→→→d = 1', '→→}', '→}', '}']);
  });

  test('lose an empty label, and what stands between the parts of their name', () => {
    becomes(['a "" { }', 'b . c  .d "x"{ }'], ['a { }', '', 'b.c.d "x" { }']);
  });
});

describe('expressions', () => {
  test('have blanks around operators of two sides, and none elsewhere', () => {
    becomes(['a = -  1+ ! b [ 2 ] . c ( 1,2 )*( 3 )'], ['a = -1 + !b[2].c(1, 2) * (3)']);
  });

  test('keep numbers and strings as they are written', () => {
    becomes(['a = [1E3, .5, 0777, "\\u00e9", `x`]'], ['a = [1E3, .5, 0777, "\\u00e9", `x`]']);
  });

  test('keep a number apart from a dot', () => {
    becomes(['a = 1 . x'], ['a = 1 .x']);
  });

  test('with operators go into one line', () => {
    becomes(['a = 1 +', '2', 'bbbb = 3'], ['a    = 1 + 2', 'bbbb = 3']);
  });
});

describe('arrays and calls', () => {
  test('have elements in the lines that they had, indented', () => {
    becomes(['a = [1,2,', '3, 4,', '', '5]'], ['a = [1, 2,', '→3, 4,', '→5]']);
    becomes(['a = f(1,2,', '3)'], ['a = f(1, 2,', '→3)']);
    becomes(['a = f(', '1, g(', '2,', '),', ')'], ['a = f(', '→1, g(', '→2,', '),', ')']);
  });

  test('have a comma at the end where the bracket stands on a line of its own', () => {
    becomes(['a = [1,', ']', 'b = f(1,', ')', 'c = [1,]'], ['a = [1,', ']', 'b = f(1,', ')', 'c = [1]']);
  });

  test('are closed up where they are empty', () => {
    becomes(['a = [', ']', 'b = f( )', 'c = [ ]'], ['a = []', 'b = f()', 'c = []']);
  });
});

describe('objects', () => {
  test('have fields in the lines that they had, and their signs in one column', () => {
    becomes(['a = {', 'b=1,ccc=2,', '', 'dd = 3, }'], ['a = {', '→b  = 1, ccc = 2,', '→dd = 3}']);
    becomes(['a = {', 'b=1,', 'dd = 3,', '', '}'], ['a = {', '→b  = 1,', '→dd = 3,', '}']);
    // Lines are compared with the one the last key stands on.
    becomes(['a = {x = [', '1,', ']}'], ['a = {x = [', '→→1,', '→],', '}']);
  });

  test('in one line have no blanks inside the braces', () => {
    becomes(['a = { b = 1, }', 'c = { }', 'd = {', '}'], ['a = {b = 1}', 'c = {}', 'd = {}']);
  });

  test('in consecutive lines share the columns of their fields', () => {
    becomes(['a = {x = 1, yy = 2}', 'bbb = {xxxxx = 1, y = 2}'], ['a   = {x     = 1, yy = 2}', 'bbb = {xxxxx = 1, y  = 2}']);
  });

  test('have their keys in double quotes where they have any', () => {
    becomes(['a = {`b` = 1, "c d" = 2, "" = 3, e = 4}'], ['a = {"b" = 1, "c d" = 2, "" = 3, e = 4}']);
  });
});

describe('comments', () => {
  test('behind consecutive lines stand in one column', () => {
    becomes(['a = 1 // c', 'bbb = 22    // d', 'e = 3', 'f = 4// g'], ['a   = 1  // c', 'bbb = 22 // d', 'e   = 3', 'f   = 4 // g']);
  });

  test('on lines of their own are indented, and end the columns', () => {
    becomes(['a {', 'b = 1', '// c', 'ccc = 2', '// d', '}'], ['a {', '→b = 1', '→// c', '→ccc = 2', '→// d', '}']);
    becomes(['a = [', '// b', '1, // c', '/* d */ 2,', '// e', ']'], ['a = [', '→// b', '→1, // c', '→/* d */ 2,', '→// e', ']']);
  });

  test('that are alone in an array or an object, or first in a call, are not indented', () => {
    becomes(['a = [', '// c', ']', 'b = {', '// d', '}'], ['a = [', '// c', ']', 'b = {', '// d', '}']);
    becomes(['a = f(', '// c', '1,', ')'], ['a = f(', '// c', '→1,', ')']);
  });

  test('keep one empty line before and behind them, if there were any', () => {
    becomes(['// a', '', '', '', '// b', 'c = 1', '', '', '// d', ''], ['// a', '', '// b', 'c = 1', '', '// d']);
    becomes(['a { }', '// b', 'c { }', '/* d */', '', '', 'e { }'], ['a { }', '// b', 'c { }', '/* d */', '', 'e { }']);
  });

  test('in a line stand between blanks', () => {
    becomes(['/*a*/b = /*c*/1/*d*/+ 2 /*e*/'], ['/*a*/ b = /*c*/ 1 /*d*/ + 2 /*e*/']);
  });

  test('go behind a sign', () => {
    becomes(['a /* c */ = 1', 'b/* d */= 2'], ['a = /* c */ 1', 'b = /* d */ 2']);
  });

  test('before or behind the only statement of a block keep it on their line', () => {
    becomes(['a { /* c */ b = 1 }'], ['a { /* c */ b = 1', '}']);
    becomes(['a { b = 1 /* c */ }'], ['a {', '→b = 1 /* c */ }']);
  });

  test('keep what is in them, but for carriage returns', () => {
    expect(formatted('// c \t \r\n/* d \t\r\n\t e\v*/\n')).toBe('// c \t \n/* d \t\n\t e\v*/\n');
    expect(formatted('/* *\r/ */\n')).toBe('/* *\r/ */\n');
  });
});

/** LANGUAGE.md 3.6. What the original would print is in the comments. */
describe('an exception is', () => {
  function excepted(source: readonly string[], expected: readonly string[], kinds: readonly [string, string][]): void {
    becomes(source, expected);
    expect(exceptions(source.map((line) => `${line.replaceAll('→', '\t').replaceAll('·', ' ')}\n`).join(''))).toEqual(kinds);
  }

  test('an empty call on two lines', () => {
    // a = f(,⏎)
    excepted(['a  = f(', ')'], ['a = f(', ')'], [['empty-call', '(']]);
    excepted(['a  = f(', '', 'g(', '), 1)'], ['a = f(', '→g(', '→), 1)'], [['empty-call', '(']]);
  });

  test('a raw string whose white space would not survive', () => {
    // Without the blanks at the end of a line.
    excepted(['a=`b··', '`'], ['a = `b··', '`'], [['raw-string', '`b  \n`']]);
    // With blanks for the tab.
    excepted(['a=`b→c`'], ['a = `b→c`'], [['raw-string', '`b\tc`']]);
    // With one more tab each time.
    excepted(['long_name=`', '→b', '`'], ['long_name = `', '→b', '`'], [['raw-string', '`\n\tb\n`']]);
  });

  test('not a raw string that survives', () => {
    excepted(['a=`', '→b', '  c', '`', 'd = 1'], ['a = `', '→b', '  c', '`', 'd = 1'], []);
  });

  test('a string with a tab', () => {
    // a = "b c"
    excepted(['a="b→c"'], ['a = "b→c"'], [['control-character-in-string', '"b\tc"']]);
    excepted(['a="b\\tc"'], ['a = "b\\tc"'], []);
  });

  test('a key that would be escaped', () => {
    // {"b\\n" = 1, "c\\d" = 2, "e\"" = 3}
    excepted(
      ['a={"b\\n"=1, `c\\d`=2, `e"`=3, `f`=4}'],
      ['a = {"b\\n" = 1, `c\\d` = 2, `e"` = 3, "f" = 4}'],
      [
        ['escaped-key', '"b\\n"'],
        ['escaped-key', '`c\\d`'],
        ['escaped-key', '`e"`'],
      ],
    );
  });

  test('a comment at the end of a call', () => {
    // Behind the parenthesis.
    excepted(['a = f(1, // b', '2,', '// c', ')'], ['a = f(1, // b', '→2,', '→// c', ')'], [['comment-in-call', '// c']]);
    excepted(['a = f(1/* c */)'], ['a = f(1 /* c */)'], [['comment-in-call', '/* c */']]);
    excepted(
      ['a = f(', '// c', ')'],
      ['a = f(', '→// c', ')'],
      [
        ['empty-call', '('],
        ['comment-in-call', '// c'],
      ],
    );
  });

  test('a comment that would swallow or break what comes behind it', () => {
    // a = b. // cd
    excepted(['a = b.// c', 'd'], ['a = b.d // c'], [['comment-in-expression', '// c']]);
    // a.b⏎/* c */ "x" { }
    excepted(['a.', 'b /* c */ "x" { }'], ['a.b /* c */ "x" { }'], [['comment-in-expression', '/* c */']]);
    excepted(['a.', 'b "x" /* c */ { }'], ['a.b "x" /* c */ { }'], []);
    // a.b // c⏎{ }
    excepted(['a.// c', 'b { }'], ['a. // c', 'b { }'], [['comment-in-expression', '// c']]);
  });

  test('found where it stands in the text that was given, whatever pass found it', () => {
    const text = 'b   =   1 +\n2\na {\n      c =    f(1,\n  g("x\ty" /* d */),/* e */)\n}\n';
    expect(exceptions(text)).toEqual([
      ['control-character-in-string', '"x\ty"'],
      ['comment-in-call', '/* d */'],
      ['comment-in-call', '/* e */'],
    ]);
  });
});
