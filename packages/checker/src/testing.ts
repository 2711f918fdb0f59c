import { type Catalog, loadCatalog, type Stability } from '@assay/catalog';
import { checkProgram } from './check.ts';
import type { Diagnostic } from './diagnostics/diagnostic.ts';
import { openSource } from './project/source.ts';
import type { Level } from './rules/rule.ts';

/** Tests of this package check against main. */
export const catalog: Catalog = await loadCatalog();

interface Flags {
  readonly stability?: Stability;
  readonly community?: boolean;
  readonly levels?: ReadonlyMap<string, Level>;
}

/** What Alloy refuses in files given by name, by default with every feature allowed. */
export function checkFiles(files: Readonly<Record<string, string | Uint8Array>>, flags: Flags = {}): Diagnostic[] {
  return checkAll(files, flags).filter(({ authority }) => authority !== 'lint');
}

/** What rules say of one file, as {@link check} says it. Fails where Alloy would refuse the file. */
export function lint(text: string): string[] {
  const found = checkAll({ 'test.alloy': text });
  const refused = found.find(({ authority, severity }) => authority !== 'lint' && severity === 'error');
  if (refused) throw new Error(`the text of the test is refused: ${refused.code} ${refused.message}`);
  return places(
    text,
    found.filter(({ authority }) => authority === 'lint'),
  );
}

/** Everything there is to say of files given by name. */
export function checkAll(files: Readonly<Record<string, string | Uint8Array>>, flags: Flags = {}): Diagnostic[] {
  const sources = Object.entries(files).map(([path, content]) => openSource(path, content));
  const { stability = 'experimental', community = true, levels } = flags;
  return checkProgram(sources, { catalog, stability, community, ...(levels && { levels }) });
}

/** What Alloy refuses in one file, as a test compares it: `line:column code`. */
export function check(text: string, flags: Flags = {}): string[] {
  return places(text, checkFiles({ 'test.alloy': text }, flags));
}

function places(text: string, found: readonly Diagnostic[]): string[] {
  const { lines } = openSource('test.alloy', text);
  return found.map(({ code, start }) => {
    const { line, column } = lines.position(start);
    return `${line}:${column} ${code}`;
  });
}
