import { allModules, ownStatements, traversals, typeWords } from '@assay/checker';
import { type InlayHint, InlayHintKind, type Range } from 'vscode-languageserver';
import { exportType, referredBlock } from './names.ts';
import { offsetAt, positionAt } from './positions.ts';
import type { Site } from './project.ts';

export interface InlayHintOptions {
  /** What is exported, behind references to it. */
  readonly types: boolean;
  /** What flows along references to receivers. */
  readonly signals: boolean;
}

/** Hints behind the references of a range: none unless they were asked for. */
export function inlayHints({ checked, source, options }: Site, range: Range, { types, signals }: InlayHintOptions): InlayHint[] {
  if (!types && !signals) return [];
  const from = offsetAt(source, range.start);
  const to = offsetAt(source, range.end);
  const signalled = new Map<number, readonly string[]>();
  const words = new Map<number, string[]>();
  const add = (end: number, text: string): void => {
    if (end < from || end > to || text === '') return;
    words.set(end, [...(words.get(end) ?? []), text]);
  };
  for (const module of types ? allModules(checked.program.root) : []) {
    for (const symbol of module.symbols) {
      if (symbol.source !== source || symbol.block.end < from || symbol.block.start > to) continue;
      for (const { parts } of traversals(ownStatements(symbol))) {
        const referred = referredBlock(parts, module);
        const exported = referred && parts[referred.length];
        const type = exported && exportType(referred.symbol, exported.text, options.catalog);
        if (type) add(exported.end, typeWords(type));
      }
    }
  }
  for (const { edges } of signals ? checked.graph.modules : []) {
    // A module has an instance for each use, and the reference stands once.
    for (const edge of edges)
      if (edge.kind === 'data' && edge.source === source && !signalled.has(edge.end)) signalled.set(edge.end, edge.signals);
  }
  for (const [end, flowing] of signalled) add(end, flowing.join(', '));
  const hints = [...words].map(
    ([end, texts]): InlayHint => ({
      position: positionAt(source, end),
      label: texts.join(': '),
      kind: InlayHintKind.Type,
      paddingLeft: true,
    }),
  );
  return hints.sort((a, b) => a.position.line - b.position.line || a.position.character - b.position.character);
}
