import type { Location, Position } from 'vscode-languageserver';
import { definitionSpan, nameAt } from './names.ts';
import { locationOf, offsetAt } from './positions.ts';
import type { Site } from './project.ts';

/** Where the name at a position is given: a label, an argument, an export, a declare, a variable. */
export function definition({ project, source, checked }: Site, position: Position): Location | null {
  const name = nameAt(checked, source, offsetAt(source, position));
  return name ? locationOf(project, name.target.symbol.source, definitionSpan(name.target)) : null;
}
