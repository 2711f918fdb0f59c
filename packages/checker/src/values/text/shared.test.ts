import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { base2Bytes } from './bytes.ts';
import { goDuration, prometheusDuration } from './duration.ts';
import { regex } from './regex.ts';
import { template } from './template.ts';
import { url } from './url.ts';

/** What the real parsers said of strings, kept outside of the repository. */
const verdicts = fileURLToPath(new URL('../../../../../../shared/conformance/strings.jsonl', import.meta.url));
const present = existsSync(verdicts);
if (!present) console.warn('SKIPPED: ../shared/conformance/strings.jsonl is not there, so no string is compared with the real parsers');

const parsers: Readonly<Record<string, (text: string) => boolean>> = {
  bytes: (text) => !('error' in base2Bytes(text)),
  duration: (text) => !('error' in goDuration(text)),
  'prometheus-duration': (text) => !('error' in prometheusDuration(text)),
  regex: (text) => regex(text, 'main') === undefined,
  template: (text) => template(text) === undefined,
  url: (text) => url(text) === undefined,
};

describe.skipIf(!present)('the verdicts of the real parsers', () => {
  const rows = present
    ? readFileSync(verdicts, 'utf8')
        .split('\n')
        .filter((line) => line !== '')
        .map((line) => JSON.parse(line) as { readonly kind: string; readonly text: string; readonly ok: boolean })
    : [];

  test.each(Object.entries(parsers))('%s', (kind, accepts) => {
    const ofKind = rows.filter((row) => row.kind === kind);
    expect(ofKind.length).toBeGreaterThan(100);
    expect(ofKind.filter((row) => accepts(row.text) !== row.ok)).toEqual([]);
  });
});
