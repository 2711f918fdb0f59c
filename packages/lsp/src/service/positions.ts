import type { Source } from '@assay/checker';
import type { Location, Position, Range } from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';
import type { Project } from './project.ts';

const documents = new WeakMap<Source, TextDocument>();

/** A source with carriage returns, which end the protocol's lines too. In all others the lines are those that Alloy counts. */
function documentOf(source: Source): TextDocument {
  let document = documents.get(source);
  if (!document) {
    document = TextDocument.create(source.path, 'alloy', 0, source.text);
    documents.set(source, document);
  }
  return document;
}

function hasReturns({ text }: Source): boolean {
  return text.includes('\r');
}

/** The place of an offset. */
export function positionAt(source: Source, offset: number): Position {
  if (hasReturns(source)) return documentOf(source).positionAt(offset);
  const { lines, text } = source;
  const within = Math.max(0, Math.min(offset, text.length));
  const line = lines.lineAt(within);
  return { line: line - 1, character: within - lines.lineStart(line) };
}

/** The offset of a place; of one beyond the end of its line or of the text, that end. */
export function offsetAt(source: Source, position: Position): number {
  return documentOf(source).offsetAt(position);
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
  return hasReturns(source) ? documentOf(source).lineCount : source.lines.lineCount;
}
