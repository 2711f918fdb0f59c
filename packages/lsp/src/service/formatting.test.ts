import { expect, test } from 'vitest';
import { edited, marked } from '../testing.ts';
import { formatting, onTypeFormatting, rangeFormatting, rangesFormatting } from './formatting.ts';

const TEXT = 'logging   {\n  level="info"\n}\n|http   {\n}\n';

test('the whole file, a range, several ranges', () => {
  const { site } = marked(TEXT);
  const range = { start: { line: 0, character: 0 }, end: { line: 1, character: 0 } };
  expect(edited(site, formatting(site))).toBe('logging {\n\tlevel = "info"\n}\n\nhttp { }\n');
  expect(edited(site, rangeFormatting(site, range))).toBe('logging {\n  level="info"\n}\nhttp   {\n}\n');
  expect(edited(site, rangesFormatting(site, [range, range]))).toBe('logging {\n  level="info"\n}\nhttp   {\n}\n');
});

test('nothing where the file cannot be read', () => {
  const { site } = marked('logging   {|');
  expect(formatting(site)).toEqual([]);
});

test('while typing: the line that was left, the block that was closed', () => {
  const line = marked('logging {\n  level="info"\n|\n}\n');
  expect(edited(line.site, onTypeFormatting(line.site, line.position, '\n'))).toBe('logging {\n\tlevel = "info"\n\n}\n');
  const block = marked('logging {\n  level="info"\n  }|\nhttp   { }\n');
  expect(edited(block.site, onTypeFormatting(block.site, block.position, '}'))).toBe('logging {\n\tlevel = "info"\n}\nhttp   { }\n');
});
