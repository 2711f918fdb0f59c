import { createHash } from 'node:crypto';
import { version } from '../version.ts';
import type { GroupOptions } from './job.ts';

/** What stands for the content of a file. */
export interface ContentKey {
  readonly hash: string;
  /** Whether it may say until when something holds: then the day matters. */
  readonly dated: boolean;
}

const UNTIL = Buffer.from('until');

export function contentKey(bytes: Uint8Array): ContentKey {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return { hash: createHash('sha256').update(buffer).digest('base64url'), dated: buffer.includes(UNTIL) };
}

/** What the result of a program depends on: its files with their names, what the checker is told, and which version of it this is. */
export function programKey(
  paths: readonly string[],
  contents: readonly ContentKey[],
  { options: { today, ...told }, alloyVersion }: GroupOptions,
  nameOf: (file: string) => string,
): string {
  const day = contents.some(({ dated }) => dated) ? today : '';
  return keyOf(['program', alloyVersion, told, day, paths, paths.map(nameOf), contents.map(({ hash }) => hash)]);
}

/** What it depends on which files of a directory are one program. */
export function groupingKey(contents: readonly ContentKey[], alloyVersion: string): string {
  return keyOf(['grouping', alloyVersion, contents.map(({ hash }) => hash)]);
}

function keyOf(parts: readonly unknown[]): string {
  const text = JSON.stringify([version, ...parts], (_, value) => (value instanceof Map ? [...value] : value));
  return createHash('sha256').update(text).digest('base64url');
}
