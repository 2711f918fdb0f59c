import { describe, expect, test } from 'vitest';
import { checkAll, lint } from '../../../testing.ts';

const file = (value: string): string => `local.file "a" {\n\tfilename = ${value}\n}\n`;

describe('expression/dead-coalesce', () => {
  test('speaks of what can never be empty', () => {
    expect(lint(file('coalesce("/a", sys.env("A"))'))).toEqual(['2:22 expression/dead-coalesce']);
    expect(lint(file('coalesce(sys.env("A"), "/a", "/b")'))).toEqual(['2:36 expression/dead-coalesce']);
  });

  test('puts it last', () => {
    const [found] = checkAll({ a: file('coalesce("/a", sys.env("A"))') });
    expect(found?.fixes[0]?.edits.map(({ text }) => text)).toEqual(['sys.env("A")', '"/a"']);
  });

  test('is quiet where the order makes sense', () => {
    expect(lint(file('coalesce(sys.env("A"), "/a")'))).toEqual([]);
    expect(lint(file('coalesce("", sys.env("A"), "/a")'))).toEqual([]);
    expect(lint(file('coalesce(0, sys.env("A"))'))).toEqual([]);
  });
});
