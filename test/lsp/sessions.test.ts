import { requests } from '@assay/lsp/node';
import { expect, test } from 'vitest';
import { inProcess } from './client.ts';
import { METHODS, runSession } from './sessions.ts';

/** How many requests are made; the environment may ask for more. `npm run sessions` makes 20,000, of a process of its own. */
const REQUESTS = Number(process.env.SESSION_REQUESTS ?? 400);
const SEED = Number(process.env.SESSION_SEED ?? 1);

test('sessions ask for everything that is answered', () => {
  expect([...METHODS].sort()).toEqual(Object.keys(requests).sort());
});

test.each([SEED, SEED + 1])('whatever somebody does, every request is answered (seed %i)', async (seed) => {
  const result = await runSession(inProcess(), { requests: REQUESTS, seed });
  expect(result.methods.size).toBeGreaterThan(METHODS.length / 2);
});
