import { defineRule } from '../../rule.ts';

/** `insecure_skip_verify = true`, wherever it stands. */
export const rule = defineRule<{ block: string }>({
  code: 'security/tls-skip-verify',
  severity: 'info',
  message: ({ block }) => `"${block}" does not check whom it talks to: "insecure_skip_verify" is true`,
  check(context, report) {
    for (const body of context.bodies()) {
      if (body.has('insecure_skip_verify') && body.bool('insecure_skip_verify') === true)
        report(
          body.source,
          body.place('insecure_skip_verify'),
          { block: body.name },
          { notes: ['give the certificate of the authority with "ca_file" or "ca_pem" instead'] },
        );
    }
  },
});
