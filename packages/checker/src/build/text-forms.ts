/** Forms of text that many components read when they are built: addresses, URLs. Each gives what is wrong in words that follow a name, or nothing. */
import { url as urlProblem } from '../values/text/url.ts';

/** `host:port`, as Go's `net.SplitHostPort` takes it: an IPv6 address stands in brackets. */
export function hostPort(text: string): string | undefined {
  const last = text.lastIndexOf(':');
  if (last < 0) return 'needs a port: "host:port"';
  if (text.startsWith('[')) {
    const end = text.indexOf(']');
    if (end < 0) return 'opens a bracket that it does not close';
    if (end + 1 === text.length) return 'needs a port: "[address]:port"';
    if (end + 1 !== last) return text[end + 1] === ':' ? 'has too many colons: it takes "host:port"' : 'needs a port: "[address]:port"';
    return text.slice(1, end).includes('[') || text.slice(end + 1).includes(']') ? 'has a bracket too many' : undefined;
  }
  if (text.slice(0, last).includes(':')) return 'has too many colons: it takes "host:port", and an IPv6 address in brackets';
  return /[[\]]/.test(text) ? 'has a bracket that does not belong there' : undefined;
}

/** The scheme and the host of a URL, both possibly empty; `undefined` where it cannot be read. */
export function urlParts(text: string): { readonly scheme: string; readonly host: string } | undefined {
  if (urlProblem(text) !== undefined) return undefined;
  const scheme = /^([a-zA-Z][a-zA-Z\d+.-]*):/.exec(text)?.[1] ?? '';
  const host = /^\/\/([^/?#]*)/.exec(text.slice(scheme === '' ? 0 : scheme.length + 1))?.[1] ?? '';
  return { scheme: scheme.toLowerCase(), host: host.slice(host.lastIndexOf('@') + 1) };
}

/** A version of Kafka's protocol, as its client reads it (franz-go, `kversion.FromString`): `3.7`, `v2.8.1`, `0.11.0`. */
export function isKafkaVersion(text: string): boolean {
  return /^(?:v?[1-9]+\.\d+(?:\.\d+)?|v?0\.\d+\.\d+(?:\.\d+)?)$/.test(text);
}
