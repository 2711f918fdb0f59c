import type { Span } from '../../../diagnostics/collector.ts';
import type { Body } from '../../../model/body.ts';
import { findSymbol } from '../../../model/program.ts';
import { defineRule } from '../../rule.ts';

/** Where one finds Alloy's own log: a file, or a unit of the journal. */
const OWN_LOG = /(?:^|[/_=-])alloy(?:[._-]|$)/i;

function isOwnLog(path: string): boolean {
  // All that follows has to be of these characters, so that only the end of the path counts, and what stands before it.
  let start = path.length;
  while (start > 0 && /[\w.-]/.test(path[start - 1]!)) start--;
  return OWN_LOG.test(path.slice(Math.max(0, start - 1)));
}

/** Alloy's own log that is sent to `loki.echo`, which writes what it is sent to Alloy's own log. */
export const rule = defineRule<{ id: string }>({
  code: 'loki/self-loop',
  severity: 'warning',
  message: ({ id }) => `Alloy's own log goes to "${id}", which writes it into Alloy's own log again`,
  wholeProgram: true,
  check(context, report) {
    const { graph } = context;
    const echoes = graph.leadingTo(graph.modules.flatMap(({ nodes }) => nodes.filter(({ component }) => component?.name === 'loki.echo')));
    if (echoes.size === 0) return;
    for (const symbol of context.symbols()) {
      if (symbol.block.fullName !== 'logging' || symbol.kind !== 'config') continue;
      for (const chain of symbol.facts.chains) {
        const id = chain.parts
          .slice(0, -1)
          .map(({ text }) => text)
          .join('.');
        const target = findSymbol(symbol.module, id);
        const first = target && context.node(target);
        const echo = first && echoes.get(first);
        if (echo) report(symbol.source, chain, { id: echo.id }, { notes: NOTES });
      }
    }
    for (const { symbol, body } of [...context.components('loki.source.file'), ...context.components('loki.source.journal')]) {
      const node = context.node(symbol);
      const place = ownLog(body);
      const echo = node && echoes.get(node);
      if (echo && place) report(symbol.source, place, { id: echo.id }, { notes: NOTES });
    }
  },
});

/** Where a source says that it reads Alloy's own log. */
function ownLog(body: Body): Span | undefined {
  const matches = body.schema.byName.has('matches') ? body.text('matches')?.split(/\s+/) : undefined;
  if (matches?.some((match) => match.startsWith('_SYSTEMD_UNIT=') && isOwnLog(match))) return body.place('matches');
  for (const target of body.schema.byName.has('targets') ? (body.list('targets') ?? []) : []) {
    const path = target.type === 'object' ? target.fields.get('__path__') : undefined;
    if (path?.type === 'string' && isOwnLog(path.value)) return body.place('targets');
  }
  return undefined;
}

const NOTES = ['to keep it, send it to a "loki.write"; to read it, look at what Alloy prints'];
