import { testConsoleBlocks } from './console.ts';

// What a document says that Assay prints is what it prints. CONTRIBUTING.md says how to write such a block.
testConsoleBlocks('README.md');
testConsoleBlocks('docs/not-checked.md');
