import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { exposition } from './exposition.ts';
import { mysqlDsn } from './mysql-dsn.ts';
import { postgresInstance } from './postgres-url.ts';
import { url } from './url.ts';

/**
 * Texts made of random pieces, one for each line of go-texts.jsonl, and what Go 1.26 and the libraries that Alloy uses said of them. The
 * words are theirs for URLs; of all else only whether it is refused is compared, and for metrics the line.
 */
interface Row {
  readonly kind: 'url' | 'exposition' | 'mysql' | 'postgres';
  readonly text: string;
  readonly says?: string;
}

const rows = readFileSync(new URL('go-texts.jsonl', import.meta.url), 'utf8')
  .trimEnd()
  .split('\n')
  .map((line) => JSON.parse(line) as Row);

const compare: Readonly<Record<Row['kind'], (row: Row) => boolean>> = {
  url: ({ text, says }) => url(text) === says,
  exposition: ({ text, says }) => exposition(text)?.line === (says === undefined ? undefined : Number(/line (\d+)/.exec(says)?.[1])),
  mysql: ({ text, says }) => 'problem' in mysqlDsn(text) === (says !== undefined),
  postgres: ({ text, says }) => (postgresInstance(text) !== undefined) === (says !== undefined),
};

test.each(['url', 'exposition', 'mysql', 'postgres'] as const)('%s: as Go reads it', (kind) => {
  const chosen = rows.filter((row) => row.kind === kind);
  expect(chosen.filter(({ says }) => says === undefined).length).toBeGreaterThan(20);
  expect(chosen.filter(({ says }) => says !== undefined).length).toBeGreaterThan(50);
  expect(chosen.filter((row) => !compare[kind](row))).toEqual([]);
});
