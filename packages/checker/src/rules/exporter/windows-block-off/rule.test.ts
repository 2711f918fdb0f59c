import { describe, expect, test } from 'vitest';
import { checkAll, lint } from '../../../testing.ts';
import { fixed } from '../../fixing.ts';

const exporter = (body: string): string => `
prometheus.exporter.windows "w" {
	${body}
}

prometheus.scrape "w" {
	targets    = prometheus.exporter.windows.w.targets
	forward_to = []
}
`;
const of = (body: string): string[] => lint(exporter(body)).filter((each) => each.endsWith('windows-block-off'));
const textfile = 'textfile {\n\t\tdirectories = ["C:/metrics"]\n\t}';

describe('exporter/windows-block-off', () => {
  test('speaks of collectors that are not listed, and of those that are off by default', () => {
    expect(of(`enabled_collectors = ["cpu", "net"]\n\n\t${textfile}\n\n\tnetwork {\n\t\texclude = "Loopback.*"\n\t}`)).toEqual([
      '5:2 exporter/windows-block-off',
    ]);
    expect(of(textfile)).toEqual(['3:2 exporter/windows-block-off']);
  });

  test('adds the collector to the list', () => {
    expect(fixed('exporter/windows-block-off', exporter(`enabled_collectors = ["cpu", "net"]\n\n\t${textfile}`))).toContain(
      '["cpu", "net", "textfile"]',
    );
  });

  test('adds none that newer exporters do not know', () => {
    const text = exporter('enabled_collectors = ["cpu"]\n\n\tmsmq {\n\t\twhere_clause = ""\n\t}');
    const [found] = checkAll({ a: text }).filter(({ code }) => code === 'exporter/windows-block-off');
    expect(found?.fixes).toEqual([]);
  });

  test('is quiet about collectors that run, and where the list is not known', () => {
    expect(of('service {\n\t\tinclude = "w3svc"\n\t}')).toEqual([]);
    expect(of('enabled_collectors = ["scheduled_task"]\n\n\tscheduled_task {\n\t\tinclude = "/x/.+"\n\t}')).toEqual([]);
    expect(of('enabled_collectors = ["netframework_clrmemory"]\n\n\tnetframework {\n\t\tenabled_list = ["clrmemory"]\n\t}')).toEqual([]);
    expect(of(`enabled_collectors = encoding.from_json(sys.env("COLLECTORS"))\n\n\t${textfile}`)).toEqual([]);
  });
});
