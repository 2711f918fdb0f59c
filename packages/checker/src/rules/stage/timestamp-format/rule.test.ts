import { describe, expect, test } from 'vitest';
import { lint } from '../../../testing.ts';

const process = (format: string): string =>
  `loki.process "p" {\n\tforward_to = [loki.echo.e.receiver]\n\n\tstage.timestamp {\n\t\tsource = "ts"\n\t\tformat = ${format}\n\t}\n}\n\nloki.echo "e" { }\n`;

describe('stage/timestamp-format', () => {
  test.each(['%Y-%m-%dT%H:%M:%S', 'yyyy-MM-dd HH:mm:ss', 'YYYY/MM/DD', 'iso8601', 'epoch', '%d/%b/%Y:%H:%M:%S %z', 'HH:mm:ss'])(
    'speaks of %s',
    (format) => {
      expect(lint(process(`"${format}"`))).toEqual(['6:12 stage/timestamp-format']);
    },
  );

  test.each([
    '2006-01-02T15:04:05.999999999Z07:00',
    '02/Jan/2006:15:04:05 -0700',
    'Jan _2 15:04:05',
    'RFC3339',
    'RFC3339Nano',
    'RFC1123Z',
    'ANSIC',
    'UnixMs',
    'Unix',
    '15:04:05',
    '20060102',
  ])('is quiet about %s', (format) => {
    expect(lint(process(`"${format}"`))).toEqual([]);
  });
});
