import { describe, expect, it } from 'vitest';
import { consoleBlocks, replay } from './console.ts';

describe('console blocks', () => {
  it('are found with their lines, and other blocks are not', () => {
    const markdown = 'Text\n\n```sh\nnpm test\n```\n\n```console\n$ assay --help\n```\n\n```console\n$ assay\n$ echo $?\n2\n```\n';
    expect(consoleBlocks(markdown)).toEqual([
      { line: 7, text: '$ assay --help\n' },
      { line: 11, text: '$ assay\n$ echo $?\n2\n' },
    ]);
  });

  it('give the exit status', () => {
    expect(replay({ line: 1, text: '$ assay --no-such-option\nout of date\n$ echo $?\n0\n' })).toMatch(
      /^\$ assay --no-such-option\nassay: [\s\S]+\n\$ echo \$\?\n2\n$/,
    );
  });

  it('run nothing but assay', () => {
    expect(() => replay({ line: 7, text: '$ npm test\n' })).toThrow(
      'line 7: only `assay` and `echo $?` can be run in a console block, not: npm test',
    );
  });
});
