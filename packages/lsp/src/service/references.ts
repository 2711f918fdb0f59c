import { type DocumentHighlight, DocumentHighlightKind, type Location, type Position } from 'vscode-languageserver';
import { type NameUse, nameAt, usesOf } from './names.ts';
import { locationOf, offsetAt, rangeOf } from './positions.ts';
import type { Site } from './project.ts';

/** All places where the name at a position is written, in the files of the program. */
export function references(site: Site, position: Position, includeDeclaration: boolean): Location[] {
  return uses(site, position)
    .filter(({ role }) => includeDeclaration || role !== 'definition')
    .map((use) => locationOf(site.project, use.source, use));
}

/** The same in the file alone. */
export function documentHighlights(site: Site, position: Position): DocumentHighlight[] {
  return uses(site, position)
    .filter(({ source }) => source === site.source)
    .map((use) => ({
      range: rangeOf(use.source, use),
      kind: use.role === 'definition' ? DocumentHighlightKind.Write : DocumentHighlightKind.Read,
    }));
}

function uses({ checked, source }: Site, position: Position): NameUse[] {
  const name = nameAt(checked, source, offsetAt(source, position));
  return name ? usesOf(checked, name.target) : [];
}
