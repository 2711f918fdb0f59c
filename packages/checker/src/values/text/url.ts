/**
 * URLs as Go's `net/url` reads them (`url.Parse`), which takes nearly everything. What it takes depends on the Go that an Alloy was built
 * with, which is that of its `go.mod`.
 */
import { byteString, quoteByteString } from '../quote.ts';
import { ipAddress } from './ip-address.ts';
import { isBefore } from './version.ts';

/** What is wrong with a URL, in Go's words; `undefined` where nothing is. `version` is the Alloy version, as catalogs name it. */
export function url(text: string, version = 'main'): string | undefined {
  const fault = faultOf(text, version);
  return fault && `parse ${quoteByteString(fault.part)}: ${fault.problem}`;
}

/** As {@link url}, but without the text that is at fault. */
export function urlProblem(text: string, version = 'main'): string | undefined {
  return faultOf(text, version)?.problem;
}

/** The part that Go names in its error, as bytes, and what is wrong with it. */
function faultOf(text: string, version: string): { readonly part: string; readonly problem: string } | undefined {
  const bytes = byteString(text);
  const [withoutFragment, fragment = ''] = cut(bytes, '#');
  const problem = parse(withoutFragment, version);
  if (problem !== undefined) return { part: withoutFragment, problem };
  const fragmentProblem = badEscape(fragment);
  return fragmentProblem === undefined ? undefined : { part: bytes, problem: fragmentProblem };
}

