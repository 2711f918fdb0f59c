import { type Diagnostic, explainCode, type Fix, type Place, type Severity, type Source } from '@assay/checker';
import type {
  ArtifactLocation,
  CodeFlow,
  Invocation,
  Location,
  Log,
  PhysicalLocation,
  Region,
  ReportingDescriptor,
  Result,
  Fix as SarifFix,
} from 'sarif';
import { jsonText } from '../harmless.ts';
import { version } from '../version.ts';
import { contextOf, fullText, type Page, type Report, type Reporter, sourceOf } from './reporter.ts';

const SCHEMA = 'https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json';
/** Where paths begin: the name that code scanning services give to the root of the repository. */
const ROOT = '%SRCROOT%';
/** What a rule's page links to where its findings have no page of Alloy's in common. */
const REFERENCE = 'https://grafana.com/docs/alloy/latest/reference/';
/** Codes whose related places are the steps of a way round, in their order. */
const CYCLES: ReadonlySet<string> = new Set(['reference/cycle', 'module/recursive']);

/** SARIF 2.1.0, for code scanning services: one log with one run. Columns are those of editors, in UTF-16 units. */
export const sarif: Reporter = (report, page) => jsonText(new SarifLog(report, page).log(), 2);

class SarifLog {
  readonly #report: Report;
  readonly #page: Page;
  /** Index of each file named so far. */
  readonly #artifacts = new Map<string, number>();

  constructor(report: Report, page: Page) {
    this.#report = report;
    this.#page = page;
  }

  log(): Log {
    const { suppressed } = this.#report;
    const diagnostics = [...this.#report.diagnostics, ...suppressed.map(({ diagnostic }) => diagnostic)];
    const rules = [...new Set(diagnostics.map(({ code }) => code))].sort();
    const indexes = new Map(rules.map((code, index) => [code, index]));
    const result = (diagnostic: Diagnostic): Result => this.#result(diagnostic, indexes.get(diagnostic.code)!);
    const results = [
      ...this.#report.diagnostics.map(result),
      ...suppressed.map(({ diagnostic, by, reason }) => ({
        ...result(diagnostic),
        suppressions: [{ kind: by === 'comment' ? 'inSource' : 'external', ...(reason !== '' && { justification: reason }) } as const],
      })),
    ];
    return {
      $schema: SCHEMA,
      version: '2.1.0',
      runs: [
        {
          tool: {
            driver: {
              name: 'Assay',
              fullName: `Assay ${version} for Alloy ${this.#report.alloy}`,
              version,
              semanticVersion: version,
              rules: rules.map((code) => describe(code, diagnostics)),
            },
          },
          invocations: [this.#invocation()],
          originalUriBaseIds: { [ROOT]: { description: { text: 'The root of the repository.' } } },
          columnKind: 'utf16CodeUnits',
          results,
          artifacts: [...this.#artifacts.keys()].map((file) => ({ location: this.#uri(file) })),
        },
      ],
    };
  }

  #invocation(): Invocation {
    const { faults } = this.#report;
    return {
      executionSuccessful: faults.length === 0,
      ...(faults.length > 0 && {
        toolExecutionNotifications: faults.map((text) => ({ level: 'error' as const, message: { text } })),
      }),
    };
  }

  #result(diagnostic: Diagnostic, ruleIndex: number): Result {
    const { code, severity, authority, related, fixes } = diagnostic;
    return {
      ruleId: code,
      ruleIndex,
      kind: 'fail',
      level: LEVELS[severity],
      message: { text: fullText(diagnostic) },
      locations: [{ physicalLocation: this.#physical(diagnostic) }],
      partialFingerprints: { 'assay/v1': contextOf(this.#report, diagnostic).fingerprint },
      ...(related.length > 0 && {
        relatedLocations: related.map((place, id) => ({
          id,
          physicalLocation: this.#physical(place),
          message: { text: place.message },
        })),
      }),
      ...(related.length > 0 && CYCLES.has(code) && { codeFlows: [this.#wayRound(diagnostic)] }),
      ...(fixes.length > 0 && { fixes: fixes.map((fix) => this.#fix(fix)) }),
      properties: { authority },
    };
  }

  /** The finding's own place, then the related ones: what refers to what, back to where it began. */
  #wayRound({ message, related, ...own }: Diagnostic): CodeFlow {
    const step = (place: Place, text: string): { location: Location } => ({
      location: { physicalLocation: this.#physical(place), message: { text } },
    });
    return { threadFlows: [{ locations: [step(own, message), ...related.map((place) => step(place, place.message))] }] };
  }

  #fix({ title, safety, edits }: Fix): SarifFix {
    const files = [...new Set(edits.map(({ file }) => file))];
    return {
      description: { text: title },
      artifactChanges: files.map((file) => ({
        artifactLocation: this.#artifact(file),
        replacements: edits
          .filter((edit) => edit.file === file)
          .map((edit) => ({ deletedRegion: region(sourceOf(this.#report, file), edit), insertedContent: { text: edit.text } })),
      })),
      properties: { safety },
    };
  }

  #physical(place: Place): PhysicalLocation {
    return { artifactLocation: this.#artifact(place.file), region: region(sourceOf(this.#report, place.file), place) };
  }

  #artifact(file: string): ArtifactLocation {
    const index = this.#artifacts.get(file) ?? this.#artifacts.size;
    this.#artifacts.set(file, index);
    return { ...this.#uri(file), index };
  }

  #uri(file: string): ArtifactLocation {
    const path = this.#page.inRepository(file);
    const encoded = path.split('/').map(encodeURIComponent).join('/');
    if (path.startsWith('/')) return { uri: `file://${encoded}` };
    // A drive of Windows.
    if (/^[A-Za-z]:/.test(path)) return { uri: `file:///${encoded}` };
    return { uri: encoded, uriBaseId: ROOT };
  }
}

const LEVELS = { error: 'error', warning: 'warning', info: 'note' } as const satisfies Record<Severity, Result.level>;

/** A stretch in lines from 1 and columns from 1 in UTF-16 units, the end exclusive. */
function region({ lines }: Source, { start, end }: Pick<Place, 'start' | 'end'>): Region {
  const place = (offset: number): [line: number, column: number] => {
    const line = lines.lineAt(offset);
    return [line, offset - lines.lineStart(line) + 1];
  };
  const [startLine, startColumn] = place(start);
  const [endLine, endColumn] = place(Math.max(start, end));
  return { startLine, startColumn, endLine, endColumn };
}

/** The page of a code. */
function describe(code: string, diagnostics: readonly Diagnostic[]): ReportingDescriptor {
  const page = explainCode(code);
  const own = diagnostics.filter((diagnostic) => diagnostic.code === code);
  const urls = new Set(own.map(({ url }) => url));
  const [url] = urls;
  const title = page?.title ?? code;
  const text = page?.text ?? title;
  return {
    id: code,
    shortDescription: { text: title },
    fullDescription: { text: text.split('\n\n')[0]! },
    help: { text, markdown: text },
    helpUri: urls.size === 1 && url !== undefined ? url : REFERENCE,
    defaultConfiguration: page?.severity === 'off' ? { enabled: false } : { level: LEVELS[page?.severity ?? 'error'] },
    properties: { tags: [code.split('/')[0]!, ...(page ? [page.authority] : [])], precision: 'high' },
  };
}
