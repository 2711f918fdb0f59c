import { readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { blockFor, testConsoleBlocks } from './console.ts';

// What a document says that Assay prints is what it prints. CONTRIBUTING.md says how to write such a block.
testConsoleBlocks('README.md');
testConsoleBlocks('docs/not-checked.md');
testConsoleBlocks('docs/suppressions.md');
testConsoleBlocks('docs/configuration.md');

describe('docs/not-checked', () => {
  it.each(readdirSync(new URL('../../docs/not-checked/', import.meta.url)))('%s is shown, and nothing is found in it', (name) => {
    expect(blockFor('docs/not-checked.md', `assay check docs/not-checked/${name}`)).toMatch(/^Nothing found in 1 file /m);
  });
});
