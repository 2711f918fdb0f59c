import { describe, expect, test } from 'vitest';
import { checkAll, lint } from '../../../testing.ts';
import { fixed } from '../../fixing.ts';

const file = (value: string): string => `local.file "a" {\n\tfilename = ${value}\n}\n`;

describe('expression/dead-coalesce', () => {
  test('speaks of what can never be empty', () => {
    expect(lint(file('coalesce("/a", sys.env("A"))'))).toEqual(['2:22 expression/dead-coalesce']);
    expect(lint(file('coalesce(sys.env("A"), "/a", "/b")'))).toEqual(['2:36 expression/dead-coalesce']);
  });

  test('puts it last', () => {
    expect(fixed('expression/dead-coalesce', file('coalesce("/a", sys.env("A"))'))).toBe(file('coalesce(sys.env("A"), "/a")'));
    expect(fixed('expression/dead-coalesce', file('coalesce("", "/a", sys.env("A"), sys.env("B"))'))).toBe(
      file('coalesce("", sys.env("A"), sys.env("B"), "/a")'),
    );
    expect(checkAll({ a: file('coalesce("/a", "/b")') }).map(({ fixes }) => fixes.length)).toEqual([0]);
  });

  test('is quiet where the order makes sense', () => {
    expect(lint(file('coalesce(sys.env("A"), "/a")'))).toEqual([]);
    expect(lint(file('coalesce("", sys.env("A"), "/a")'))).toEqual([]);
    expect(lint(file('coalesce(0, sys.env("A"))'))).toEqual([]);
  });
});
