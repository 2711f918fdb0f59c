import { type Expression, TokenKind } from '@assay/parser';
import { related } from '../../../diagnostics/collector.ts';
import type { Body } from '../../../model/body.ts';
import { chainOf } from '../../../model/chains.ts';
import type { Module } from '../../../model/program.ts';
import { defineRule } from '../../rule.ts';

/** What makes two scrapes of the same targets different. */
const SCRAPED = ['job_name', 'metrics_path', 'params', 'scheme', 'honor_labels'];

/** Two scrapes of the same targets that send to the same place. */
export const rule = defineRule<{ other: string }>({
  code: 'scrape/duplicate-targets',
  severity: 'warning',
  message: ({ other }) =>
    `"${other}" scrapes the same targets for the same receiver: each is asked twice, and its samples are stored twice`,
  check(context, report) {
    const seen = new Map<Module, Map<string, Asked>>();
    for (const { symbol, body } of context.components('prometheus.scrape')) {
      const targets = body.attribute('targets')?.value;
      const receivers = body.attribute('forward_to')?.value;
      if (!targets || receivers?.kind !== 'Array') continue;
      const inModule = seen.get(symbol.module) ?? new Map<string, Asked>();
      seen.set(symbol.module, inModule);
      const how = SCRAPED.map((name) => body.attribute(name)?.value).map((each) => (each ? plain(each, body) : ''));
      const keyed = partsOf(targets).flatMap((part) =>
        receivers.elements.map((receiver) => ({ part, key: [plain(part, body), ...how, plain(receiver, body)].join('\n') })),
      );
      // What is given twice to one scrape is scraped once.
      const again = keyed.find(({ key }) => inModule.has(key));
      const first = again && inModule.get(again.key);
      if (again && first) {
        const { block, source } = first.body;
        const other = `${block.fullName}.${block.label?.text ?? ''}`;
        report(body.source, again.part, { other }, { related: [related(source, first.part, 'the same targets')] });
      }
      for (const { part, key } of keyed) if (!inModule.has(key)) inModule.set(key, { body, part });
    }
  },
});

/** Targets that a scrape has asked for. */
interface Asked {
  readonly body: Body;
  readonly part: Expression;
}

/** The targets of a list that is written out or put together, each by itself. */
function partsOf(targets: Expression): readonly Expression[] {
  if (targets.kind === 'Array') return targets.elements;
  const name = targets.kind === 'Call' ? chainOf(targets.callee)?.parts.map(({ text }) => text) : undefined;
  return targets.kind === 'Call' && name?.at(-1) === 'concat' ? targets.args.flatMap(partsOf) : [targets];
}

/** The text of an expression without what it could be written differently in. */
function plain({ first, last }: Expression, { source }: Body): string {
  const { tokens, text } = source.parse;
  return tokens
    .slice(first, last + 1)
    .filter(
      ({ kind }) =>
        kind !== TokenKind.Whitespace && kind !== TokenKind.LineComment && kind !== TokenKind.BlockComment && kind !== TokenKind.Terminator,
    )
    .map(({ start, end }) => text.slice(start, end))
    .join(' ')
    .replaceAll(' , ]', ' ]')
    .replaceAll(' , }', ' }');
}
