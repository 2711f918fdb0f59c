import type { Expression } from '@assay/parser';
import { unquote } from '@assay/parser';
import type { Fix } from '../../../diagnostics/diagnostic.ts';
import type { Source } from '../../../project/source.ts';
import { defineRule } from '../../rule.ts';

/** A target whose address is a URL, of which Prometheus takes only the host and the port. */
export const rule = defineRule<{ address: string }>({
  code: 'scrape/address-with-scheme',
  severity: 'warning',
  perBlock: true,
  message: ({ address }) => `"${address}" is never scraped: "__address__" is a host and a port, without a scheme and a path`,
  check(context, report) {
    for (const { body } of context.components('prometheus.scrape')) {
      const targets = body.attribute('targets')?.value;
      if (targets?.kind !== 'Array') continue;
      for (const target of targets.elements) {
        const field = target.kind === 'Object' ? target.fields.find(({ key }) => key.text === '__address__') : undefined;
        const address = field?.value.kind === 'Literal' ? unquote(field.value.raw) : undefined;
        if (!field || address === undefined || !address.includes('/')) continue;
        const given = target.kind === 'Object' ? target.fields.map(({ key }) => key.text) : [];
        const notes = ['the scheme goes to "__scheme__" or the attribute "scheme", the path to "__metrics_path__" or "metrics_path"'];
        report(body.source, field.value, { address }, { notes, fixes: parts(body.source, field.value, address, given) });
      }
    }
  },
});

/** The address taken apart, into the labels that Prometheus has for its parts. */
function parts({ path: file }: Source, { start, end }: Expression, address: string, given: readonly string[]): Fix[] {
  const [, scheme, host, path] = /^(?:(https?):\/\/)?([\w.:[\]-]+)(\/[\w./-]*)?$/.exec(address) ?? [];
  if (host === undefined || given.includes('__scheme__') || given.includes('__metrics_path__')) return [];
  const labels = [
    ...(scheme === undefined ? [] : [`"__scheme__" = "${scheme}"`]),
    ...(path === undefined || path === '/' ? [] : [`"__metrics_path__" = "${path}"`]),
  ];
  const text = [`"${host}"`, ...labels].join(', ');
  return [{ title: 'take the address apart', safety: 'suggested', edits: [{ file, start, end, text }] }];
}