/** What stands before the first separator, and what after it; only the whole where there is none. */
function cut(text: string, separator: string): [string, string?] {
  const at = text.indexOf(separator);
  return at < 0 ? [text] : [text.slice(0, at), text.slice(at + 1)];
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const control = /[\x00-\x1f\x7f]/;
const schemeBefore = /^(?:([a-z][a-z\d+.-]*)?:)?/i;

function parse(text: string, version: string): string | undefined {
  if (control.test(text)) return 'net/url: invalid control character in URL';
  const [prefix, scheme = ''] = schemeBefore.exec(text)!;
  if (prefix === ':') return 'missing protocol scheme';
  const [rest] = cut(text.slice(prefix.length), '?');
  if (!rest.startsWith('/')) {
    if (scheme !== '') return undefined;
    const [segment] = cut(rest, '/');
    if (segment.includes(':')) return 'first path segment in URL cannot contain colon';
  }
  if (!rest.startsWith('//') || (scheme === '' && rest.startsWith('///'))) return badEscape(rest);
  const slash = rest.indexOf('/', 2);
  const authority = slash < 0 ? rest.slice(2) : rest.slice(2, slash);
  return badAuthority(scheme.toLowerCase(), authority, version) ?? badEscape(slash < 0 ? '' : rest.slice(slash));
}

function badAuthority(scheme: string, authority: string, version: string): string | undefined {
  const at = authority.lastIndexOf('@');
  const problem = badHost(scheme, authority.slice(at + 1), version);
  if (problem !== undefined || at < 0) return problem;
  const user = authority.slice(0, at);
  if (!/^[\w.\-:~!$&'()*+,;=%@]*$/.test(user)) return 'net/url: invalid userinfo';
  const [name, password = ''] = cut(user, ':');
  return badEscape(name) ?? badEscape(password);
}

function badHost(scheme: string, host: string, version: string): string | undefined {
  const bracket = host.lastIndexOf('[');
  // Go 1.25.8: a bracket stands nowhere but in front.
  if (bracket > 0 && !isBefore(version, 1, 15)) return 'invalid IP-literal';
  if (host.startsWith('[')) return badLiteral(host, version);
  const first = host.indexOf(':');
  // Only for HTTP does a second colon end the name, since Go 1.26; lists of hosts are let through elsewhere.
  const strict = (scheme === 'http' || scheme === 'https') && !isBefore(version, 1, 16);
  const colon = strict ? first : host.lastIndexOf(':');
  return (first < 0 ? undefined : badPort(host.slice(colon))) ?? badHostEscape(host);
}

/** `[IPv6]`, with a zone after `%25` and a port. */
function badLiteral(host: string, version: string): string | undefined {
  const end = host.lastIndexOf(']');
  if (end < 0) return "missing ']' in host";
  const port = host.slice(end + 1);
  const name = host.slice(1, end);
  const zone = name.indexOf('%25');
  const problem =
    badPort(port) ??
    badHostEscape(port) ??
    badHostEscape(zone < 0 ? name : name.slice(0, zone)) ??
    (zone < 0 ? undefined : badZone(name.slice(zone)));
  // Before Go 1.25.2, what stands in brackets did not have to be an address.
  if (problem !== undefined || isBefore(version, 1, 13)) return problem;
  const address = ipAddress(name.replace(/%(..)/g, (_, digits: string) => String.fromCharCode(Number.parseInt(digits, 16))));
  if ('error' in address) return `invalid host: ${address.error}`;
  return address.version === 4 ? 'invalid IP-literal' : undefined;
}

function badPort(port: string): string | undefined {
  return /^(?::[0-9]*)?$/.test(port) ? undefined : `invalid port ${quoteByteString(port)} after host`;
}

const hostCharacter = /[\w.~!$&'()*+,;=:[\]<>"\x80-\xff-]/;

/** In a host, only bytes beyond ASCII may be escaped, and some of ASCII may not stand there at all. */
function badHostEscape(host: string): string | undefined {
  return firstProblem(host, (code, escaped) => code < 0x80 && escaped !== '%25');
}

/** In a zone, what may stand unescaped may be escaped too, and so may a blank. */
function badZone(zone: string): string | undefined {
  return firstProblem(zone, (code, escaped) => escaped !== '%25' && code !== 0x20 && !isPlainHost(code));
}

function isPlainHost(code: number): boolean {
  return code < 0x80 && hostCharacter.test(String.fromCharCode(code));
}

function firstProblem(text: string, refused: (code: number, escaped: string) => boolean): string | undefined {
  for (let i = 0; i < text.length; i++) {
    if (text[i] === '%') {
      const escaped = text.slice(i, i + 3);
      if (!/^%[\da-f]{2}$/i.test(escaped) || refused(Number.parseInt(escaped.slice(1), 16), escaped)) return invalidEscape(escaped);
      i += 2;
    } else if (!hostCharacter.test(text[i]!)) {
      return `invalid character ${quoteByteString(text[i]!)} in host name`;
    }
  }
  return undefined;
}

/** The first `%` that is not followed by two hexadecimal digits. */
function badEscape(text: string): string | undefined {
  const at = text.search(/%(?![\da-f]{2})/i);
  return at < 0 ? undefined : invalidEscape(text.slice(at, at + 3));
}

function invalidEscape(escaped: string): string {
  return `invalid URL escape ${quoteByteString(escaped)}`;
}

/** The parts of a URL that components look at, without escapes; each may be empty. */
export interface UrlParts {
  /** In lower case. */
  readonly scheme: string;
  readonly user: string;
  readonly password: string;
  /** With its port. */
  readonly host: string;
  readonly path: string;
  /** As it is written, without the question mark. */
  readonly query: string;
}

/** The parts of a URL; `undefined` where it cannot be read. */
export function urlParts(text: string, version = 'main'): UrlParts | undefined {
  if (urlProblem(text, version) !== undefined) return undefined;
  const scheme = /^([a-zA-Z][a-zA-Z\d+.-]*):/.exec(text)?.[1] ?? '';
  const [withoutFragment] = cut(text.slice(scheme === '' ? 0 : scheme.length + 1), '#');
  const [rest, query = ''] = cut(withoutFragment, '?');
  const parts = { scheme: scheme.toLowerCase(), user: '', password: '', host: '', path: rest, query };
  // What is no path from the root is nothing that has parts.
  if (scheme !== '' && !rest.startsWith('/')) return { ...parts, path: '' };
  if (!rest.startsWith('//') || (scheme === '' && rest.startsWith('///'))) return { ...parts, path: unescaped(rest) };
  const slash = rest.indexOf('/', 2);
  const authority = slash < 0 ? rest.slice(2) : rest.slice(2, slash);
  const at = authority.lastIndexOf('@');
  const [user, password = ''] = cut(authority.slice(0, Math.max(at, 0)), ':');
  const host = unescaped(authority.slice(at + 1));
  return { ...parts, user: unescaped(user), password: unescaped(password), host, path: slash < 0 ? '' : unescaped(rest.slice(slash)) };
}

/** The pairs of a query; those that cannot be read are left out, as Go does (`url.ParseQuery`). */
export function queryPairs(query: string): [key: string, value: string][] {
  return query.split('&').flatMap((pair): [string, string][] => {
    if (pair === '' || pair.includes(';')) return [];
    const [key, value = ''] = cut(pair, '=');
    if (badEscape(byteString(key)) !== undefined || badEscape(byteString(value)) !== undefined) return [];
    return [[unescaped(key.replaceAll('+', ' ')), unescaped(value.replaceAll('+', ' '))]];
  });
}

/** Bytes beyond ASCII stay what they are, each a character: nobody looks at them. */
function unescaped(text: string): string {
  return text.replace(/%([\da-f]{2})/gi, (_, digits: string) => String.fromCharCode(Number.parseInt(digits, 16)));
}
