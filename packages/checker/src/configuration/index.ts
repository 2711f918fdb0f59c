/**
 * `@assay/checker/configuration`: assay.json, from its text to what holds for a file.
 *
 * keys (what can be written) → read (one file) → store (the nearest one, with what it extends) → configuration (what holds for a file) → options
 * (what the checker is told). Who has files gives access to them ({@link ConfigurationFiles}); nothing here knows of a disk.
 */

export { Configuration, type ConfiguredProgram, type RuleSettings, type Settings } from './configuration.ts';
export { findConflicts, findUnmatched } from './conflicts.ts';
export type { Located } from './forms.ts';
export { type Glob, readGlob } from './glob.ts';
export { anchorOf, type Globs } from './globs.ts';
export { configurationSchema } from './json-schema.ts';
export { ALLOY_KEYS, configurationForm } from './keys.ts';
export { type Asked, alloyKey, checkOptions, profileOf } from './options.ts';
export { CONFIGURATION_NAME, isConfigurationOfOurs, isWithin, parentOf, pathIn } from './paths.ts';
export type { ConfigurationProblem } from './problem.ts';
export { canBeOff, type ReadResult, readConfiguration, type WrittenConfiguration } from './read.ts';
export { type ConfigurationFiles, ConfigurationStore } from './store.ts';
