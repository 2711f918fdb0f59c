import { expect, test } from 'vitest';
import { selector } from './selector.ts';

test('comments stand where blanks may', () => {
  expect(selector('{app="api"} // all of it')).toBeUndefined();
  expect(selector('/* which */ {app /* is */ = // this\n"api"} |= "x" /**/')).toBeUndefined();
  expect(selector('{app="api"} // all\n|')).toEqual({ problem: 'only line filters can follow: |=, |~, != and !~', offset: 19 });
});

test('a comment has to be closed', () => {
  expect(selector('{app="api"} /* all of it')).toEqual({ problem: 'this comment is not closed', offset: 12 });
  expect(selector('{app="a"} /*/')).toEqual({ problem: 'this comment is not closed', offset: 10 });
});

test('what looks like a comment in a text is none', () => {
  expect(selector('{app="http://x/*"}')).toBeUndefined();
});
