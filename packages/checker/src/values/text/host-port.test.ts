import { expect, test } from 'vitest';
import { hostPort } from './host-port.ts';

test.each(['a:1', ':1', 'a:', '[::1]:80', '[]:80'])('%s is a host with a port', (text) => {
  expect(hostPort(text)).toBeUndefined();
});

test.each([
  ['a', 'needs a port: "host:port"'],
  ['::1', 'has too many colons: it takes "host:port", and an IPv6 address in brackets'],
  ['[::1', 'opens a bracket that it does not close'],
  ['[::1]', 'needs a port: "[address]:port"'],
  ['[a[b]:80', 'has a bracket too many'],
  ['[::1]:[80', 'has a bracket too many'],
  ['[::1]:80]', 'has a bracket too many'],
  ['a]:80', 'has a bracket that does not belong there'],
])('%s is none', (text, problem) => {
  expect(hostPort(text)).toBe(problem);
});
