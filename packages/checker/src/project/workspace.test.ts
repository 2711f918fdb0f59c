import { expect, test } from 'vitest';
import { catalog } from '../testing.ts';
import { Workspace } from './workspace.ts';

const options = { catalog, stability: 'experimental', community: true } as const;
const errors = (workspace: Workspace, path: string): string[] | undefined =>
  workspace
    .programOf(path)
    ?.diagnostics.filter(({ severity }) => severity === 'error')
    .map(({ code, file }) => `${file} ${code}`);

test('an edit in one file is seen in those that refer to it', () => {
  const workspace = new Workspace(options);
  workspace.open('d/a.alloy', 'loki.relabel "r" {\n\tforward_to = [loki.echo.x.receiver]\n}\n');
  expect(errors(workspace, 'd/a.alloy')).toEqual(['d/a.alloy reference/unknown']);
  workspace.open('d/b.alloy', 'loki.echo "y" { }\n');
  expect(workspace.programOf('d/a.alloy')?.sources).toHaveLength(1);
  workspace.edit('d/b.alloy', [{ start: 11, end: 12, text: 'x' }]);
  expect(workspace.source('d/b.alloy')?.text).toBe('loki.echo "x" { }\n');
  expect(errors(workspace, 'd/a.alloy')).toEqual([]);
  expect(workspace.programOf('d/a.alloy')).toBe(workspace.programOf('d/b.alloy'));
  workspace.close('d/b.alloy');
  expect(errors(workspace, 'd/a.alloy')).toEqual(['d/a.alloy reference/unknown']);
  expect(workspace.programOf('d/b.alloy')).toBeUndefined();
  expect(workspace.paths).toEqual(['d/a.alloy']);
});
