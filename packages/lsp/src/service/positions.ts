import type { Source } from '@assay/checker';
import type { Location, Position, Range } from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';
import type { Project } from './project.ts';

/** Those that were asked for; `undefined` for a source whose lines are those that Alloy counts. */
const documents = new WeakMap<Source, TextDocument | undefined>();

/** A source with carriage returns, which end the protocol's lines too; `undefined` for all others. The text is looked through once. */
function withReturns(source: Source): TextDocument | undefined {
  if (!documents.has(source)) {
    const { path, text } = source;
    documents.set(source, text.includes('\r') ? TextDocument.create(path, 'alloy', 0, text) : undefined);
  }
  return documents.get(source);
}

/** The place of an offset. */
export function positionAt(source: Source, offset: number): Position {
  const document = withReturns(source);
  if (document) return document.positionAt(offset);
  const { lines, text } = source;
  const within = Math.max(0, Math.min(offset, text.length));
  const line = lines.lineAt(within);
  return { line: line - 1, character: within - lines.lineStart(line) };
}

/** The offset of a place; of one beyond the end of its line or of the text, that end. */
export function offsetAt(source: Source, position: Position): number {
  const document = withReturns(source);
  if (document) return document.offsetAt(position);
  const { lines, text } = source;
  const { line, character } = position;
  if (line < 0) return 0;
  const end = line + 1 < lines.lineCount ? lines.lineStart(line + 2) - 1 : text.length;
  return Math.min(lines.lineStart(line + 1) + Math.max(0, character), end);
}

/** A stretch of a source. */
export function rangeOf(source: Source, { start, end }: { readonly start: number; readonly end: number }): Range {
  return { start: positionAt(source, start), end: positionAt(source, end) };
}

/** A stretch of a source, as a place that a client can go to. */
export function locationOf(project: Project, source: Source, span: { readonly start: number; readonly end: number }): Location {
  return { uri: project.uriOf(source.path), range: rangeOf(source, span) };
}

/** How many lines the protocol sees. */
export function lineCount(source: Source): number {
  return withReturns(source)?.lineCount ?? source.lines.lineCount;
}
