import type { Span } from '../../../diagnostics/collector.ts';
import type { Fix } from '../../../diagnostics/diagnostic.ts';
import type { Source } from '../../../project/source.ts';
import { defineRule } from '../../rule.ts';

/** Metrics, logs or traces that are given to an OpenTelemetry component that does not carry them. */
export const rule = defineRule<{ signal: string; id: string; carries: readonly string[] }>({
  code: 'graph/signal-mismatch',
  severity: 'warning',
  message: ({ signal, id, carries }) => `"${id}" does not take ${signal}: it takes ${carries.join(' and ')} only`,
  wholeProgram: true,
  check(context, report) {
    for (const { edges } of context.graph.modules) {
      for (const { kind, to, signals, source, start, end } of edges) {
        const carries = to.component && inputs(to.component.signals, to.component.connects);
        if (kind !== 'data' || !carries || carries.length === 0) continue;
        for (const signal of signals) {
          if (carries.includes(signal)) continue;
          report(source, { start, end }, { signal, id: to.id, carries }, { fixes: [withoutElement(source, { start, end }, to.id)] });
        }
      }
    }
  },
});

/** Takes a reference out of the list that it stands in, with the comma behind it or before it. */
function withoutElement({ path, text }: Source, { start, end }: Span, id: string): Fix {
  const behind = /^\s*,[ \t]*/.exec(text.slice(end))?.[0].length ?? 0;
  const before = behind > 0 ? 0 : (/,\s*$/.exec(text.slice(Math.max(0, start - 200), start))?.[0].length ?? 0);
  return {
    title: `do not give it to "${id}"`,
    safety: 'suggested',
    edits: [{ file: path, start: start - before, end: end + behind, text: '' }],
  };
}

/** What a component takes: a connector what it makes something else of. */
function inputs(signals: readonly string[] | undefined, connects: readonly string[] | undefined): readonly string[] | undefined {
  return connects ? [...new Set(connects.map((pair) => pair.split('>')[0] ?? ''))] : signals;
}
