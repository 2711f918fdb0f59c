import { expect, test } from 'vitest';
import { CancellationToken } from 'vscode-languageserver';
import { Project, type Site } from '../service/project.ts';
import { catalog } from '../testing.ts';
import { workspaceReport } from './reports.ts';
import type { Session } from './session.ts';

/** A project in which one file cannot be checked. */
class BrokenProject extends Project {
  override site(uri: string): Site | undefined {
    if (uri.endsWith('bad.alloy')) throw new RangeError('Maximum call stack size exceeded');
    return super.site(uri);
  }
}

test('a fault in one file is noted, and keeps none of the others from being reported', async () => {
  const project = new BrokenProject({ catalog, stability: 'experimental', community: true }, 'file:///w');
  for (const name of ['a', 'bad', 'c']) project.open(`file:///w/${name}.alloy`, 'loki.ehco "x" { }\n');
  const faults: unknown[] = [];
  const session = {
    project,
    diagnosticOptions: {},
    changes: { count: 0 },
    store: { version: () => undefined },
    beginProgress: async () => undefined,
    readFolders: async () => {},
    tellProblems: async () => {},
    breathe: async () => {},
    log: (error: unknown) => faults.push(error),
  } as unknown as Session;
  const { items } = await workspaceReport(session, { previousResultIds: [] }, CancellationToken.None);
  expect(items.map(({ uri, kind }) => `${uri} ${kind}`)).toEqual(['file:///w/a.alloy full', 'file:///w/c.alloy full']);
  expect(faults).toEqual([new RangeError('Maximum call stack size exceeded')]);
});
