/** Findings that a client asks for, and is spared where nothing has changed. */
import type {
  CancellationToken,
  Diagnostic,
  DocumentDiagnosticReport,
  WorkspaceDiagnosticParams,
  WorkspaceDiagnosticReport,
  WorkspaceDocumentDiagnosticReport,
} from 'vscode-languageserver';
import { diagnostics } from '../service/diagnostics.ts';
import { resourceKey } from '../service/uris.ts';
import type { Session } from './session.ts';

/** All findings of a file, or that they are what they were. */
export function report(items: Diagnostic[], previous: string | undefined): DocumentDiagnosticReport {
  const resultId = hash(JSON.stringify(items));
  return resultId === previous ? { kind: 'unchanged', resultId } : { kind: 'full', resultId, items };
}

/** The same for all files of the workspace folders and all that are open. */
export async function workspaceReport(
  session: Session,
  { previousResultIds }: WorkspaceDiagnosticParams,
  token: CancellationToken,
): Promise<WorkspaceDiagnosticReport> {
  await session.readFolders(token);
  const previous = new Map(previousResultIds.map(({ uri, value }) => [resourceKey(uri), value]));
  const items: WorkspaceDocumentDiagnosticReport[] = [];
  for (const uri of session.project.uris) {
    // Somebody may be typing meanwhile.
    await session.pause(token);
    const site = session.project.site(uri);
    const before = previous.get(resourceKey(uri));
    previous.delete(resourceKey(uri));
    if (!site) continue;
    items.push({ uri, version: session.store.version(uri) ?? null, ...report(diagnostics(site, session.diagnosticOptions), before) });
  }
  // What is gone has no findings any more.
  for (const { uri } of previousResultIds) {
    if (previous.has(resourceKey(uri))) items.push({ uri, version: null, ...report([], previous.get(resourceKey(uri))) });
  }
  return { items };
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
