import { describe, expect, test } from 'vitest';
import { lint } from '../../../testing.ts';
import { fixed } from '../../fixing.ts';

const loki = (url: string): string => `loki.write "w" {\n\tendpoint {\n\t\turl = ${url}\n\t}\n}\n`;
const of = (text: string): string[] => lint(text).filter((each) => each.endsWith('url-without-path'));

describe('write/url-without-path', () => {
  test('speaks of servers', () => {
    expect(of(loki('"http://loki:3100"'))).toEqual(['3:9 write/url-without-path']);
    expect(of(loki('"https://logs.example.com/"'))).toEqual(['3:9 write/url-without-path']);
    expect(of('prometheus.remote_write "w" {\n\tendpoint {\n\t\turl = "http://mimir:9009"\n\t}\n}\n')).toEqual([
      '3:9 write/url-without-path',
    ]);
  });

  test('adds the path', () => {
    expect(fixed('write/url-without-path', loki('"https://logs.example.com/"'))).toContain('"https://logs.example.com/loki/api/v1/push"');
  });

  test('is quiet about any path, and about what is not known', () => {
    expect(of(loki('"http://loki:3100/loki/api/v1/push"'))).toEqual([]);
    expect(of(loki('"http://proxy/team-a"'))).toEqual([]);
    expect(of(loki('sys.env("LOKI")'))).toEqual([]);
    expect(of('pyroscope.write "w" {\n\tendpoint {\n\t\turl = "http://pyroscope:4040"\n\t}\n}\n')).toEqual([]);
  });
});
