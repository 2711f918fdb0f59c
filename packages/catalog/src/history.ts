import { history } from '../data/history.ts';
import type { HistoryRecord } from './data.ts';
import { decodeStability } from './decode.ts';
import { Records } from './records.ts';
import type { History, PathHistory } from './types.ts';
import { PREVIEW } from './versions.ts';

let records: Records<History> | undefined;

/** When a component or config block came and went, across all versions. */
export function historyOf(name: string): History | undefined {
  records ??= new Records(history().split('\n'), readHistory);
  return records.get(name);
}

/** What came after the newest release is dated by the release candidate that it was found in; people know it as the preview. */
const CANDIDATE = /"v[\d.]+-rc\.\d+"/g;

function readHistory(_name: string, text: string): History {
  const { stability, paths, ...own } = JSON.parse(text.replace(CANDIDATE, `"${PREVIEW}"`)) as HistoryRecord;
  return {
    ...own,
    stability: stability.map(([version, level]) => ({ version, stability: decodeStability(level) })),
    paths: new Map<string, PathHistory>(Object.entries(paths ?? {})),
  };
}
