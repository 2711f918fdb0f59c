const SIMPLE: Readonly<Record<string, number>> = { a: 7, b: 8, f: 12, n: 10, r: 13, t: 9, v: 11, '\\': 0x5c, '"': 0x22 };

/**
 * The text that a string literal stands for (LANGUAGE.md 1.5; Go's strconv.Unquote).
 *
 * Raw strings lose their carriage returns. `\x` and octal escapes are bytes of UTF-8; bytes that make no character become
 * U+FFFD, as does an escape that the lexer has reported.
 *
 * @param raw the literal as written, with its quotes
 */
export function unquote(raw: string): string {
  if (raw.startsWith('`')) return inside(raw, '`').replaceAll('\r', '');
  const content = inside(raw, '"');
  if (!content.includes('\\')) return content;
  const parts: string[] = [];
  let bytes: number[] = [];
  const flush = (): void => {
    if (bytes.length > 0) parts.push(new TextDecoder('utf-8', { ignoreBOM: true }).decode(new Uint8Array(bytes)));
    bytes = [];
  };
  for (let at = 0; at < content.length; ) {
    if (content[at] !== '\\') {
      flush();
      const next = content.indexOf('\\', at);
      const end = next === -1 ? content.length : next;
      parts.push(content.slice(at, end));
      at = end;
      continue;
    }
    const kind = content[at + 1] ?? '';
    const simple = SIMPLE[kind];
    if (simple !== undefined) {
      bytes.push(simple);
      at += 2;
    } else if (kind === 'x') {
      bytes.push(Number.parseInt(content.slice(at + 2, at + 4), 16) & 0xff);
      at += 4;
    } else if (kind === 'u' || kind === 'U') {
      const length = kind === 'u' ? 4 : 8;
      const point = Number.parseInt(content.slice(at + 2, at + 2 + length), 16);
      flush();
      parts.push(point <= 0x10ffff ? String.fromCodePoint(point) : '\ufffd');
      at += 2 + length;
    } else if (kind >= '0' && kind <= '7') {
      bytes.push(Number.parseInt(content.slice(at + 1, at + 4), 8) & 0xff);
      at += 4;
    } else {
      flush();
      parts.push('\ufffd');
      at += 2;
    }
  }
  flush();
  return parts.join('');
}

/** Without its quotes; the closing one may be missing. */
function inside(raw: string, quote: string): string {
  return raw.slice(1, raw.length > 1 && raw.endsWith(quote) ? -1 : undefined);
}
