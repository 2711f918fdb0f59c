import { commands, Location, Uri } from 'vscode';
import { type PlainPosition, type PlainRange, toPosition, toRange } from '../ranges.ts';

interface Place {
  readonly uri: string;
  readonly range: PlainRange;
}

/** Shows places that the server gave to a code lens, in its terms, in the editor's own view. */
export function showReferences(uri: unknown, position: unknown, places: unknown): Thenable<unknown> {
  const locations = (places as Place[]).map((place) => new Location(Uri.parse(place.uri), toRange(place.range)));
  return commands.executeCommand('editor.action.showReferences', Uri.parse(String(uri)), toPosition(position as PlainPosition), locations);
}
