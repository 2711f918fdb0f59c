/** What the text in a literal string means, in a sentence: durations and regular expressions. */
import type { Type } from '@assay/catalog';
import { goDuration } from '@assay/checker';
import { code, joinMarkdown, type Markdown, markdown, ours, paragraphs } from './markdown-syntax.ts';

/** Markdown about a text of a type; `undefined` where there is nothing to say. */
export function textMeaning(text: string, type: Type, attribute: string): Markdown | undefined {
  if (type.kind === 'duration') return durationMeaning(text);
  if (type.kind === 'text' && /\.Regexp$/.test(type.text)) return regexMeaning(text, attribute);
  return undefined;
}

const UNITS: readonly (readonly [bigint, string])[] = [
  [86_400_000_000_000n, 'day'],
  [3_600_000_000_000n, 'hour'],
  [60_000_000_000n, 'minute'],
  [1_000_000_000n, 'second'],
  [1_000_000n, 'millisecond'],
  [1_000n, 'microsecond'],
  [1n, 'nanosecond'],
];

function durationMeaning(text: string): Markdown | undefined {
  const result = goDuration(text);
  if ('error' in result) return undefined;
  let left = result.nanoseconds < 0n ? -result.nanoseconds : result.nanoseconds;
  if (left === 0n) return markdown`no time`;
  const words: string[] = [];
  for (const [unit, name] of UNITS) {
    const count = left / unit;
    left %= unit;
    if (count > 0n) words.push(`${count} ${name}${count === 1n ? '' : 's'}`);
  }
  return ours(`${result.nanoseconds < 0n ? 'minus ' : ''}${words.join(', ')}`);
}

/** The groups of a pattern, and whether it has to match the whole text. */
function regexMeaning(pattern: string, attribute: string): Markdown {
  // Prometheus anchors the patterns of relabel rules (`model/relabel/relabel.go`, NewRegexp).
  const anchored = attribute === 'regex' ? markdown`Has to match the whole text, as if it stood between \`^(?:\` and \`)$\`.` : undefined;
  const groups = captureGroups(pattern).map(({ name, text }, index) => markdown`- ${code(groupReference(name, index))} is ${code(text)}`);
  return paragraphs([anchored, groups.length > 0 ? joinMarkdown([markdown`Groups:`, ...groups], '\n') : undefined]);
}

function groupReference(name: string | undefined, index: number): string {
  return name === undefined ? `\${${index + 1}}` : `\${${index + 1}}, ${name}`;
}

/** The capturing groups of a pattern with what they hold, in the order of their opening parentheses. */
function captureGroups(pattern: string): { readonly name: string | undefined; readonly text: string }[] {
  const groups: { name: string | undefined; start: number; text: string }[] = [];
  const open: (number | undefined)[] = [];
  let inClass = false;
  for (let at = 0; at < pattern.length; at++) {
    const character = pattern[at];
    if (character === '\\') at++;
    else if (inClass) inClass = character !== ']';
    else if (character === '[') {
      inClass = true;
      // A bracket that comes first stands for itself.
      if (pattern[at + 1] === '^') at++;
      if (pattern[at + 1] === ']') at++;
    } else if (character === '(') {
      const name = /^\(\?P?<(\w+)>/.exec(pattern.slice(at))?.[1];
      const captures = name !== undefined || pattern[at + 1] !== '?';
      open.push(captures ? groups.length : undefined);
      if (captures) groups.push({ name, start: at, text: pattern.slice(at) });
    } else if (character === ')') {
      const group = groups[open.pop() ?? -1];
      if (group) group.text = pattern.slice(group.start, at + 1);
    }
  }
  return groups;
}
