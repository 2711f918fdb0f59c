import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const shared = new URL('../../../shared/', import.meta.url).pathname;

/** A file that Alloy parses, and what `alloy fmt` makes of it. */
export interface FormattedFile {
  readonly file: string;
  readonly text: string;
  readonly formatted: string;
}

/** The files of the shared corpus that Alloy parses, or `undefined` where it is not there. */
export function formattedFiles(): FormattedFile[] | undefined {
  const verdicts = join(shared, 'corpus/VERDICTS.jsonl');
  if (!existsSync(verdicts)) return undefined;
  const rows: { file: string; fmt?: string | true }[] = readFileSync(verdicts, 'utf8')
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line));
  return rows.flatMap(({ file, fmt }) => {
    if (fmt === undefined) return [];
    const text = readFileSync(join(shared, 'corpus', file), 'utf8');
    return [{ file, text, formatted: fmt === true ? text : fmt }];
  });
}
