/**
 * `@assay/checker`: what a program means and what is wrong with it.
 *
 * project (files, programs) → model (scopes, symbols, references) → checks (what `alloy validate` says) → diagnostics.
 */

export { checkProgram, findAll } from './check.ts';
export { bridgeBetween } from './checks/bridges.ts';
export { type CheckOptions, headerSpan, isAllowed, nameSpan, type RuleSetting } from './checks/context.ts';
export { defaultWords, stabilityWords, typeWords, valuesOf } from './checks/short-words.ts';
export { typeInWords } from './checks/words.ts';
export type { Profile } from './configuration/profile.ts';
export type { CodePage } from './diagnostics/codes.ts';
export type { Authority, Diagnostic, Fix, Place, RelatedPlace, Severity, TextEdit } from './diagnostics/diagnostic.ts';
export { nearest } from './diagnostics/nearest.ts';
export { allCodes, explainCode } from './diagnostics/pages.ts';
export { fingerprints } from './fingerprints/fingerprints.ts';
export { applyFixes, chooseFixes, type DroppedFix, type FixOptions, type FixResult, isHarmless } from './fixes/apply.ts';
export type { Choice } from './fixes/judge.ts';
export { bind } from './model/binder.ts';
export { Body } from './model/body.ts';
export { type Chain, chainOf, chainsIn, resolve } from './model/chains.ts';
export { attributeOf, declareOf, evaluate } from './model/evaluate.ts';
export { type GraphEdge, type GraphNode, type ModuleGraph, PipelineGraph, type Role, type Signal } from './model/graph.ts';
export {
  allModules,
  type BlockSymbol,
  type CustomNamespace,
  findNamespace,
  findSymbol,
  hasVariable,
  isInRoot,
  type Module,
  type ModuleArgument,
  type Program,
} from './model/program.ts';
export { ownStatements, traversals } from './model/references.ts';
export { type FileInterface, fileInterface, groupInterfaces, groupIntoPrograms } from './project/programs.ts';
export { openSource, type Source } from './project/source.ts';
export { type CheckedProgram, Workspace } from './project/workspace.ts';
export type { Level } from './rules/rule.ts';
export { REASON_TO_WRITE } from './suppressions/comment.ts';
export { type Findings, isSuppressible, levelFor, type SuppressedDiagnostic } from './suppressions/suppress.ts';
export { suppressionAbove, suppressionInFile, type WriteOptions, writeSuppressions } from './suppressions/write.ts';
export { fitsInto } from './values/fit.ts';
export type { StaticValue } from './values/static.ts';
export { goDuration } from './values/text/duration.ts';
