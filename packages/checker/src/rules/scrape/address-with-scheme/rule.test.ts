import { describe, expect, test } from 'vitest';
import { lint } from '../../../testing.ts';
import { fixed } from '../../fixing.ts';

const scrape = (target: string): string => `prometheus.scrape "s" {\n\ttargets    = [${target}]\n\tforward_to = []\n}\n`;
const of = (target: string): string[] => lint(scrape(target)).filter((each) => each.endsWith('address-with-scheme'));

describe('scrape/address-with-scheme', () => {
  test('speaks of schemes and of paths', () => {
    expect(of('{"__address__" = "http://db:9187"}')).toEqual(['2:33 scrape/address-with-scheme']);
    expect(of('{__address__ = "db:9187/metrics"}')).toEqual(['2:31 scrape/address-with-scheme']);
  });

  test('takes the address apart', () => {
    expect(fixed('scrape/address-with-scheme', scrape('{"__address__" = "https://db:9187/probe", "job" = "x"}'))).toContain(
      '{"__address__" = "db:9187", "__scheme__" = "https", "__metrics_path__" = "/probe", "job" = "x"}',
    );
    expect(fixed('scrape/address-with-scheme', scrape('{__address__ = "http://db/"}'))).toContain(
      '{__address__ = "db", "__scheme__" = "http"}',
    );
  });

  test('is quiet about hosts, and about targets that go through rules first', () => {
    expect(of('{"__address__" = "db:9187"}')).toEqual([]);
    expect(of('{"__address__" = "[::1]:9187", "__param_target" = "https://x/y"}')).toEqual([]);
    expect(
      lint('discovery.relabel "d" {\n\ttargets = [{"__address__" = "https://x/y"}]\n}\n').filter((each) => each.endsWith('scheme')),
    ).toEqual([]);
  });
});
