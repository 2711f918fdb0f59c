/** IP addresses in text, as Go's `net/netip` reads them (`ParseAddr`). */
import { quoteByteString } from '../quote.ts';

/** What is wrong with an address, in Go's words, or which kind it is. The address is a byte string. */
export function ipAddress(address: string): { readonly version: 4 | 6 } | { readonly error: string } {
  const fail: Fail = (message, at = '') => ({
    error: `ParseAddr(${quoteByteString(address)}): ${message}${at === '' ? '' : ` (at ${quoteByteString(at)})`}`,
  });
  switch (/[.:%]/.exec(address)?.[0]) {
    case '.':
      return ipv4(address, fail) ?? { version: 4 };
    case ':':
      return ipv6(address, fail) ?? { version: 6 };
    case '%':
      return fail('missing IPv6 address');
    default:
      return fail('unable to parse IP');
  }
}

type Failure = { readonly error: string };
type Fail = (message: string, at?: string) => Failure;

function ipv4(text: string, fail: Fail): Failure | undefined {
  let value = 0;
  let digits = 0;
  let dots = 0;
  for (let i = 0; i < text.length; i++) {
    const character = text[i]!;
    if (character === '.') {
      if (digits === 0 || i === text.length - 1) return fail('IPv4 field must have at least one digit', text.slice(i));
      if (dots === 3) return fail('IPv4 address too long');
      dots++;
      value = 0;
      digits = 0;
    } else if (character >= '0' && character <= '9') {
      if (digits === 1 && value === 0) return fail('IPv4 field has octet with leading zero');
      value = value * 10 + Number(character);
      digits++;
      if (value > 255) return fail('IPv4 field has value >255');
    } else {
      return fail('unexpected character', text.slice(i));
    }
  }
  return dots < 3 ? fail('IPv4 address too short') : undefined;
}

function ipv6(address: string, fail: Fail): Failure | undefined {
  const percent = address.indexOf('%');
  if (percent === address.length - 1) return fail('zone must be a non-empty string');
  let rest = percent < 0 ? address : address.slice(0, percent);
  /** Groups of 16 bits, and whether `::` stood among them. */
  let groups = 0;
  let ellipsis = rest.startsWith('::');
  if (ellipsis) {
    rest = rest.slice(2);
    if (rest === '') return undefined;
  }
  while (groups < 8) {
    const digits = /^[\da-f]*/i.exec(rest)![0].length;
    if (digits > 4) return fail('each group must have 4 or less digits', rest);
    if (digits === 0) return fail('each colon-separated field must have at least one digit', rest);
    if (rest[digits] === '.') {
      if (!ellipsis && groups !== 6) return fail('embedded IPv4 address must replace the final 2 fields of the address', rest);
      if (groups > 6) return fail('too many hex fields to fit an embedded IPv4 at the end of the address', rest);
      const failure = ipv4(rest, fail);
      if (failure) return failure;
      rest = '';
      groups += 2;
      break;
    }
    groups++;
    rest = rest.slice(digits);
    if (rest === '') break;
    if (rest[0] !== ':') return fail('unexpected character, want colon', rest);
    if (rest.length === 1) return fail('colon must be followed by more characters', rest);
    rest = rest.slice(1);
    if (rest[0] === ':') {
      if (ellipsis) return fail('multiple :: in address', rest);
      ellipsis = true;
      rest = rest.slice(1);
      if (rest === '') break;
    }
  }
  if (rest !== '') return fail('trailing garbage after address', rest);
  if (groups < 8 && !ellipsis) return fail('address string too short');
  return groups === 8 && ellipsis ? fail('the :: must expand to at least one field of zeros') : undefined;
}
