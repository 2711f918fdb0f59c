import { typeWords } from '@assay/checker';
import { type InlayHint, InlayHintKind, type Range } from 'vscode-languageserver';
import { offsetAt, positionAt } from './positions.ts';
import type { Site } from './project.ts';

export interface InlayHintOptions {
  /** What is exported, behind references. */
  readonly types: boolean;
  /** What flows along references to receivers. */
  readonly signals: boolean;
}

/** Hints behind the references of a range: none unless they were asked for. */
export function inlayHints({ checked, source }: Site, range: Range, { types, signals }: InlayHintOptions): InlayHint[] {
  if (!types && !signals) return [];
  const from = offsetAt(source, range.start);
  const to = offsetAt(source, range.end);
  const hints = new Map<number, InlayHint>();
  for (const { edges } of checked.graph.modules) {
    for (const edge of edges) {
      if (edge.kind !== 'data' || edge.source !== source || edge.end < from || edge.end > to) continue;
      const provider = [edge.from, edge.to].find(({ id }) => source.text.startsWith(`${id}.`, edge.start));
      const exported = provider && source.text.slice(edge.start + provider.id.length + 1, edge.end);
      const type = exported && provider.component?.exports.get(exported);
      const words = [types && type ? typeWords(type) : '', signals ? edge.signals.join(', ') : ''].filter(Boolean);
      if (words.length === 0) continue;
      hints.set(edge.end, { position: positionAt(source, edge.end), label: words.join(': '), kind: InlayHintKind.Type, paddingLeft: true });
    }
  }
  return [...hints.values()].sort((a, b) => a.position.line - b.position.line || a.position.character - b.position.character);
}
