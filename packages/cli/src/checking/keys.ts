import { createHash } from 'node:crypto';
import { version } from '../version.ts';
import type { GroupOptions } from './job.ts';

/** A day matters only to what says until when something holds. */
const UNTIL = Buffer.from('until');

/** What a result depends on, in one word: files with their names and contents, what the checker was told, and which version of it this is. */
export function programKey(
  paths: readonly string[],
  contents: readonly Uint8Array[],
  { options, alloyVersion }: GroupOptions,
  nameOf: (file: string) => string,
): string {
  const { today, ...told } = options;
  const dated = contents.some((bytes) => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).includes(UNTIL));
  const hash = createHash('sha256');
  hash.update(JSON.stringify([version, alloyVersion, told, dated ? today : '', paths, paths.map(nameOf)], plain));
  for (const bytes of contents) hash.update(`\0${bytes.byteLength}\0`).update(bytes);
  return hash.digest('base64url');
}

/** Maps as JSON writes them. */
function plain(_: string, value: unknown): unknown {
  return value instanceof Map ? [...value] : value;
}
