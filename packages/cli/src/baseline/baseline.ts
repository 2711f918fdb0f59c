import { existsSync } from 'node:fs';
import { dirname, join, relative, resolve, sep } from 'node:path';
import { type Diagnostic, fingerprints, type Source } from '@assay/checker';
import { readSource } from '../files.ts';
import { verbatim } from '../harmless.ts';
import { UsageError } from '../output.ts';
import type { FileWriter } from '../write.ts';

/** A finding that was there before; one line of the file. */
export interface BaselineEntry {
  /** The path of its file from the baseline's directory, with slashes. */
  readonly file: string;
  readonly code: string;
  /** For people who read the file; it is not compared. */
  readonly message: string;
  /** What the finding is known by within its file. */
  readonly fingerprint: string;
}

/** Findings by whether a baseline knows them. */
export interface Division {
  readonly fresh: readonly Diagnostic[];
  readonly known: readonly Diagnostic[];
}

const VERSION = 1;

/** The findings of a repository that are not to be acted upon, because they were there when Assay came. */
export class Baseline {
  readonly path: string;
  readonly #directory: string;
  readonly #entries: BaselineEntry[];
  #grown = false;
  /** Each entry of which something was found, and the file in which. */
  readonly #met = new Map<BaselineEntry, string>();

  /** @param path where it is, or is to be written */
  constructor(path: string, entries: readonly BaselineEntry[] = []) {
    this.path = path;
    this.#directory = dirname(resolve(path));
    this.#entries = [...entries];
  }

  /** @throws UsageError where there is none that can be read */
  static read(path: string): Baseline {
    if (!existsSync(path))
      throw new UsageError(`${path}: does not exist: write a baseline of what is found now with --suppress-all --baseline ${path}`);
    return new Baseline(path, readEntries(path));
  }

