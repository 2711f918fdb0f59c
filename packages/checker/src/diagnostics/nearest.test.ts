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
