import { describe, expect, test } from 'vitest';
import { checkAll } from '../../../testing.ts';

const levels = new Map([['expression/env-may-be-empty', 'info']] as const);
const of = (url: string): number =>
  checkAll({ 'test.alloy': `loki.write "w" {\n\tendpoint {\n\t\turl = ${url}\n\t}\n}\n` }, { levels }).filter(
    ({ code }) => code === 'expression/env-may-be-empty',
  ).length;

describe('expression/env-may-be-empty', () => {
  test('speaks of a variable that stands alone', () => {
    expect(of('sys.env("LOKI_URL")')).toBe(1);
  });

  test('is quiet where there is something else too', () => {
    expect(of('coalesce(sys.env("LOKI_URL"), "http://loki:3100")')).toBe(0);
    expect(of('"http://" + sys.env("LOKI_HOST")')).toBe(0);
  });
});
