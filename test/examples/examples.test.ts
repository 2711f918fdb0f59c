import { readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { consoleBlocks, readDocument, testConsoleBlocks } from '../docs/console.ts';

testConsoleBlocks('examples/big-bang/README.md');
testConsoleBlocks('examples/broken/README.md');

describe('examples/broken', () => {
  const blocks = consoleBlocks(readDocument('examples/broken/README.md')).map(({ text }) => text);
  const files = readdirSync(new URL('../../examples/broken/', import.meta.url)).filter((name) => name.endsWith('.alloy'));

  it.each(files)('the README shows %s, with one finding', (name) => {
    const block = blocks.find((text) => text.startsWith(`$ assay check examples/broken/${name}\n`));
    expect(block).toBeDefined();
    expect(block).toMatch(/^1 (error|warning) in 1 file$/m);
  });
});
