import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { FileWriter } from '../write.ts';

/** The file in the directory of a cache. The number is that of the format. */
const NAME = 'assay-cache-1';
/** How large the file gets, in UTF-16 units; what was not used for longest goes first. */
const LARGEST = 64 * 1024 * 1024;

interface Entry {
  /** As JSON: it is parsed when it is asked for. */
  readonly text: string;
  /** Asked for or made in this run. */
  used: boolean;
}

/**
 * What was found before, by what it depends on. Between runs it is one file in a directory, a header and then a line for each entry, those
 * first that were used last.
 */
export class Cache {
  readonly #entries = new Map<string, Entry>();
  readonly #path: string | undefined;
  readonly #note: (message: string) => void;
  #changed = false;

  /**
   * @param directory where it is between runs; without one it ends with the process
   * @param note is told in a sentence why a cache that is there is not used, or not written
   */
  constructor(directory: string | undefined, note: (message: string) => void) {
    this.#path = directory === undefined ? undefined : join(directory, NAME);
    this.#note = note;
    if (this.#path !== undefined) this.#read(this.#path);
  }

  get(key: string): unknown {
    const entry = this.#entries.get(key);
    if (!entry) return undefined;
    entry.used = true;
    return JSON.parse(entry.text);
  }

  set(key: string, value: unknown): void {
    this.#entries.set(key, { text: JSON.stringify(value), used: true });
    this.#changed = true;
  }

  /** Writes it, where anything was added. */
  save(): void {
    if (this.#path === undefined || !this.#changed) return;
    const lines: string[] = [];
    let size = 0;
    const entries = [...this.#entries].sort(([, a], [, b]) => Number(b.used) - Number(a.used));
    for (const [key, { text }] of entries) {
      size += key.length + text.length + 2;
      if (size > LARGEST) break;
      lines.push(`${key} ${text}`);
    }
    const body = lines.join('\n');
    try {
      mkdirSync(join(this.#path, '..'), { recursive: true });
      new FileWriter().write(this.#path, `${header(body)}\n${body}`);
    } catch (error) {
      this.#note(`the cache is not written: ${(error as Error).message}`);
    }
  }

  #read(path: string): void {
    try {
      if (!statSync(path, { throwIfNoEntry: false })) return;
      const text = readFileSync(path, 'utf8');
      const end = text.indexOf('\n');
      const body = text.slice(end + 1);
      if (text.slice(0, end) !== header(body)) {
        this.#note(`${path}: not used: it is damaged, or not a cache of Assay`);
        return;
      }
      for (const line of body.split('\n')) {
        const blank = line.indexOf(' ');
        if (blank > 0) this.#entries.set(line.slice(0, blank), { text: line.slice(blank + 1), used: false });
      }
    } catch (error) {
      this.#note(`${path}: not used: ${(error as NodeJS.ErrnoException).code ?? (error as Error).message}`);
    }
  }
}

/** Tells whether all of a body is there, as it was written. */
function header(body: string): string {
  return `assay ${createHash('sha256').update(body).digest('base64url')}`;
}
