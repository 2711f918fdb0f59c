import type { Source } from '@assay/checker';
import type { Block, Statement } from '@assay/parser';

/** The top-level block that a place stands in, below its first line, as its header reads: `loki.write "default"`. */
export function enclosingBlock(source: Source, offset: number): string | undefined {
  const block = blockAt(source.parse.root.statements, offset);
  if (!block) return undefined;
  const headerEnd = (block.label ?? block.name.at(-1) ?? block).end;
  if (source.lines.lineAt(headerEnd) === source.lines.lineAt(offset)) return undefined;
  return block.label ? `${block.fullName} "${block.label.text}"` : block.fullName;
}

/** Statements stand in the order of their places. */
function blockAt(statements: readonly Statement[], offset: number): Block | undefined {
  let low = 0;
  let high = statements.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (statements[middle]!.start <= offset) low = middle + 1;
    else high = middle;
  }
  const found = statements[low - 1];
  return found?.kind === 'Block' && offset < found.end ? found : undefined;
}
