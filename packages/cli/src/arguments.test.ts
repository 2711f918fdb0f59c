import { describe, expect, it } from 'vitest';
import { helpText, parseArguments } from './arguments.ts';
import { verbs } from './commands/verbs.ts';
import { UsageError } from './output.ts';

const options = {
  format: { value: 'FORMAT', choices: ['human', 'json'], help: 'how' },
  only: { value: 'LIST', choices: ['a', 'b', 'c'], list: true, help: 'what' },
  name: { value: 'NAME', help: 'who' },
  each: { help: 'one by one' },
  since: { value: 'REF', optional: (text: string) => text !== 'path', help: 'since when' },
} as const;

const parse = (...argv: string[]) => parseArguments(argv, options);

function errorOf(...argv: string[]): UsageError {
  try {
    parse(...argv);
  } catch (error) {
    if (error instanceof UsageError) return error;
    throw error;
  }
  throw new Error('accepted');
}

describe('parseArguments', () => {
  it('reads options and positionals in any order', () => {
    expect(parse('x', '--format', 'json', '--each', '-', '--only=a, c', '--', '--y')).toEqual({
      values: { format: 'json', each: true, only: ['a', 'c'] },
      positionals: ['x', '-', '--y'],
    });
  });

  it('takes the last of two', () => {
    expect(parse('--format', 'json', '--format', 'human')).toMatchObject({ values: { format: 'human' } });
  });

  it('takes a value that begins with a hyphen only after =', () => {
    expect(parse('--name=-x')).toMatchObject({ values: { name: '-x' } });
    expect(parse('--name', '-')).toMatchObject({ values: { name: '-' } });
    expect(errorOf('--name', '--each').message).toBe('--name needs a value: NAME');
  });

  it('takes what stands behind an option that may do without, where it may be its value', () => {
    expect(parse('--since', 'main', 'x')).toEqual({ values: { since: 'main' }, positionals: ['x'] });
    expect(parse('--since', 'path')).toEqual({ values: { since: true }, positionals: ['path'] });
    expect(parse('--since=path', 'x')).toEqual({ values: { since: 'path' }, positionals: ['x'] });
    expect(parse('x', '--since')).toEqual({ values: { since: true }, positionals: ['x'] });
    expect(parse('--since', '--each', 'main')).toEqual({ values: { since: true, each: true }, positionals: ['main'] });
    expect(parse('--since', '--', 'main')).toEqual({ values: { since: true }, positionals: ['main'] });
  });

  it('finds --help and -h among anything', () => {
    expect(parse('--wrong', '--help')).toBe('help');
    expect(parse('x', '-h')).toBe('help');
    expect(parse('--', '--help')).toEqual({ values: {}, positionals: ['--help'] });
  });

  it('says what is wrong', () => {
    expect(errorOf('--fromat').message).toBe('there is no option --fromat');
    expect(errorOf('--fromat').misspelling).toEqual({ given: 'fromat', known: ['format', 'only', 'name', 'each', 'since'], prefix: '--' });
    expect(errorOf('-x').message).toBe('there is no option -x');
    expect(errorOf('--__proto__=1').message).toBe('there is no option --__proto__');
    expect(errorOf('--format').message).toBe('--format needs a value: human or json');
    expect(errorOf('--format=').message).toBe('--format needs a value: human or json');
    expect(errorOf('--format', 'xml').message).toBe('--format takes human or json, not "xml"');
    expect(errorOf('--only', 'a,d').message).toBe('--only takes a, b or c, not "d"');
    expect(errorOf('--each=yes').message).toBe('--each takes no value');
  });
});

describe('--help', () => {
  it.each(Object.keys(verbs))('of %s fits a screen of 40 lines and 80 columns', async (name) => {
    const lines = helpText(verbs[name]!.command).trimEnd().split('\n');
    expect(lines.length).toBeLessThanOrEqual(39);
    for (const line of lines) expect(line.length).toBeLessThanOrEqual(80);
  });
});
