import { type Catalog, loadCatalog, type Stability } from '@assay/catalog';
import { checkProgram } from './check.ts';
import type { Diagnostic } from './diagnostics/diagnostic.ts';
import { openSource } from './project/source.ts';

/** Tests of this package check against main. */
export const catalog: Catalog = await loadCatalog();

interface Flags {
  readonly stability?: Stability;
  readonly community?: boolean;
}

/** Checks files given by name, by default with every feature allowed. */
export function checkFiles(files: Readonly<Record<string, string | Uint8Array>>, flags: Flags = {}): Diagnostic[] {
  const sources = Object.entries(files).map(([path, content]) => openSource(path, content));
  return checkProgram(sources, { catalog, stability: flags.stability ?? 'experimental', community: flags.community ?? true });
}

/** Checks one file, and says of each finding what a test compares: `line:column code`. */
export function check(text: string, flags: Flags = {}): string[] {
  const source = openSource('test.alloy', text);
  return checkFiles({ 'test.alloy': text }, flags).map(({ code, start }) => {
    const { line, column } = source.lines.position(start);
    return `${line}:${column} ${code}`;
  });
}
