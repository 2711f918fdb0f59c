/**
 * `@assay/parser`: text → tokens → lossless syntax tree, with recovery.
 *
 * Nothing of Chevrotain leaves this package.
 */
export * from './syntax.ts';
