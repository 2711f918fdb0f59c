import type { HistoryRecord, PathHistoryRecord } from '../src/data.ts';
import { encodeJson, encodeStability } from './encode.ts';
import type { RawChange, RawChanges, RawPathChange } from './raw.ts';

/**
 * When components, config blocks and their paths came and went: `NAME⇥JSON of a HistoryRecord`.
 *
 * @param changes all releases
 * @param preview what the version nearest to main changes after the newest release
 */
export function encodeHistory(changes: RawChanges, preview: RawChanges): string {
  const lines: string[] = [];
  for (const kind of ['components', 'config_blocks'] as const) {
    for (const name of new Set([...Object.keys(changes[kind]), ...Object.keys(preview[kind])])) {
      lines.push(`${name}\t${encodeJson(encodeOne(changes[kind][name], preview[kind][name]))}`);
    }
  }
  return lines.sort().join('\n');
}

function encodeOne(old: RawChange | undefined, next: RawChange | undefined): HistoryRecord {
  const own = merge(old, next);
  const levels = [...(old?.stability ?? []), ...(next?.stability?.slice(old ? 1 : 0) ?? [])];
  const blocks = { ...old?.blocks, ...next?.blocks };
  const paths: Record<string, PathHistoryRecord> = {};
  for (const path of new Set([...changedPaths(old), ...changedPaths(next)])) {
    const change = merge(old?.attrs?.[path] ?? old?.blocks?.[path], next?.attrs?.[path] ?? next?.blocks?.[path]);
    // What comes and goes with the block around it needs no entry of its own.
    let around = own;
    for (let at = path.lastIndexOf('/'); at > 0; at = path.lastIndexOf('/', at - 1)) {
      const holder = path.slice(0, at);
      if (!(holder in blocks)) continue;
      around = merge(old?.blocks?.[holder], next?.blocks?.[holder]);
      break;
    }
    const record = { ...change };
    if (record.since === around.since) delete record.since;
    if (record.removedIn === around.removedIn) delete record.removedIn;
    if (Object.keys(record).length > 0) paths[path] = record;
  }
  return {
    ...own,
    stability: levels.map(([version, level]) => [version, encodeStability(level, level === 'community')]),
    ...(Object.keys(paths).length > 0 && { paths: Object.fromEntries(Object.entries(paths).sort(([a], [b]) => (a < b ? -1 : 1))) }),
  };
}

function changedPaths(change: RawChange | undefined): string[] {
  return [...Object.keys(change?.attrs ?? {}), ...Object.keys(change?.blocks ?? {})];
}

/** The dates of the older record, where the newer has none of its own. */
function merge(
  old: RawPathChange | undefined,
  next: RawPathChange | undefined,
): { -readonly [Key in keyof PathHistoryRecord]: PathHistoryRecord[Key] } {
  const since = old ? old.since : next?.since;
  const removedIn = next?.removedIn ?? old?.removedIn;
  const deprecatedSince = old?.deprecatedSince ?? next?.deprecatedSince;
  const replacement = next?.replacement ?? old?.replacement;
  return {
    ...(since && { since }),
    ...(removedIn && { removedIn }),
    ...(deprecatedSince && { deprecatedSince }),
    ...(replacement && { replacement }),
  };
}
