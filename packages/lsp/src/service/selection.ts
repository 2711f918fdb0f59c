import type { Position, SelectionRange } from 'vscode-languageserver';
import { offsetAt, rangeOf } from './positions.ts';
import type { Site } from './project.ts';
import { nodesAt } from './syntax.ts';

interface Span {
  readonly start: number;
  readonly end: number;
}

/** What to select when a selection grows, from the inside out: a word, an expression, a statement, a body, a block, the file. */
export function selectionRanges({ source }: Site, positions: readonly Position[]): SelectionRange[] {
  return positions.map((position) => {
    const offset = offsetAt(source, position);
    const spans: Span[] = [];
    for (const node of nodesAt(source, offset)) {
      // The file is all of its text, also what stands before the first statement.
      spans.push(node.kind === 'SourceFile' ? { start: 0, end: source.text.length } : node);
      if (node.kind === 'Block' || node.kind === 'Array' || node.kind === 'Object') {
        const open = source.parse.tokens[node.open];
        const close = source.parse.tokens[node.close];
        if (open && close && open.end <= offset && offset <= close.start) spans.push({ start: open.end, end: close.start });
      }
      if (
        (node.kind === 'Literal' && /^["`]/.test(node.raw) && node.raw.length > 1) ||
        (node.kind === 'Label' && node.end - node.start > 1)
      ) {
        if (node.start < offset && offset < node.end) spans.push({ start: node.start + 1, end: node.end - 1 });
      }
    }
    let selection: SelectionRange | undefined;
    for (const [index, span] of spans.entries()) {
      const outer = spans[index - 1];
      // Each has to be inside of the one before it, and smaller.
      if (outer && (span.start < outer.start || span.end > outer.end || span.end - span.start === outer.end - outer.start)) continue;
      selection = { range: rangeOf(source, span), ...(selection && { parent: selection }) };
    }
    return selection ?? { range: { start: position, end: position } };
  });
}
