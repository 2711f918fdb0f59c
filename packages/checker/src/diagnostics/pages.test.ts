import { describe, expect, test } from 'vitest';
import { checkFiles } from '../testing.ts';
import { type Code, definitions } from './codes.ts';
import { allCodes, explainCode } from './pages.ts';

/** Codes whose examples are described in words, because no text file of the catalog's components can show them. */
const IN_WORDS: ReadonlySet<string> = new Set(['file/encoding', 'block/wrong-count', 'block/label-not-allowed']);

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
    const flags = code.startsWith('stability/') ? ({ stability: 'generally-available', community: false } as const) : {};
    const found = checkFiles({ 'bad.alloy': bad }, flags);
    expect(found.map((d) => d.code)).toEqual([code]);
    expect(found[0]).toMatchObject({ severity, authority });
    expect(checkFiles({ 'good.alloy': good }, flags)).toEqual([]);
  });
});
