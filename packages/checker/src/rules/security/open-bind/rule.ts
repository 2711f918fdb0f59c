import { defineRule, within } from '../../rule.ts';

/** A receiver that is told to listen on all addresses, without TLS and without asking who sends. */
export const rule = defineRule<{ address: string }>({
  code: 'security/open-bind',
  severity: 'off',
  perBlock: true,
  message: ({ address }) =>
    `whoever reaches this machine can send here: "${address}" is all of its addresses, without TLS and without authentication`,
  check(context, report) {
    for (const { component, body: whole } of context.components()) {
      if (!/\.receiver\.|\.receive_http$|^loki\.source\.(?:api|heroku|gcplog|awsfirehose|syslog)$/.test(component.name)) continue;
      for (const body of within(whole)) {
        if (body.has('tls') || body.has('tls_config') || body.has('auth') || whole.has('auth')) continue;
        for (const name of ['endpoint', 'listen_address']) {
          const address = body.attribute(name) ? body.text(name) : undefined;
          const value = body.attribute(name)?.value;
          if (!value || address === undefined || !/^(?:0\.0\.0\.0|\[::\]|)(?::\d+)?$/.test(address) || address === '') continue;
          const text = JSON.stringify(`127.0.0.1${/:\d+$/.exec(address)?.[0] ?? ''}`);
          const edits = [{ file: body.source.path, start: value.start, end: value.end, text }];
          report(body.source, value, { address }, { fixes: [{ title: 'listen on this machine only', safety: 'suggested', edits }] });
        }
      }
    }
  },
});
