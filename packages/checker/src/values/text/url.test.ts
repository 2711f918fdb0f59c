import { expect, test } from 'vitest';
import { ipAddress } from './ip-address.ts';
import { url, urlParts } from './url.ts';

test.each([
  '',
  'x',
  '*',
  '/path?q=%zz',
  'http://example.com:9090/path?query#fragment',
  'http://user:p@ssword@example.com',
  'http://[::1]:80/',
  'http://[fe80::1%25en0]',
  'http://[::ffff:1.2.3.4]/',
  'http://%e9xample',
  'http://exämple.com',
  'http://host:/',
  'mongodb://a:1,b:2/db',
  'mailto:nobody@%',
  'http:///path:1',
  '$x',
  '//host/path',
  'a/b:c',
])('%j is a URL', (text) => {
  expect(url(text)).toBeUndefined();
});

test.each([
  [':', 'parse ":": missing protocol scheme'],
  ['1:2', 'parse "1:2": first path segment in URL cannot contain colon'],
  ['$1://x', 'parse "$1://x": first path segment in URL cannot contain colon'],
  ['http://a b', 'parse "http://a b": invalid character " " in host name'],
  ['http://a\nb', 'parse "http://a\\nb": net/url: invalid control character in URL'],
  ['http://h:port', 'parse "http://h:port": invalid port ":port" after host'],
  ['http://a:1:2', 'parse "http://a:1:2": invalid port ":1:2" after host'],
  ['http://h/%zz', 'parse "http://h/%zz": invalid URL escape "%zz"'],
  ['http://h/%a', 'parse "http://h/%a": invalid URL escape "%a"'],
  ['/%aé', 'parse "/%aé": invalid URL escape "%a\\xc3"'],
  ['http://h/#%zz', 'parse "http://h/#%zz": invalid URL escape "%zz"'],
  ['http://h%41/', 'parse "http://h%41/": invalid URL escape "%41"'],
  ['http://us er@h', 'parse "http://us er@h": net/url: invalid userinfo'],
  ['http://a[::1]', 'parse "http://a[::1]": invalid IP-literal'],
  ['http://[::1', 'parse "http://[::1": missing \']\' in host'],
  ['http://[1.2.3.4]', 'parse "http://[1.2.3.4]": invalid IP-literal'],
  ['http://[x]', 'parse "http://[x]": invalid host: ParseAddr("x"): unable to parse IP'],
  ['http://[::%25]', 'parse "http://[::%25]": invalid host: ParseAddr("::%"): zone must be a non-empty string'],
])('%j: %s', (text, problem) => {
  expect(url(text)).toBe(problem);
});

test.each([
  ['::', 6],
  ['1:2:3:4:5:6:7:8', 6],
  ['1::8', 6],
  ['::1.2.3.4', 6],
  ['fe80::1%eth0', 6],
  ['1.2.3.4', 4],
])('%s is an address', (text, version) => {
  expect(ipAddress(text)).toEqual({ version });
});

test.each([
  ['', 'unable to parse IP'],
  ['%eth0', 'missing IPv6 address'],
  ['1.2.3', 'IPv4 address too short'],
  ['1.2.3.4.5', 'IPv4 address too long'],
  ['1.2.3.256', 'IPv4 field has value >255'],
  ['1.2.3.04', 'IPv4 field has octet with leading zero'],
  ['1..2.3', 'IPv4 field must have at least one digit (at ".2.3")'],
  ['1.2.3.x', 'unexpected character (at "x")'],
  [':1', 'each colon-separated field must have at least one digit (at ":1")'],
  ['12345::', 'each group must have 4 or less digits (at "12345::")'],
  ['1:2', 'address string too short'],
  ['1:2:3:4:5:6:7:8:9', 'trailing garbage after address (at "9")'],
  ['1:2:3:4:5:6:7::8', 'the :: must expand to at least one field of zeros'],
  ['1::2::3', 'multiple :: in address (at ":3")'],
  ['1::x', 'each colon-separated field must have at least one digit (at "x")'],
  ['1:2x', 'unexpected character, want colon (at "x")'],
  ['1:2:', 'colon must be followed by more characters (at ":")'],
  ['1:1.2.3.4', 'embedded IPv4 address must replace the final 2 fields of the address (at "1.2.3.4")'],
])('%j: %s', (text, problem) => {
  expect(ipAddress(text)).toEqual({ error: `ParseAddr("${text}"): ${problem}` });
});

test.each([
  ['http://a:1:2', 'v1.16.0', 'v1.15.1'],
  ['http://a[b]', 'v1.15.0', 'v1.14.2'],
  ['http://[x]', 'v1.13.0', 'v1.12.2'],
])('%s is no URL since the Go of Alloy %s', (text, version, before) => {
  expect(url(text, version)).toBeDefined();
  expect(url(text, before)).toBeUndefined();
});

test('the parts of a URL are without escapes', () => {
  expect(urlParts('HTTP://u%20v:p%40@h:80/a%2Fb?c=%64#e')).toEqual({
    scheme: 'http',
    user: 'u v',
    password: 'p@',
    host: 'h:80',
    path: '/a/b',
    query: 'c=%64',
  });
  expect(urlParts('localhost:80')).toEqual({ scheme: 'localhost', user: '', password: '', host: '', path: '', query: '' });
  expect(urlParts('http://h:p')).toBeUndefined();
});
