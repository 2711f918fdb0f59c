/** Every command, by its name. Those that people see are in package.json too; the others are for code lenses. */
import type { LanguageServer } from '../language-server.ts';
import type { PipelinePreview } from '../preview/preview.ts';
import { explain } from './explain.ts';
import { fixAll } from './fix-all.ts';
import { formatWorkspace } from './format-workspace.ts';
import { showGraph } from './show-graph.ts';
import { showReferences } from './show-references.ts';

/** What commands work with. */
export interface Tools {
  readonly server: LanguageServer;
  readonly preview: PipelinePreview;
}

/** What a command does with what it is given, by whoever calls it. */
export type Command = (...args: unknown[]) => unknown;

export function commandTable(tools: Tools): Readonly<Record<string, Command>> {
  const { server } = tools;
  return {
    'assay.showGraph': showGraph(tools),
    'assay.explain': explain(tools),
    'assay.fixAll': fixAll,
    'assay.formatWorkspace': formatWorkspace(tools),
    'assay.restart': () => server.restart(),
    'assay.showLog': () => server.showLog(),
    'assay.showReferences': showReferences,
  };
}
