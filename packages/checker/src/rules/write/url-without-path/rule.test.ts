import { describe, expect, test } from 'vitest';
import { checkAll, lint } from '../../../testing.ts';
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

  test.each([
    ['loki.write', 'http://loki-gateway.logging.svc', '/loki/api/v1/push'],
    ['loki.write', 'https://logs-prod-012.grafana.net', '/loki/api/v1/push'],
    ['loki.write', 'http://10.0.0.1:3100/', '/loki/api/v1/push'],
    ['loki.write', 'http://victoria-logs:9428', '/insert/loki/api/v1/push'],
    ['prometheus.remote_write', 'http://mimir-nginx.mimir.svc:80', '/api/v1/push'],
    ['prometheus.remote_write', 'http://10.0.0.1:9009', '/api/v1/push'],
    ['prometheus.remote_write', 'http://thanos-receive:19291', '/api/v1/receive'],
    ['prometheus.remote_write', 'https://prometheus-prod-01-eu-west-0.grafana.net', '/api/prom/push'],
    ['prometheus.remote_write', 'http://u:p@prometheus:9090', '/api/v1/write'],
    ['prometheus.remote_write', 'http://victoriametrics:8428', '/api/v1/write'],
  ])('adds to an address of %s, %s, the path %s', (component, url, path) => {
    const text = `${component} "w" {\n\tendpoint {\n\t\turl = "${url}"\n\t}\n}\n`;
    expect(fixed('write/url-without-path', text)).toContain(`"${url.replace(/\/$/, '')}${path}"`);
  });

  test('adds nothing where the store is not known', () => {
    const text = 'prometheus.remote_write "w" {\n\tendpoint {\n\t\turl = "https://metrics.example.com"\n\t}\n}\n';
    for (const each of [text, loki('"https://logs.example.com/"')]) {
      const [found] = checkAll({ a: each }).filter(({ code }) => code === 'write/url-without-path');
      expect(found?.fixes).toEqual([]);
    }
    expect(checkAll({ a: text }).flatMap(({ notes }) => notes)).toContain('of Mimir it is /api/v1/push, of Thanos /api/v1/receive');
  });

  test('is quiet about any path, and about what is not known', () => {
    expect(of(loki('"http://loki:3100/loki/api/v1/push"'))).toEqual([]);
    expect(of(loki('"http://proxy/team-a"'))).toEqual([]);
    expect(of(loki('sys.env("LOKI")'))).toEqual([]);
    expect(of('pyroscope.write "w" {\n\tendpoint {\n\t\turl = "http://pyroscope:4040"\n\t}\n}\n')).toEqual([]);
  });
});
