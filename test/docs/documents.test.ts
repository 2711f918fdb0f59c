import { readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { consoleBlocks, readDocument, testConsoleBlocks } from './console.ts';

// What a document says that Assay prints is what it prints. CONTRIBUTING.md says how to write such a block.
testConsoleBlocks('README.md');
testConsoleBlocks('docs/not-checked.md');

describe('docs/not-checked', () => {
  const blocks = consoleBlocks(readDocument('docs/not-checked.md')).map(({ text }) => text);

  it.each(readdirSync(new URL('../../docs/not-checked/', import.meta.url)))('%s is shown, and nothing is found in it', (name) => {
    const block = blocks.find((text) => text.startsWith(`$ assay check docs/not-checked/${name}\n`));
    expect(block).toMatch(/\nNothing found: /);
  });
});
