import { describe, expect, test } from 'vitest';
import { checkAll, lint } from '../../../testing.ts';
import { fixed } from '../../fixing.ts';

const SINK = `\ndiscovery.relabel "r" {\n\ttargets = discovery.consul.a.targets\n}\n`;
const OFF = new Map([['graph/unused-component', 'off' as const]]);

function fixesOf(text: string): string[] {
  return checkAll({ a: text })
    .filter(({ code }) => code === 'deprecated/argument')
    .flatMap(({ fixes }) => fixes.map(({ title }) => title));
}

describe('deprecated/argument', () => {
  test('speaks of attributes and of blocks, and says what to use', () => {
    const text =
      'otelcol.receiver.kafka "k" {\n\tbrokers                  = ["kafka:9092"]\n\tprotocol_version         = "2.2.1"\n\tgroup_rebalance_strategy = "range"\n\n\toutput {\n\t\tlogs = [otelcol.exporter.debug.d.input]\n\t}\n}\n\notelcol.exporter.debug "d" { }\n';
    expect(lint(text)).toEqual(['4:2 deprecated/argument']);
    expect(checkAll({ a: text })[0]?.message).toBe(
      '"group_rebalance_strategy" of "otelcol.receiver.kafka" is deprecated: use "group_rebalance_strategies"',
    );
  });

  test('gives what only has another name that name', () => {
    const exporter = (rest = ''): string =>
      `prometheus.exporter.windows "w" {\n\tlogical_disk {\n\t\tblacklist = "HarddiskVolume.*"\n${rest}\t}\n}\n`;
    expect(fixed('deprecated/argument', exporter())).toContain('\t\texclude = "HarddiskVolume.*"');
    expect(
      checkAll({ a: exporter('\t\texclude   = "C:"\n') }).flatMap(({ code, fixes }) => (code === 'deprecated/argument' ? fixes : [])),
    ).toEqual([]);
  });

  test('says once what is replaced together, and moves it into the block', () => {
    const text = 'discovery.consul "a" {\n\tusername = "user"\n\tpassword = sys.env("PASSWORD")\n}\n';
    const consul = (rest = ''): string => `${text.replace('}\n', `${rest}}\n`)}${SINK}`;
    expect(lint(consul())).toEqual(['2:2 deprecated/argument']);
    expect(checkAll({ a: consul() })[0]?.message).toBe('"username" and "password" of "discovery.consul" are deprecated: use "basic_auth"');
    expect(fixed('deprecated/argument', consul())).toContain('basic_auth {\n\tusername = "user"\n\tpassword = sys.env("PASSWORD")\n}');
    // Alloy takes one way to authenticate.
    expect(fixesOf(consul('\tbearer_token = sys.env("TOKEN")\n'))).toEqual([]);
  });

  test('is quiet where what is said to replace it cannot be built alone', () => {
    expect(lint('otelcol.auth.basic "a" {\n\tusername = "user"\n\tpassword = sys.env("PASSWORD")\n}\n', { levels: OFF })).toEqual([]);
  });

  test('offers no other name for what does another thing, or lacks what the other one needs', () => {
    const stage = `loki.process "a" {\n\tforward_to = []\n\n\tstage.eventlogmessage { }\n}\n`;
    expect(checkAll({ a: stage }).map(({ code }) => code)).toContain('deprecated/argument');
    expect(fixesOf(stage)).toEqual([]);
    const filter = `otelcol.processor.filter "a" {\n\ttraces { }\n\n\toutput { }\n}\n`;
    expect(checkAll({ a: filter }).map(({ code }) => code)).toContain('deprecated/argument');
    expect(fixesOf(filter)).toEqual([]);
  });

  test('gives a block that only has another name that name', () => {
    const text =
      'prometheus.exporter.windows "w" {\n\tenabled_collectors = ["textfile"]\n\n\ttext_file {\n\t\tdirectories = [`C:\\\\metrics`]\n\t}\n}\n';
    expect(fixed('deprecated/argument', text)).toContain('\ttextfile {');
  });

  test('is quiet about what is not written', () => {
    expect(
      lint(
        'otelcol.receiver.kafka "k" {\n\tbrokers          = ["kafka:9092"]\n\tprotocol_version = "2.2.1"\n\n\toutput {\n\t\tlogs = [otelcol.exporter.debug.d.input]\n\t}\n}\n\notelcol.exporter.debug "d" { }\n',
      ),
    ).toEqual([]);
  });
});