  /** Divides all findings of a run, in the order of their places. A file that was renamed keeps its entries. */
  divide(diagnostics: readonly Diagnostic[], sources: ReadonlyMap<string, Source>): Division {
    const waiting = new Map(this.#entries.map((entry) => [keyOf(entry.file, entry.fingerprint), entry]));
    const gone = this.#entries.filter(({ file }) => !this.#isThere(file));
    const fresh: Diagnostic[] = [];
    const known: Diagnostic[] = [];
    for (const { diagnostic, file, fingerprint } of this.#identified(diagnostics, sources)) {
      const entry = waiting.get(keyOf(file, fingerprint)) ?? gone.find((each) => each.fingerprint === fingerprint && !this.#met.has(each));
      if (entry) this.#met.set(entry, file);
      (entry ? known : fresh).push(diagnostic);
    }
    return { fresh, known };
  }

  /**
   * Adds findings that are not in it.
   *
   * @param all what was found, the findings among it
   */
  add(findings: readonly Diagnostic[], all: readonly Diagnostic[], sources: ReadonlyMap<string, Source>): void {
    if (findings.length === 0) return;
    this.#grown = true;
    const wanted = new Set(findings);
    for (const { diagnostic, file, fingerprint } of this.#identified(all, sources)) {
      if (!wanted.has(diagnostic)) continue;
      const entry = { file, code: diagnostic.code, message: diagnostic.message, fingerprint };
      this.#met.set(entry, file);
      this.#entries.push(entry);
    }
  }

  /**
   * The entries of which nothing is found any more: those of files that are gone, and of those in which it would have been found.
   *
   * @param wouldBeFound whether a run as this one finds what an entry is about, if it is there
   */
  stale(wouldBeFound: (file: string, code: string) => boolean): BaselineEntry[] {
    return this.#entries.filter((entry) => !this.#met.has(entry) && (!this.#isThere(entry.file) || wouldBeFound(entry.file, entry.code)));
  }

  /**
   * Writes the file, if what it knows changes.
   *
   * @param without entries that are left out
   * @returns whether it does
   * @throws Error with a sentence for the user
   */
  write(writer: FileWriter, without: readonly BaselineEntry[]): boolean {
    const moved = [...this.#met].some(([entry, file]) => entry.file !== file);
    // Whoever formats it in another way is not to have it written anew for that.
    if (without.length === 0 && !moved && !this.#grown && existsSync(this.path)) return false;
    writer.replace(this.path, verbatim(this.#text(without)));
    return true;
  }

  /** Entries of renamed files stand under the new names; all are sorted, so that changes are small. */
  #text(without: readonly BaselineEntry[]): string {
    const left = new Set(without);
    const entries = this.#entries
      .filter((entry) => !left.has(entry))
      .map((entry) => ({ ...entry, file: this.#met.get(entry) ?? entry.file }));
    const lines = entries.sort(byPlace).map((entry) => `\n    ${line(entry)}`);
    return `{\n  "version": ${VERSION},\n  "findings": [${lines.join(',')}${lines.length > 0 ? '\n  ' : ''}]\n}\n`;
  }

  /** What a file is called in the baseline. */
  nameOf(path: string): string {
    return relative(this.#directory, resolve(path)).replaceAll(sep, '/');
  }

  #isThere(name: string): boolean {
    return existsSync(join(this.#directory, name));
  }

  #identified(
    diagnostics: readonly Diagnostic[],
    sources: ReadonlyMap<string, Source>,
  ): { readonly diagnostic: Diagnostic; readonly file: string; readonly fingerprint: string }[] {
    // File by file, so that the fingerprints are those of a file under any name.
    const byFile = new Map<string, Diagnostic[]>();
    for (const diagnostic of diagnostics) {
      const list = byFile.get(diagnostic.file);
      if (list) list.push(diagnostic);
      else byFile.set(diagnostic.file, [diagnostic]);
    }
    const prints = new Map<Diagnostic, string>();
    for (const list of byFile.values()) {
      for (const [index, fingerprint] of fingerprints(list, sources, () => '').entries()) prints.set(list[index]!, fingerprint);
    }
    return diagnostics.map((diagnostic) => ({
      diagnostic,
      file: this.nameOf(diagnostic.file),
      fingerprint: prints.get(diagnostic) as string,
    }));
  }
}

function keyOf(file: string, fingerprint: string): string {
  return `${file}\0${fingerprint}`;
}

function line({ file, code, message, fingerprint }: BaselineEntry): string {
  const pairs = Object.entries({ file, code, message, fingerprint }).map(
    ([key, value]) => `${JSON.stringify(key)}: ${JSON.stringify(value)}`,
  );
  return `{ ${pairs.join(', ')} }`;
}

function byPlace(a: BaselineEntry, b: BaselineEntry): number {
  return compare(a.file, b.file) || compare(a.code, b.code) || compare(a.message, b.message) || compare(a.fingerprint, b.fingerprint);
}

/** Not by the rules of a language: the order must be the same everywhere. */
function compare(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

function readText(path: string): string {
  return new TextDecoder().decode(readSource(path));
}

function readEntries(path: string): BaselineEntry[] {
  const problem = (what: string): UsageError => new UsageError(`${path}: is no baseline: ${what}`);
  let text: string;
  try {
    text = readText(path);
  } catch (error) {
    throw new UsageError((error as Error).message);
  }
  if (/^(<{7}|>{7}|={7})( |$)/m.test(text)) throw problem('it has the marks of a merge conflict: take the lines of both sides');
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    // What the parser says has words of the file in it, which may be any file.
    throw problem('it is no JSON');
  }
  const { version, findings } = (value ?? {}) as Record<string, unknown>;
  if (version === undefined || !Array.isArray(findings)) throw problem('it has no "version" and "findings"');
  if (version !== VERSION)
    throw problem(`it is of ${typeof version === 'number' ? `version ${version}` : 'another version'}, and this Assay knows ${VERSION}`);
  return findings.map((each, index) => {
    if (!isEntry(each)) throw problem(`finding ${index + 1} does not have the strings "file", "code", "message" and "fingerprint"`);
    return each;
  });
}

function isEntry(value: unknown): value is BaselineEntry {
  const entry = (value ?? {}) as Record<string, unknown>;
  return ['file', 'code', 'message', 'fingerprint'].every((key) => typeof entry[key] === 'string');
}
