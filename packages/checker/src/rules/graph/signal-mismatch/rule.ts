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
        for (const signal of signals) if (!carries.includes(signal)) report(source, { start, end }, { signal, id: to.id, carries });
      }
    }
  },
});

/** What a component takes: a connector what it makes something else of. */
function inputs(signals: readonly string[] | undefined, connects: readonly string[] | undefined): readonly string[] | undefined {
  return connects ? [...new Set(connects.map((pair) => pair.split('>')[0] ?? ''))] : signals;
}
