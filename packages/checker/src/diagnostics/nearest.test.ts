import { expect, test } from 'vitest';
import { nearest } from './nearest.ts';

const names = ['forward_to', 'targets', 'scrape_interval', 'scrape_timeout', 'job_name', 'url'];

test.each([
  ['foward_to', 'forward_to'],
  ['forwrad_to', 'forward_to'],
  ['target', 'targets'],
  ['scrape_intervall', 'scrape_interval'],
  ['Targets', 'targets'],
  ['uri', 'url'],
])('%s means %s', (written, meant) => {
  expect(nearest(written, names)).toBe(meant);
});

test.each(['x', 'ur', 'password', 'interval', ''])('%s is near to nothing', (written) => {
  expect(nearest(written, names)).toBeUndefined();
});

test('a name is not its own correction', () => {
  expect(nearest('url', ['url'])).toBeUndefined();
});

test('names of more than 128 characters are not compared', () => {
  expect(nearest('a'.repeat(128), [`${'a'.repeat(127)}b`])).toBe(`${'a'.repeat(127)}b`);
  expect(nearest('a'.repeat(129), [`${'a'.repeat(128)}b`])).toBeUndefined();
  let compared = 0;
  const candidate = {
    get length(): number {
      compared++;
      return 1_000_000;
    },
  } as string;
  expect(nearest('a'.repeat(1_000_000), [candidate])).toBeUndefined();
  expect(compared).toBe(0);
});
