import { describe, expect, test } from 'vitest';
import { checkAll, lint } from '../../../testing.ts';

const write = (password: string): string =>
  `prometheus.remote_write "store" {\n\tendpoint {\n\t\turl = "https://mimir.example.com/api/v1/push"\n\n\t\tbasic_auth {\n\t\t\tusername = "alloy"\n\t\t\tpassword = ${password}\n\t\t}\n\t}\n}\n`;

describe('secret/plaintext', () => {
  test('speaks of literals, and offers the environment', () => {
    expect(lint(write('"correct-horse"'))).toEqual(['7:15 secret/plaintext']);
    const [found] = checkAll({ a: write('"correct-horse"') });
    expect(found?.fixes[0]?.edits[0]?.text).toBe('sys.env("STORE_PASSWORD")');
  });

  test('is quiet about what comes from elsewhere, is empty, or is to be replaced', () => {
    for (const value of ['sys.env("P")', '""', '"<PASSWORD>"', '"xxxx"', 'null']) expect(lint(write(value))).toEqual([]);
  });

  test('is quiet about addresses of data sources without a password in them', () => {
    expect(lint('prometheus.exporter.mongodb "m" {\n\tmongodb_uri = "mongodb://localhost:27017"\n}\n').join()).not.toContain(
      'secret/plaintext',
    );
  });
});
