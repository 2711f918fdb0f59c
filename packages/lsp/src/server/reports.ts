/** Findings that a client asks for, and is spared where nothing has changed. */
import type {
  CancellationToken,
  Diagnostic,
  DocumentDiagnosticReport,
  FullDocumentDiagnosticReport,
  UnchangedDocumentDiagnosticReport,
  WorkspaceDiagnosticParams,
  WorkspaceDiagnosticReport,
  WorkspaceDocumentDiagnosticReport,
} from 'vscode-languageserver';
import { diagnostics } from '../service/diagnostics.ts';
import type { Site } from '../service/project.ts';
import { resourceKey } from '../service/uris.ts';
import type { Session } from './session.ts';

/** All findings of a file, or that they are what they were. */
export function report(
  items: Diagnostic[],
  previous: string | undefined,
): FullDocumentDiagnosticReport | UnchangedDocumentDiagnosticReport {
  const id = resultId(items);
  return id === previous ? { kind: 'unchanged', resultId: id } : { kind: 'full', resultId: id, items };
}

/** Findings of a file, and for a client that takes them those of the other files of its program that it was not told yet. */
export function documentReport(site: Site, session: Session, previous: string | undefined): DocumentDiagnosticReport {
  const { diagnosticOptions, features, told } = session;
  const own = report(diagnostics(site, diagnosticOptions), previous);
  if (!features.relatedDocuments || site.checked.sources.length === 1) return own;
  const { project } = site;
  const relatedDocuments: Record<string, FullDocumentDiagnosticReport> = {};
  for (const source of site.checked.sources) {
    const uri = project.uriOf(source.path);
    const key = resourceKey(uri);
    const other = source === site.source ? own : report(diagnostics({ ...site, source }, diagnosticOptions), told.get(key));
    told.set(key, other.resultId ?? '');
    if (source !== site.source && other.kind === 'full') relatedDocuments[uri] = other;
  }
  return { ...own, relatedDocuments };
}

/** How many files are told at once to a client that takes them as they come. */
const BATCH = 100;

/**
 * The same for all files of the workspace folders and all that are open. Where the client takes them as they come, a request is kept until
 * there is something new to say.
 */
export async function workspaceReport(
  session: Session,
  { previousResultIds, partialResultToken }: WorkspaceDiagnosticParams,
  token: CancellationToken,
): Promise<WorkspaceDiagnosticReport> {
  const streams = partialResultToken !== undefined;
  if (streams && previousResultIds.length > 0 && session.reportedAt !== undefined) await session.changes.beyond(session.reportedAt, token);
  const progress = session.reportedAt === undefined ? await session.beginProgress('Checking the workspace') : undefined;
  try {
    await session.readFolders(token);
    await session.tellProblems();
    const { count } = session.changes;
    const previous = new Map(previousResultIds.map(({ uri, value }) => [resourceKey(uri), value]));
    let items: WorkspaceDocumentDiagnosticReport[] = [];
    const { uris } = session.project;
    for (const [index, uri] of uris.entries()) {
      // Somebody may be typing meanwhile.
      await session.breathe(token);
      // Reading and checking are two steps, so that neither takes long: a program is made of all files of a directory.
      if (session.project.source(uri)?.parse) await session.breathe(token);
      const before = previous.get(resourceKey(uri));
      previous.delete(resourceKey(uri));
      const found = findingsOf(session, uri);
      if (!found) continue;
      items.push({ uri, version: session.store.version(uri) ?? null, ...report(found, before) });
      if (index % BATCH === BATCH - 1) progress?.report(Math.floor((100 * index) / uris.length), `${index} of ${uris.length} files`);
      if (streams && items.length >= BATCH) {
        await session.sendPartial(partialResultToken, { items });
        items = [];
      }
    }
    // What is gone has no findings any more.
    for (const { uri } of previousResultIds) {
      if (previous.has(resourceKey(uri))) items.push({ uri, version: null, ...report([], previous.get(resourceKey(uri))) });
    }
    session.reportedAt = count;
    return { items };
  } finally {
    progress?.done();
  }
}

/** What is found in a file; `undefined` for one that is not known, and for one in which a fault of ours comes up, which keeps none of the others. */
function findingsOf({ project, diagnosticOptions, log }: Session, uri: string): Diagnostic[] | undefined {
  try {
    const site = project.site(uri);
    return site && diagnostics(site, diagnosticOptions);
  } catch (error) {
    log(error);
    return undefined;
  }
}

/** What tells findings from others. */
export function resultId(items: readonly Diagnostic[]): string {
  return items.length === 0 ? 'none' : hash(JSON.stringify(items));
}

/** 53 bits of a text: enough to tell what changed. */
function hash(text: string): string {
  let high = 0xdeadbeef;
  let low = 0x41c6ce57;
  for (let index = 0; index < text.length; index++) {
    const unit = text.charCodeAt(index);
    high = Math.imul(high ^ unit, 2654435761);
    low = Math.imul(low ^ unit, 1597334677);
  }
  high = Math.imul(high ^ (high >>> 16), 2246822507) ^ Math.imul(low ^ (low >>> 13), 3266489909);
  low = Math.imul(low ^ (low >>> 16), 2246822507) ^ Math.imul(high ^ (high >>> 13), 3266489909);
  return ((2097151 & low) * 2 ** 32 + (high >>> 0)).toString(36);
}
