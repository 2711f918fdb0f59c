import { type Expression, TokenKind } from '@assay/parser';
import { related } from '../../../diagnostics/collector.ts';
import type { Body } from '../../../model/body.ts';
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
    const seen = new Map<Module, Map<string, Body>>();
    for (const { symbol, body } of context.components('prometheus.scrape')) {
      const targets = body.attribute('targets')?.value;
      const receivers = body.attribute('forward_to')?.value;
      if (!targets || receivers?.kind !== 'Array' || (targets.kind === 'Array' && targets.elements.length === 0)) continue;
      const inModule = seen.get(symbol.module) ?? new Map<string, Body>();
      seen.set(symbol.module, inModule);
      const what = [targets, ...SCRAPED.map((name) => body.attribute(name)?.value)]
        .map((each) => (each ? plain(each, body) : ''))
        .join('\n');
      for (const receiver of receivers.elements) {
        const key = `${what}\n${plain(receiver, body)}`;
        const first = inModule.get(key);
        if (!first) inModule.set(key, body);
        else {
          const other = `${first.block.fullName}.${first.block.label?.text ?? ''}`;
          report(
            body.source,
            body.place('targets'),
            { other },
            { related: [related(first.source, first.place('targets'), 'the same targets')] },
          );
          break;
        }
      }
    }
  },
});

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
