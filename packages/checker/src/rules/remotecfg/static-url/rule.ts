import { defineRule } from '../../rule.ts';

/** A `remotecfg` that is given the address of a file instead of a service. */
export const rule = defineRule<{ url: string }>({
  code: 'remotecfg/static-url',
  severity: 'warning',
  perBlock: true,
  message: ({ url }) => `"${url}" looks like a file, but "remotecfg" talks to a service: use import.http for a file`,
  check(context, report) {
    for (const body of context.configBlocks('remotecfg')) {
      const url = body.text('url');
      if (url !== undefined && /\.(?:alloy|river|txt|conf)(?:$|[?#])/.test(url)) report(body.source, body.place('url'), { url });
    }
  },
});
