/** Who may import whom (ARCHITECTURE.md). An edge that no rule allows fails the lint. */
const only = (from, to) => ({
  name: `${from}-imports-only`,
  severity: 'error',
  comment: `packages/${from} may import of our packages only: ${to.join(', ') || 'none'}`,
  from: { path: `^packages/${from}/src` },
  to: { path: '^packages/([^/]+)/', pathNot: [`^packages/${from}/`, ...to.map((p) => `^packages/${p}/src/index\\.ts$`)] },
});

export default {
  forbidden: [
    only('parser', []),
    only('catalog', []),
    only('formatter', ['parser']),
    only('checker', ['parser', 'catalog']),
    only('cli', ['parser', 'formatter', 'catalog', 'checker']),
    {
      name: 'no-node-in-the-core',
      severity: 'error',
      comment: 'the core runs in a browser: node:* only in cli, tests and build code',
      from: { path: '^packages/(parser|formatter|catalog|checker)/src', pathNot: '\\.test\\.ts$' },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'chevrotain-in-the-parser-only',
      severity: 'error',
      from: { pathNot: '^packages/parser/' },
      to: { path: 'node_modules/.*chevrotain' },
    },
    { name: 'no-cycles', severity: 'error', from: {}, to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } } },
    { name: 'resolvable', severity: 'error', from: {}, to: { couldNotResolve: true } },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(^|/)dist/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'types', 'node'] },
  },
};
