import { createHmac, timingSafeEqual } from 'node:crypto';
import { lstatSync } from 'node:fs';
import { join } from 'node:path';
import { readSource } from '../files.ts';
import { verbatim } from '../harmless.ts';
import { FileWriter } from '../write.ts';
import { cacheKey } from './cache-key.ts';

/** The file in the directory of a cache. The number is that of the format. */
const NAME = 'assay-cache-2';
/** How large the file gets, in UTF-16 units; what was not used for longest goes first. */
const LARGEST = 64 * 1024 * 1024;
/** What is read of a file, in bytes: UTF-8 takes up to three for a unit. */
const LARGEST_FILE = 3 * LARGEST;

interface Entry {
  /** As JSON: it is parsed when it is asked for. */
  readonly text: string;
  /** Asked for or made in this run. */
  used: boolean;
}

/**
 * What was found before, by what it depends on. Between runs it is one file in a directory, a header and then a line for each entry, those
 * first that were used last. The header signs the rest with a key of the user's own: a file that came with a checkout is not used.
 */
export class Cache {
  readonly #entries = new Map<string, Entry>();
  readonly #path: string | undefined;
  readonly #key: Buffer | undefined;
  readonly #note: (message: string) => void;
  #changed = false;

  /**
   * @param directory where it is between runs; without one it ends with the process
   * @param variables of the environment: they say where the key is
   * @param note is told in a sentence why a cache that is there is not used, or not written
   */
  constructor(directory: string | undefined, variables: Readonly<Record<string, string | undefined>>, note: (message: string) => void) {
    this.#note = note;
    if (directory === undefined) return;
    try {
      this.#key = cacheKey(variables);
    } catch (error) {
      note(`the cache is neither used nor written: ${(error as Error).message}`);
      return;
    }
    this.#path = join(directory, NAME);
    this.#read(this.#path, this.#key);
  }

  get(key: string): unknown {
    const entry = this.#entries.get(key);
    if (!entry) return undefined;
    try {
      const value: unknown = JSON.parse(entry.text);
      entry.used = true;
      return value;
    } catch {
      this.#entries.delete(key);
      return undefined;
    }
  }

  set(key: string, value: unknown): void {
    this.#entries.set(key, { text: JSON.stringify(value), used: true });
    this.#changed = true;
  }

  /** Writes it, where anything was added. */
  save(): void {
    if (this.#path === undefined || this.#key === undefined || !this.#changed) return;
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
      new FileWriter().replace(this.#path, verbatim(`${header(body, this.#key)}\n${body}`));
    } catch (error) {
      this.#note(`the cache is not written: ${(error as Error).message}`);
    }
  }

  #read(path: string, key: Buffer): void {
    try {
      if (!lstatSync(path, { throwIfNoEntry: false })) return;
      const text = new TextDecoder().decode(readSource(path, () => false, LARGEST_FILE));
      const end = text.indexOf('\n');
      const body = text.slice(end + 1);
      if (!isSame(text.slice(0, end), header(body, key))) {
        this.#note(`${path}: not used: it is damaged, or was not written by you on this machine`);
        return;
      }
      for (const line of body.split('\n')) {
        const blank = line.indexOf(' ');
        if (blank > 0) this.#entries.set(line.slice(0, blank), { text: line.slice(blank + 1), used: false });
      }
    } catch (error) {
      this.#note(`not used: ${(error as Error).message}`);
    }
  }
}

/** Tells whether all of a body is there, as the user's Assay wrote it. */
function header(body: string, key: Buffer): string {
  return `assay ${createHmac('sha256', key).update(body).digest('base64url')}`;
}

function isSame(a: string, b: string): boolean {
  const [left, right] = [Buffer.from(a), Buffer.from(b)];
  return left.length === right.length && timingSafeEqual(left, right);
}
