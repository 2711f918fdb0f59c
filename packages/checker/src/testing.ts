import { type Catalog, loadCatalog, type Stability } from '@assay/catalog';
import { checkProgram } from './check.ts';
import type { CheckOptions } from './checks/context.ts';
import type { Profile } from './configuration/profile.ts';
import type { Diagnostic } from './diagnostics/diagnostic.ts';
import { openSource } from './project/source.ts';
import type { Level } from './rules/rule.ts';
import { base2Bytes } from './values/text/bytes.ts';
import { goDuration, prometheusDuration } from './values/text/duration.ts';
import { hostPort } from './values/text/host-port.ts';
import { regex } from './values/text/regex.ts';
import { selector } from './values/text/selector.ts';
import { template } from './values/text/template.ts';
import { url } from './values/text/url.ts';

export { checkOttl } from './embed/ottl/check.ts';

/** Tests of this package check against main. */
export const catalog: Catalog = await loadCatalog();

interface Flags {
  readonly stability?: Stability;
  readonly community?: boolean;
  readonly levels?: ReadonlyMap<string, Level>;
  readonly settings?: NonNullable<CheckOptions['settings']>;
  readonly profile?: Profile;
  readonly today?: string;
  readonly mostFindings?: number;
}

/** What Alloy refuses in files given by name, by default with every feature allowed. */
export function checkFiles(files: Readonly<Record<string, string | Uint8Array>>, flags: Flags = {}): readonly Diagnostic[] {
  return checkAll(files, flags).filter(({ authority }) => authority !== 'lint');
}

/** What rules say of one file, as {@link check} says it. Fails where Alloy would refuse the file. */
export function lint(text: string, flags: Flags = {}): string[] {
  const found = checkAll({ 'test.alloy': text }, flags);
  const refused = found.find(({ authority, severity }) => authority !== 'lint' && severity === 'error');
  if (refused) throw new Error(`the text of the test is refused: ${refused.code} ${refused.message}`);
  return places(
    text,
    found.filter(({ authority }) => authority === 'lint'),
  );
}

/** Everything there is to say of files given by name. */
export function checkAll(files: Readonly<Record<string, string | Uint8Array>>, flags: Flags = {}): readonly Diagnostic[] {
  const sources = Object.entries(files).map(([path, content]) => openSource(path, content));
  return checkProgram(sources, { catalog, stability: 'experimental', community: true, ...flags });
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

const parsers: Readonly<Record<string, (text: string) => string | undefined>> = {
  bytes: (text) => errorOf(base2Bytes(text)),
  duration: (text) => errorOf(goDuration(text)),
  'prometheus-duration': (text) => errorOf(prometheusDuration(text)),
  regex: (text) => regex(text, 'main'),
  selector: (text) => selector(text)?.problem,
  template,
  url,
  'host-port': hostPort,
};

function errorOf(result: object): string | undefined {
  return 'error' in result ? String(result.error) : undefined;
}

/** What a parser says of a text; the kinds are those of the recorded verdicts (`regex`, `template`, `selector`, …). */
export function stringProblem(kind: string, text: string): string | undefined {
  const parser = parsers[kind];
  if (!parser) throw new Error(`there is no parser for ${kind}`);
  return parser(text);
}
