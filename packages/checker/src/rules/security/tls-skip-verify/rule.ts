import type { Body } from '../../../model/body.ts';
import { filesWith } from '../../literals.ts';
import { defineRule } from '../../rule.ts';

/** `insecure_skip_verify = true`, wherever it stands. */
export const rule = defineRule<{ block: string }>({
  code: 'security/tls-skip-verify',
  severity: 'info',
  perBlock: true,
  message: ({ block }) => `"${block}" does not check whom it talks to: "insecure_skip_verify" is true`,
  check(context, report) {
    const files = filesWith(context, 'insecure_skip_verify');
    if (files.size === 0) return;
    for (const { body: whole } of context.components()) {
      if (!files.has(whole.source)) continue;
      for (const [body, around] of withOuter(whole, [])) {
        if (!body.attribute('insecure_skip_verify') || body.bool('insecure_skip_verify') !== true) continue;
        if ([body, ...around].some(isPlain)) continue;
        const unread = ['ca_file', 'ca_pem'].find((name) => body.attribute(name) && body.isSet(name) === true);
        const notes = unread
          ? [`"${unread}" is given, but nothing is compared with it`]
          : ['give the certificate of the authority with "ca_file" or "ca_pem" instead'];
        report(body.source, body.place('insecure_skip_verify'), { block: body.name }, { notes });
      }
    }
  },
});

/** A body and all that are nested in it, each with those around it, the nearest first. */
function* withOuter(body: Body, around: readonly Body[]): Generator<[Body, readonly Body[]]> {
  yield [body, around];
  for (const child of body.blocks()) yield* withOuter(child, [body, ...around]);
}

/** Whether it is written down that no TLS is spoken, so that no certificate is there to be checked. */
function isPlain(body: Body): boolean {
  if (body.attribute('insecure') && body.bool('insecure') === true) return true;
  if (body.attribute('scheme') && body.text('scheme') === 'http') return true;
  return ADDRESSES.some((name) => body.attribute(name) && body.text(name)?.startsWith('http://') === true);
}

const ADDRESSES = ['url', 'endpoint', 'address', 'server'];
