import { loadCatalog } from '@assay/catalog';
import { completion, definition, diagnostics, hover, Project, type Site, semanticTokens } from '@assay/lsp';
import { randomNumbers } from '../incremental/edits.ts';

/** Milliseconds that half, nineteen of twenty, and ninety-nine of a hundred take at most. */
export interface Percentiles {
  readonly p50: number;
  readonly p95: number;
  readonly p99: number;
}

export interface LatencyFigures {
  /** First findings after opening, in milliseconds, in a server that has been at work on another file. */
  readonly opening: number;
  readonly figures: ReadonlyMap<string, Percentiles>;
}

const TYPED = [...'abx_1."{}=\n'];

/**
 * Single characters typed and deleted at random places of a text, and what an editor asks after each, inside of the server: without the
 * connection. The text is put right again after every tenth edit, as somebody who types does.
 */
export async function benchLatency(text: string, edits = 1000): Promise<LatencyFigures> {
  const project = new Project({ catalog: await loadCatalog(), stability: 'experimental', community: true }, 'file:///w');
  // What is measured is a server that is warm.
  project.open('file:///other/a.alloy', text);
  diagnostics(siteOf(project, 'file:///other/a.alloy'));
  const uri = 'file:///w/a.alloy';
  const times = new Map<string, number[]>();
  const measure = (what: string, work: () => unknown): void => {
    const started = performance.now();
    work();
    times.set(what, [...(times.get(what) ?? []), performance.now() - started]);
  };
  measure('opening', () => {
    project.open(uri, text);
    diagnostics(siteOf(project, uri));
  });
  const random = randomNumbers(1);
  for (let done = 0; done < edits; done++) {
    if (done % 10 === 9) {
      project.open(uri, text);
      diagnostics(siteOf(project, uri));
    }
    const { length } = project.source(uri)?.text ?? '';
    const start = Math.floor(random() * length);
    const typed = random() < 0.6 ? (TYPED[Math.floor(random() * TYPED.length)] ?? '') : '';
    measure('edit → findings', () => {
      project.edit(uri, [{ start, end: typed === '' ? start + 1 : start, text: typed }]);
      diagnostics(siteOf(project, uri));
    });
    const site = siteOf(project, uri);
    const position = { line: site.source.lines.position(start).line - 1, character: 4 };
    measure('completion', () => completion(site, position, { snippets: true }));
    measure('hover', () => hover(site, position));
    measure('definition', () => definition(site, position));
    measure('semantic tokens', () => semanticTokens(site));
  }
  const [opening = Number.NaN] = times.get('opening') ?? [];
  times.delete('opening');
  return { opening, figures: new Map([...times].map(([what, figures]) => [what, percentiles(figures)])) };
}

function siteOf(project: Project, uri: string): Site {
  const site = project.site(uri);
  if (!site) throw new Error(`${uri} is not open`);
  return site;
}

function percentiles(figures: readonly number[]): Percentiles {
  const sorted = [...figures].sort((a, b) => a - b);
  const at = (part: number): number => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? Number.NaN;
  return { p50: at(0.5), p95: at(0.95), p99: at(0.99) };
}
