import { readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { consoleBlocks, readDocument, testConsoleBlocks } from '../docs/console.ts';

testConsoleBlocks('examples/big-bang/README.md');
testConsoleBlocks('examples/broken/README.md');

describe('examples/big-bang', () => {
  it('has no findings', () => {
    const [block] = consoleBlocks(readDocument('examples/big-bang/README.md'));
    expect(block?.text).toMatch(/^\$ assay check examples\/big-bang\nNothing found: 5 files checked/);
  });
});

describe('examples/broken', () => {
  const blocks = consoleBlocks(readDocument('examples/broken/README.md')).map(({ text }) => text);
  const files = readdirSync(new URL('../../examples/broken/', import.meta.url)).filter((name) => name.endsWith('.alloy'));

  it.each(files)('the README shows %s, with one finding', (name) => {
    const block = blocks.find((text) => text.startsWith(`$ assay check examples/broken/${name}\n`));
    expect(block).toBeDefined();
    expect(block).toMatch(/^Found 1 (error|warning); 1 file checked/m);
  });
});
