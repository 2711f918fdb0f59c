import { defineConfig } from 'vitest/config';

const core = ['parser', 'catalog', 'formatter', 'checker'].map((name) => `packages/${name}/src/**/*.test.ts`);

export default defineConfig({
  test: {
    testTimeout: 60_000,
    projects: [
      // The core has no state beside what it remembers of its inputs, so its tests need no process of their own for each file.
      { extends: true, test: { name: 'core', include: core, isolate: false } },
      {
        extends: true,
        test: { name: 'rest', include: ['packages/*/src/**/*.test.ts', 'test/**/*.test.ts'], exclude: [...core, '**/node_modules/**'] },
      },
    ],
  },
});
