import { bind, checkProgram, type Diagnostic, openSource, type Source } from '@assay/checker';
import { indexAfter, isIdentifier } from '@assay/parser';
import type { Position, Range, TextEdit, WorkspaceEdit } from 'vscode-languageserver';
import { allNames, definitionSpan, type NameTarget, type NameUse, nameAt, type ProgramFiles, usesOf } from './names.ts';
import { offsetAt, rangeOf } from './positions.ts';
import type { Site } from './project.ts';

/** A name cannot be changed as it was asked for; the message is for the user. */
export class RenameRefusal extends Error {
  override readonly name = 'RenameRefusal';
}

/** What is renamed at a position; null where nothing can be. */
export function prepareRename({ checked, source }: Site, position: Position): { range: Range; placeholder: string } | null {
  const name = nameAt(checked, source, offsetAt(source, position));
  return name ? { range: rangeOf(source, name), placeholder: source.text.slice(name.start, name.end) } : null;
}

/**
 * The edits that give another name to what stands at a position, in all files of the program.
 *
 * @throws RenameRefusal where the name is none, is taken, or would mean something else afterwards
 */
export function rename(site: Site, position: Position, newName: string): WorkspaceEdit | null {
  const { project, checked, source } = site;
  const name = nameAt(checked, source, offsetAt(source, position));
  if (!name) return null;
  if (!isIdentifier(newName)) {
    throw new RenameRefusal(`"${newName}" is no name: names have letters, digits and underscores, and do not begin with a digit`);
  }
  const uses = usesOf(checked, name.target);
  refuseClash(site, name.target, uses, newName);
  const changes: Record<string, TextEdit[]> = {};
  for (const use of uses) {
    const uri = project.uriOf(use.source.path);
    changes[uri] ??= [];
    changes[uri].push({ range: rangeOf(use.source, use), newText: newName });
  }
  return { changes };
}

/** Looks at the program as it would be: every name has to mean what it meant, and nothing may be refused that was not before. */
function refuseClash({ options, checked }: Site, target: NameTarget, uses: readonly NameUse[], newName: string): void {
  const bySource = new Map<Source, NameUse[]>();
  for (const use of uses) {
    const list = bySource.get(use.source);
    if (list) list.push(use);
    else bySource.set(use.source, [use]);
  }
  const edited = new Map([...bySource].map(([source, own]) => [source, new EditedNames(source, own, newName)]));
  const renamed = checked.sources.map((source) => edited.get(source)?.renamed ?? source);
  const after: ProgramFiles = { sources: renamed, program: bind(renamed, options.catalog) };
  const expected = meanings(checked, (source, offset) => edited.get(source)?.moved(offset) ?? offset);
  const found = meanings(after, (_, offset) => offset);
  if (expected.some((meaning, index) => meaning !== found[index]) || expected.length !== found.length) {
    const error = newError(checkProgram(renamed, options), checked.diagnostics);
    throw new RenameRefusal(error ? sentence(error) : `"${newName}" means something else where "${nameOf(target)}" is used`);
  }
  const error = newError(checkProgram(renamed, options), checked.diagnostics);
  if (error) throw new RenameRefusal(sentence(error));
}

function sentence({ message }: Diagnostic): string {
  return `this name cannot be used: ${message}`;
}

function nameOf(target: NameTarget): string {
  const { start, end } = definitionSpan(target);
  return target.symbol.source.text.slice(start, end);
}

/** A file with another name in some places. */
class EditedNames {
  readonly renamed: Source;
  /** In the order of the text. */
  readonly #uses: readonly NameUse[];
  /** For each use how far it moves what stands behind it. */
  readonly #shifts: readonly number[];

  constructor({ path, text }: Source, uses: readonly NameUse[], newName: string) {
    this.#uses = [...uses].sort((a, b) => a.start - b.start);
    const parts: string[] = [];
    const shifts: number[] = [];
    let at = 0;
    let shift = 0;
    for (const { start, end } of this.#uses) {
      parts.push(text.slice(at, start), newName);
      at = end;
      shift += newName.length - (end - start);
      shifts.push(shift);
    }
    this.#shifts = shifts;
    this.renamed = openSource(path, parts.join('') + text.slice(at));
  }

  /** Where an offset is once the names before it have been changed. */
  moved(offset: number): number {
    const before = indexAfter(this.#uses, offset - 1);
    return offset + (this.#shifts[before - 1] ?? 0);
  }
}

/** Each name with the place of what it stands for. */
function meanings(files: ProgramFiles, place: (source: Source, offset: number) => number): string[] {
  return [...allNames(files)]
    .map(({ source, start, target }) => {
      const definition = target.symbol.source;
      return `${source.path}:${place(source, start)} ${target.kind} ${definition.path}:${place(definition, definitionSpan(target).start)}`;
    })
    .sort();
}

/** An error of which there are more than before. */
function newError(after: readonly Diagnostic[], before: readonly Diagnostic[]): Diagnostic | undefined {
  const counts = new Map<string, number>();
  for (const { code, severity } of before) if (severity === 'error') counts.set(code, (counts.get(code) ?? 0) + 1);
  return after.find(({ code, severity }) => {
    if (severity !== 'error') return false;
    const left = counts.get(code) ?? 0;
    counts.set(code, left - 1);
    return left <= 0;
  });
}
