import type { SemanticTokens, SemanticTokensDelta } from 'vscode-languageserver';
import { tokenEdit } from '../service/semantic-tokens.ts';
import { resourceKey } from '../service/uris.ts';

/** The tokens that a client was last given of each open file, so that it is told only what has changed. */
export class TokenMemory {
  readonly #last = new Map<string, { readonly id: string; readonly data: readonly number[] }>();
  #next = 1;

  full(uri: string, data: number[]): SemanticTokens {
    return { resultId: this.#remember(uri, data), data };
  }

  delta(uri: string, previous: string, data: number[]): SemanticTokens | SemanticTokensDelta {
    const last = this.#last.get(resourceKey(uri));
    if (last?.id !== previous) return this.full(uri, data);
    const edit = tokenEdit(last.data, data);
    return { resultId: this.#remember(uri, data), edits: edit ? [edit] : [] };
  }

  forget(uri: string): void {
    this.#last.delete(resourceKey(uri));
  }

  #remember(uri: string, data: readonly number[]): string {
    const id = String(this.#next++);
    this.#last.set(resourceKey(uri), { id, data });
    return id;
  }
}
