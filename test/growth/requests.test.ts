import { afterAll, expect, test } from 'vitest';
import { growthOf, WorkCounter } from './work.ts';

// Before the code that is counted is loaded.
const counter = new WorkCounter();
await counter.open();
afterAll(() => counter.close());
const { loadCatalog } = await import('@assay/catalog');
const { answersOf, documents, openDocument, URI } = await import('./requests.ts');
const options = { catalog: await loadCatalog(), stability: 'experimental', community: true } as const;

/**
 * How many times as much work twice the size may be: twice where each thing is looked at as often as before, a little more where each is
 * searched for by halves, four times where all are gone through for each.
 */
const MOST = 2.6;
const COUNT = 80;
/** Of edits: beyond what nesting is limited to. */
const EDITED = 300;

test.each(Object.entries(documents))('twice as much takes twice the work of each request: %s', async (_name, make) => {
  const sizes = [COUNT, 2 * COUNT, 4 * COUNT].map((size) => openDocument(make(size), size, options));
  const slow: string[] = [];
  for (const [request, answer] of Object.entries(answersOf)) {
    const counts = await counter.countEach(
      sizes.map(
        ({ site, places }) =>
          () =>
            answer(site, places),
      ),
    );
    if (growthOf(counts) > MOST) slow.push(`${request}: ${counts.join(', ')}`);
  }
  expect(slow).toEqual([]);
});

test.each(Object.entries(documents))('an edit takes work that grows with the text: %s', async (_name, make) => {
  const edits = [EDITED, 2 * EDITED, 4 * EDITED].map((size) => {
    const { site } = openDocument(make(size), size, options);
    const { length } = site.source.text;
    return () => {
      site.project.edit(URI, [{ start: length, end: length, text: 'x' }]);
      return site.project.site(URI)?.source.parse;
    };
  });
  const counts = await counter.countEach(edits);
  expect(growthOf(counts)).toBeLessThan(MOST);
});
