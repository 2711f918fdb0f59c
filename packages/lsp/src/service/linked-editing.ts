import type { LinkedEditingRanges, Position } from 'vscode-languageserver';
import { nameAt, usesOf } from './names.ts';
import { offsetAt, rangeOf } from './positions.ts';
import type { Site } from './project.ts';

/** The places that change with the name at a position, where all of them are in this file. */
export function linkedEditingRanges({ checked, source }: Site, position: Position): LinkedEditingRanges | null {
  const name = nameAt(checked, source, offsetAt(source, position));
  const uses = name ? usesOf(checked, name.target) : [];
  if (uses.length < 2 || uses.some((use) => use.source !== source)) return null;
  return { ranges: uses.map((use) => rangeOf(source, use)), wordPattern: '[A-Za-z_][A-Za-z0-9_]*' };
}
