import { expect, test } from 'vitest';
import { check, checkFiles } from '../testing.ts';

const PAIRS = [
  ['prometheus.scrape "a" {\n\ttargets    = []\n\tforward_to = [otelcol.exporter.debug.out.input]\n}', 'otelcol.exporter.debug "out" { }'],
  ['loki.relabel "a" {\n\tforward_to = [otelcol.exporter.debug.out.input]\n}', 'otelcol.exporter.debug "out" { }'],
  ['otelcol.processor.batch "a" {\n\toutput {\n\t\tmetrics = [prometheus.echo.out.receiver]\n\t}\n}', 'prometheus.echo "out" { }'],
  ['otelcol.processor.batch "a" {\n\toutput {\n\t\tlogs = [loki.echo.out.receiver]\n\t}\n}', 'loki.echo "out" { }'],
];

test.each(PAIRS)('%s is bridged by its fix', (user, provider) => {
  for (const indent of ['', '\t']) {
    const body = `${user}\n\n${provider}\n`.replace(/^(?=.)/gm, indent);
    const text = indent ? `declare "d" {\n${body}}\n\nd "x" { }\n` : body;
    const [found] = checkFiles({ 'a.alloy': text });
    expect(found?.code).toBe('type/wrong-reference');
    const edits = [...(found?.fixes[0]?.edits ?? [])].sort((a, b) => b.start - a.start);
    const mended = edits.reduce((whole, edit) => whole.slice(0, edit.start) + edit.text + whole.slice(edit.end), text);
    expect(check(mended)).toEqual([]);
  }
});

test('the label of the bridge is one that is free', () => {
  const text =
    'loki.relabel "a" {\n\tforward_to = [otelcol.exporter.debug.out.input]\n}\n\notelcol.receiver.loki "a" {\n\toutput { }\n}\n\notelcol.exporter.debug "out" { }\n';
  expect(checkFiles({ 'a.alloy': text })[0]?.fixes[0]?.title).toBe('put "otelcol.receiver.loki.a_2" in between');
});
