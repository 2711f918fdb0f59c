import { describe, expect, test } from 'vitest';
import { checkAll, checkFiles } from '../testing.ts';
import { type Code, definitions } from './codes.ts';
import { allCodes, explainCode } from './pages.ts';

/** Codes whose examples are described in words, because no text file of the catalog's components can show them. */
const IN_WORDS: ReadonlySet<string> = new Set([
  'file/encoding',
  'file/too-many-findings',
  'program/too-large',
  'program/not-followed',
  'block/wrong-count',
  'block/label-not-allowed',
]);

describe('the page of each code', () => {
  test.each(allCodes())('%s has one', (code) => {
    expect(explainCode(code)?.text).toContain('## Bad');
  });

  test('an unknown code has none', () => {
    expect(explainCode('no/such-code')).toBeUndefined();
    expect(explainCode('toString')).toBeUndefined();
  });

  const examples = Object.keys(definitions).filter((code) => !IN_WORDS.has(code)) as Code[];
  test.each(examples)('%s speaks on its bad example and is quiet on its good one', (code) => {
    const { bad, good, severity, authority } = definitions[code];
    const asked = { levels: new Map([[code, severity]]), today: '2026-01-01' };
    const flags = code.startsWith('stability/') ? ({ ...asked, stability: 'generally-available', community: false } as const) : asked;
    // What rules say of the examples of what Alloy refuses is beside the point.
    const look = authority === 'lint' ? checkAll : checkFiles;
    const found = look({ 'bad.alloy': bad }, flags);
    expect(found.map((d) => d.code)).toEqual([code]);
    expect(found[0]).toMatchObject({ severity, authority });
    expect(look({ 'good.alloy': good }, flags)).toEqual([]);
  });
});
