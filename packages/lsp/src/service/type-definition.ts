import { findNamespace } from '@assay/checker';
import type { Location, Position } from 'vscode-languageserver';
import { isFileOf } from './files.ts';
import { definitionSpan, labelTarget, nameAt } from './names.ts';
import { locationOf, offsetAt } from './positions.ts';
import type { Site } from './project.ts';

/** Where the declare or the import stands that the block at a position, or the one that is referred to there, is an instance of. */
export function typeDefinition({ project, source, checked }: Site, position: Position): Location | null {
  const name = nameAt(checked, source, offsetAt(source, position));
  const { symbol } = name?.target ?? {};
  if (!name || !symbol) return null;
  const custom = symbol.kind === 'component' ? findNamespace(symbol.module, symbol.block.name[0]?.text ?? '') : undefined;
  const definer = custom?.symbol ?? (symbol.kind === 'declare' ? symbol : undefined);
  if (!definer || !isFileOf(checked, definer.source)) return null;
  return locationOf(project, definer.source, definitionSpan(labelTarget(definer)));
}
