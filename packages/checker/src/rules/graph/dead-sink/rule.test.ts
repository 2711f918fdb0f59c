import { describe, expect, test } from 'vitest';
import { lint } from '../../../testing.ts';

const WRITE = 'loki.write "w" {\n\tendpoint {\n\t\turl = "http://loki:3100/loki/api/v1/push"\n\t}\n}\n';

describe('graph/dead-sink', () => {
  test('speaks of a writer, and leaves one that something dead sends to to the rule on that', () => {
    const source =
      'prometheus.receive_http "in" {\n\tforward_to = [prometheus.echo.e.receiver]\n\n\thttp { }\n}\n\nprometheus.echo "e" { }\n';
    expect(lint(`${source}\n${WRITE}`)).toEqual(['9:1 graph/dead-sink']);
    expect(lint(`${source}\nloki.process "p" {\n\tforward_to = [loki.write.w.receiver]\n}\n\n${WRITE}`)).toEqual([
      '9:1 graph/unused-component',
    ]);
  });

  test('counts logging, exports and arguments as uses', () => {
    expect(lint(`logging {\n\twrite_to = [loki.write.w.receiver]\n}\n\nprometheus.exporter.self "s" { }\n\n${WRITE}`).join()).not.toContain(
      'graph/dead-sink',
    );
    expect(
      lint(
        `declare "d" {\n\texport "to" {\n\t\tvalue = loki.write.w.receiver\n\t}\n\n\t${WRITE.replaceAll('\n', '\n\t').trimEnd()}\n}\n\nd "x" { }\n`,
      ),
    ).toEqual([]);
  });

  test('follows what logging sends through others', () => {
    const pipeline = 'loki.process "p" {\n\tforward_to = [loki.write.w.receiver]\n}\n';
    const scrape =
      'prometheus.exporter.self "s" { }\n\nprometheus.scrape "s" {\n\ttargets    = prometheus.exporter.self.s.targets\n\tforward_to = [prometheus.echo.e.receiver]\n}\n\nprometheus.echo "e" { }\n';
    expect(lint(`logging {\n\twrite_to = [loki.process.p.receiver]\n}\n\n${pipeline}\n${scrape}\n${WRITE}`)).toEqual([]);
  });

  test('leaves a file of destinations alone', () => {
    expect(lint(WRITE)).toEqual([]);
  });
});
