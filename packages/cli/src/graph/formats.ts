import { dot } from './dot.ts';
import type { GraphFormat } from './drawing.ts';
import { json } from './json.ts';
import { mermaid } from './mermaid.ts';

/** The formats of `assay graph`, by the name that `--format` takes. */
export const graphFormats = { mermaid, dot, json } as const satisfies Readonly<Record<string, GraphFormat>>;
