import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const shared = new URL('../../../shared/', import.meta.url).pathname;

/** One configuration of those that the parity tool compares. */
export interface CorpusFile {
  readonly name: string;
  readonly bytes: Buffer;
}

/** All configurations of the parity run, or `undefined` where the shared files are not there. */
export function parityFiles(): CorpusFile[] | undefined {
  if (!existsSync(join(shared, 'corpus/VERDICTS.jsonl'))) return undefined;
  const rows = (path: string): { id?: string; file?: string; text?: string; files?: Record<string, string> }[] =>
    readFileSync(join(shared, path), 'utf8')
      .split('\n')
      .filter(Boolean)
      .map((line) => JSON.parse(line));
  return [...rows('corpus/VERDICTS.jsonl'), ...rows('conformance/modules.jsonl'), ...rows('conformance/cases.jsonl')].map((row) => {
    const text = row.text ?? row.files?.['main.alloy'];
    return {
      name: row.id ?? row.file ?? '',
      bytes: text === undefined ? readFileSync(join(shared, 'corpus', row.file ?? '')) : Buffer.from(text),
    };
  });
}

/** Writes files into a fresh folder; the folder goes when the process ends. */
export function writeFiles(files: readonly CorpusFile[]): string {
  const folder = mkdtempSync(join(tmpdir(), 'assay-bench-files-'));
  process.on('exit', () => rmSync(folder, { recursive: true, force: true }));
  files.forEach(({ bytes }, index) => {
    const part = join(folder, String(index % 50));
    mkdirSync(part, { recursive: true });
    writeFileSync(join(part, `${index}.alloy`), bytes);
  });
  return folder;
}
