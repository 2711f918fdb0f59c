import { readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { blockFor, testConsoleBlocks } from '../docs/console.ts';

testConsoleBlocks('examples/big-bang/README.md');
testConsoleBlocks('examples/broken/README.md');

describe('examples/big-bang', () => {
  it('has no findings', () => {
    expect(blockFor('examples/big-bang/README.md', 'assay check examples/big-bang')).toMatch(/^Nothing found in 5 files /m);
  });
});

describe('examples/broken', () => {
  const files = readdirSync(new URL('../../examples/broken/', import.meta.url)).filter((name) => name.endsWith('.alloy'));

  it.each(files)('the README shows %s, with one finding', (name) => {
    expect(blockFor('examples/broken/README.md', `assay check examples/broken/${name}`)).toMatch(/^1 (error|warning) in 1 file$/m);
  });
});
