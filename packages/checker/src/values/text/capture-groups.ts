/** The groups of a regular expression of RE2 that capture: how many, and their names. */
export interface CaptureGroups {
  readonly count: number;
  readonly names: readonly string[];
}

/** The capturing groups of a pattern that RE2 accepts; classes, escapes and quoted stretches are passed over. */
export function captureGroups(pattern: string): CaptureGroups {
  const names: string[] = [];
  let count = 0;
  // Looked for once: what opens the name of a class need not be closed.
  const lastNameEnd = pattern.lastIndexOf(':]');
  for (let at = 0; at < pattern.length; at++) {
    if (pattern[at] === '\\') at = pattern[at + 1] === 'Q' ? endOfQuote(pattern, at + 2) : at + 1;
    else if (pattern[at] === '[') at = endOfClass(pattern, at, lastNameEnd);
    else if (pattern[at] === '(') {
      NAMED.lastIndex = at;
      const name = NAMED.exec(pattern)?.[1];
      if (name !== undefined) names.push(name);
      if (name !== undefined || pattern[at + 1] !== '?') count++;
    }
  }
  return { count, names };
}

const NAMED = /\(\?P?<(\w+)>/y;

function endOfQuote(pattern: string, from: number): number {
  const end = pattern.indexOf('\\E', from);
  return end === -1 ? pattern.length : end + 1;
}

/** The place of the bracket that closes a class; one that comes first, or after `^`, belongs to the class. */
function endOfClass(pattern: string, from: number, lastNameEnd: number): number {
  let at = from + 1;
  if (pattern[at] === '^') at++;
  for (let first = true; at < pattern.length; at++, first = false) {
    if (pattern[at] === '\\') at++;
    else if (pattern.startsWith('[:', at) && at + 2 <= lastNameEnd) at = pattern.indexOf(':]', at + 2) + 1;
    else if (pattern[at] === ']' && !first) return at;
  }
  return pattern.length;
}
