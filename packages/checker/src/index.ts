/**
 * `@assay/checker`: what a program means and what is wrong with it.
 *
 * project (files, programs) → model (scopes, symbols, references) → checks (what `alloy validate` says) → diagnostics.
 */

export { checkProgram } from './check.ts';
export type { CheckOptions } from './checks/context.ts';
export { typeInWords } from './checks/words.ts';
export type { CodePage } from './diagnostics/codes.ts';
export type { Authority, Diagnostic, Fix, Place, RelatedPlace, Severity, TextEdit } from './diagnostics/diagnostic.ts';
export { nearest } from './diagnostics/nearest.ts';
export { allCodes, explainCode } from './diagnostics/pages.ts';
export { applyFixes, type FixOptions, type FixResult } from './fixes/apply.ts';
export { bind } from './model/binder.ts';
export { type GraphEdge, type GraphNode, type ModuleGraph, PipelineGraph, type Role, type Signal } from './model/graph.ts';
export { groupIntoPrograms } from './project/programs.ts';
export { openSource, type Source } from './project/source.ts';
export { type CheckedProgram, Workspace } from './project/workspace.ts';
export type { Level } from './rules/rule.ts';
