/**
 * `@assay/lsp`: what editors ask of Assay. `service/` answers, and knows nothing of connections; `server/` speaks the protocol.
 * `@assay/lsp/node` and `@assay/lsp/browser` serve a client.
 */
export * from './protocol.ts';
export { incomingCalls, outgoingCalls, prepareCallHierarchy } from './service/call-hierarchy.ts';
export { CODE_ACTION_KINDS, codeActions, FIX_ALL } from './service/code-actions/index.ts';
export { codeLenses, SHOW_PLACES } from './service/code-lenses.ts';
export { type CompletionOptions, completion, completionDocumentation } from './service/completion/index.ts';
export { definition } from './service/definition.ts';
export { type DiagnosticOptions, diagnostics } from './service/diagnostics.ts';
export { documentLinks } from './service/document-links.ts';
export { explain } from './service/explain.ts';
export { foldingRanges } from './service/folding.ts';
export { formatting, onTypeFormatting, rangeFormatting, rangesFormatting } from './service/formatting.ts';
export { graph } from './service/graph.ts';
export { hover } from './service/hover.ts';
export { inlayHints } from './service/inlay-hints.ts';
export { linkedEditingRanges } from './service/linked-editing.ts';
export { offsetAt, positionAt, rangeOf } from './service/positions.ts';
export { Project, type Site } from './service/project.ts';
export { documentHighlights, references } from './service/references.ts';
export { prepareRename, RenameRefusal, rename } from './service/rename.ts';
export { selectionRanges } from './service/selection.ts';
export { semanticTokens, TOKEN_MODIFIERS, TOKEN_TYPES } from './service/semantic-tokens.ts';
export { signatureHelp } from './service/signature-help.ts';
export { documentSymbols, workspaceSymbols } from './service/symbols.ts';
export { typeDefinition } from './service/type-definition.ts';
