/** Where two values differ, as a path with both ends; `undefined` where they are the same. Properties that are `undefined` count as absent. */
export function difference(a: unknown, b: unknown, path = ''): string | undefined {
  if (Object.is(a, b)) return undefined;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return `${path}: ${show(a)} is not ${show(b)}`;
  if (Array.isArray(a) || Array.isArray(b)) {
    if (!Array.isArray(a) || !Array.isArray(b)) return `${path}: a list is none`;
    for (let at = 0; at < Math.max(a.length, b.length); at++) {
      const found = difference(a[at], b[at], `${path}[${at}]`);
      if (found !== undefined) return found;
    }
    return undefined;
  }
  const left = a as Readonly<Record<string, unknown>>;
  const right = b as Readonly<Record<string, unknown>>;
  for (const key in left) {
    const found = difference(left[key], right[key], `${path}.${key}`);
    if (found !== undefined) return found;
  }
  for (const key in right) if (!(key in left) && right[key] !== undefined) return `${path}.${key}: absent is not ${show(right[key])}`;
  return undefined;
}

function show(value: unknown): string {
  return typeof value === 'object' ? (JSON.stringify(value)?.slice(0, 200) ?? '') : String(value);
}
