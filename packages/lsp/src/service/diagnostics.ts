import type { Diagnostic as Finding, Severity } from '@assay/checker';
import { type Diagnostic, DiagnosticSeverity, DiagnosticTag } from 'vscode-languageserver';
import { findingsIn, sourceOf } from './files.ts';
import { locationOf, rangeOf } from './positions.ts';
import type { Site } from './project.ts';

export const SOURCE = 'assay';

/** What the client can do with findings. */
export interface DiagnosticOptions {
  /** The link to the page of a code, where the client can open one. */
  readonly pageOf?: (code: string) => string;
}

const SEVERITIES: Readonly<Record<Severity, DiagnosticSeverity>> = {
  error: DiagnosticSeverity.Error,
  warning: DiagnosticSeverity.Warning,
  info: DiagnosticSeverity.Information,
};

/** Findings of things that nothing would miss. */
const UNNECESSARY: ReadonlySet<string> = new Set([
  'expression/dead-coalesce',
  'graph/unused-component',
  'graph/unused-source',
  'module/unused-argument',
  'module/unused-declare',
  'stage/extracted-unused',
  'suppression/expired',
  'suppression/unused',
]);

/** What is found in a file. */
export function diagnostics(site: Site, options: DiagnosticOptions = {}): Diagnostic[] {
  const { source, checked } = site;
  if (site.ignored) return [];
  return findingsIn(checked, source).map((finding) => toDiagnostic(site, finding, options));
}

/** A finding of the site's file, as the protocol has it. */
export function toDiagnostic({ project, source, checked }: Site, finding: Finding, { pageOf }: DiagnosticOptions = {}): Diagnostic {
  const { code, severity, message, notes, related, url } = finding;
  const href = pageOf?.(code) ?? url;
  const tags = tagsOf(code);
  const places = related.flatMap((place) => {
    const other = sourceOf(checked, place.file);
    return other ? [{ location: locationOf(project, other, place), message: place.message }] : [];
  });
  return {
    range: rangeOf(source, finding),
    severity: SEVERITIES[severity],
    code,
    ...(href !== undefined && { codeDescription: { href } }),
    source: SOURCE,
    message: [message, ...notes].join('\n'),
    ...(tags.length > 0 && { tags }),
    ...(places.length > 0 && { relatedInformation: places }),
  };
}

function tagsOf(code: string): DiagnosticTag[] {
  if (code.startsWith('deprecated/')) return [DiagnosticTag.Deprecated];
  return UNNECESSARY.has(code) ? [DiagnosticTag.Unnecessary] : [];
}
