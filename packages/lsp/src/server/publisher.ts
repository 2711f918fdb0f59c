/** Findings that are sent to a client that does not ask for them. */
import type { Connection, Diagnostic } from 'vscode-languageserver';
import { diagnostics } from '../service/diagnostics.ts';
import { resourceKey } from '../service/uris.ts';
import { resultId } from './reports.ts';
import type { Session } from './session.ts';

/** What was last said of a file. */
interface Sent {
  readonly uri: string;
  readonly result: string;
  readonly version: number | undefined;
}

/** Sends the findings of open files, and of the other files of their programs. What a client knows already is not sent again. */
export class Publisher {
  readonly #connection: Pick<Connection, 'sendDiagnostics'>;
  /** By key; a file of which nothing was found, and that is not open, is not kept. */
  readonly #sent = new Map<string, Sent>();

  constructor(connection: Pick<Connection, 'sendDiagnostics'>) {
    this.#connection = connection;
  }

  /**
   * @param changed the units in which a file is not what it was: so what was said of the others may be wrong
   * @param failed told of what went wrong with one file, which keeps none of the others
   */
  async publish(session: Session, changed: ReadonlySet<string>, failed: (error: unknown) => void): Promise<void> {
    const { project, store, diagnosticOptions } = session;
    const covered = new Set<string>();
    const sending: Promise<void>[] = [];
    for (const open of store.openUris) {
      if (!changed.has(project.unitOf(open))) continue;
      try {
        // Before the other files of its program are known, much in it would be called wrong.
        await store.ready(open);
        if (!store.isOpen(open)) continue;
        for (const { path } of project.site(open)?.checked.sources ?? []) {
          const uri = project.uriOf(path);
          const site = covered.has(resourceKey(uri)) ? undefined : project.site(uri);
          covered.add(resourceKey(uri));
          if (site) sending.push(this.#send(uri, diagnostics(site, diagnosticOptions), store.version(uri)));
        }
      } catch (error) {
        failed(error);
      }
    }
    // Of what belongs to no open file any more nothing is said.
    for (const [key, { uri }] of this.#sent) {
      if ((changed.has(project.unitOf(uri)) || !project.has(uri)) && !covered.has(key)) sending.push(this.#send(uri, [], undefined));
    }
    await Promise.all(sending);
  }

  async #send(uri: string, found: Diagnostic[], version: number | undefined): Promise<void> {
    const key = resourceKey(uri);
    const result = resultId(found);
    const before = this.#sent.get(key);
    if (before ? before.result === result && before.version === version : version === undefined && found.length === 0) return;
    if (found.length === 0 && version === undefined) this.#sent.delete(key);
    else this.#sent.set(key, { uri, result, version });
    await this.#connection.sendDiagnostics({ uri, diagnostics: found, ...(version !== undefined && { version }) });
  }
}
