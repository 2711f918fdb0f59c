import { describe, expect, test } from 'vitest';
import { checkAll, lint } from '../../../testing.ts';
import { fixed } from '../../fixing.ts';

const write = (password: string): string =>
  `prometheus.remote_write "store" {\n\tendpoint {\n\t\turl = "https://mimir.example.com/api/v1/push"\n\n\t\tbasic_auth {\n\t\t\tusername = "alloy"\n\t\t\tpassword = ${password}\n\t\t}\n\t}\n}\n`;

describe('secret/plaintext', () => {
  test('speaks of literals, and offers the environment', () => {
    expect(lint(write('"correct-horse"'))).toEqual(['7:15 secret/plaintext']);
    const [found] = checkAll({ a: write('"correct-horse"') });
    expect(found?.fixes[0]?.edits[0]?.text).toBe('sys.env("STORE_PASSWORD")');
  });

  test('is quiet about what comes from elsewhere, is empty, or is to be replaced', () => {
    for (const value of [
      'sys.env("P")',
      '""',
      '"<PASSWORD>"',
      '"xxxx"',
      '"YOUR_TOKEN"',
      '"your-password"',
      '"PASSWORD"',
      '"[redacted]"',
      'null',
    ])
      expect(lint(write(value))).toEqual([]);
  });

  test('is quiet about what documentation writes for a user and a password', () => {
    const mysql = (user: string): string =>
      `prometheus.exporter.postgres "p" {\n\tdata_source_names = ["postgresql://${user}@db:5432/shop"]\n}\n`;
    expect(lint(mysql('username:password')).join()).not.toContain('secret/plaintext');
    expect(lint(mysql('shop:password')).join()).toContain('secret/plaintext');
  });

  test('is quiet about addresses of data sources without a password in them', () => {
    expect(lint('prometheus.exporter.mongodb "m" {\n\tmongodb_uri = "mongodb://localhost:27017"\n}\n').join()).not.toContain(
      'secret/plaintext',
    );
  });

  test('is quiet about attributes that may be written out', () => {
    const settings = new Map([['test.alloy', new Map([['secret/plaintext', { options: { ignore: ['password'] } }]])]]);
    expect(lint(write('"correct-horse"'), { settings })).toEqual([]);
  });

  test('looks into lists of addresses of databases, and into addresses', () => {
    const postgres =
      'prometheus.exporter.postgres "p" {\n\tdata_source_names = [\n\t\t"postgresql://u:hunter2@db:5432/x",\n\t\t"postgresql://db/y",\n\t]\n}\n';
    expect(lint(postgres)).toContain('3:3 secret/plaintext');
    expect(lint(postgres).filter((each) => each.endsWith('plaintext'))).toHaveLength(1);
    expect(fixed('secret/plaintext', postgres)).toContain('sys.env("P_DATA_SOURCE_NAMES")');
    expect(lint('loki.write "l" {\n\tendpoint {\n\t\turl = "https://1234:glc_abc@logs.example.com/push"\n\t}\n}\n')).toContain(
      '3:9 secret/plaintext',
    );
    expect(lint('loki.write "l" {\n\tendpoint {\n\t\turl = "https://1234:$TOKEN@logs.example.com/push"\n\t}\n}\n').join()).not.toContain(
      'plaintext',
    );
  });

  test.each([
    ['"root@(db:3306)/"', 0],
    ['"root:hunter2@(db:3306)/"', 1],
    ['"root:PASSWORD@(db:3306)/"', 0],
  ])('tells databases with a password from those without: %s', (source, count) => {
    const text = `prometheus.exporter.mysql "m" {\n\tdata_source_name = ${source}\n}\n`;
    expect(lint(text).filter((each) => each.endsWith('plaintext'))).toHaveLength(count);
  });

  test('looks into what fetches configuration', () => {
    const text =
      'remotecfg {\n\turl = "https://fleet.example.com"\n\n\tbasic_auth {\n\t\tusername = "1234"\n\t\tpassword = "glc_abc"\n\t}\n}\n';
    expect(lint(text)).toEqual(['6:14 secret/plaintext']);
    expect(fixed('secret/plaintext', text)).toContain('sys.env("REMOTECFG_PASSWORD")');
  });
});
