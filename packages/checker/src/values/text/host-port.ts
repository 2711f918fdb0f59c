/** Addresses of a host with a port. */

/**
 * What is wrong with `host:port`, as Go's `net.SplitHostPort` takes it: an IPv6 address stands in brackets. In words that follow the name
 * of what holds it; `undefined` where nothing is wrong.
 */
export function hostPort(text: string): string | undefined {
  const last = text.lastIndexOf(':');
  if (last < 0) return 'needs a port: "host:port"';
  if (text.startsWith('[')) {
    const end = text.indexOf(']');
    if (end < 0) return 'opens a bracket that it does not close';
    if (end + 1 === text.length) return 'needs a port: "[address]:port"';
    if (end + 1 !== last) return text[end + 1] === ':' ? 'has too many colons: it takes "host:port"' : 'needs a port: "[address]:port"';
    return text.slice(1).includes('[') || text.slice(end + 1).includes(']') ? 'has a bracket too many' : undefined;
  }
  if (text.slice(0, last).includes(':')) return 'has too many colons: it takes "host:port", and an IPv6 address in brackets';
  return /[[\]]/.test(text) ? 'has a bracket that does not belong there' : undefined;
}
