/**
 * `@assay/lsp`: what editors ask of Assay. `service/` answers, and knows nothing of connections; `server/` speaks the protocol.
 * `@assay/lsp/node` and `@assay/lsp/browser` serve a client.
 */
export * from './protocol.ts';
export { CODE_ACTION_KINDS, codeActions, FIX_ALL } from './service/code-actions.ts';
export { type CompletionOptions, completion, completionDocumentation } from './service/completion/index.ts';
export { definition } from './service/definition.ts';
export { type DiagnosticOptions, diagnostics } from './service/diagnostics.ts';
export { explain } from './service/explain.ts';
export { formatting, onTypeFormatting, rangeFormatting, rangesFormatting } from './service/formatting.ts';
export { graph } from './service/graph.ts';
export { hover } from './service/hover.ts';
export { offsetAt, positionAt, rangeOf } from './service/positions.ts';
export { Project, type Site } from './service/project.ts';
