import type { Catalog, Stability } from '@assay/catalog';
import type { Block } from '@assay/parser';
import type { DiagnosticCollector, Span } from '../diagnostics/collector.ts';
import type { Module, Program } from '../model/program.ts';
import type { Source } from '../project/source.ts';
import type { Level } from '../rules/rule.ts';

/** What the real program is told with flags. */
export interface CheckOptions {
  readonly catalog: Catalog;
  /** `--stability.level`: nothing that promises less is accepted. */
  readonly stability: Stability;
  /** `--feature.community-components.enabled` */
  readonly community: boolean;
  /** How severe findings are where it is not their default, by code; `off` leaves them out, and keeps a rule from running. */
  readonly levels?: ReadonlyMap<string, Level>;
}

/** What every check is given. */
export interface CheckContext extends CheckOptions {
  readonly program: Program;
  readonly diagnostics: DiagnosticCollector;
}

/** What the checks of a body are given: references mean something in a scope only. */
export interface BodyContext extends CheckContext {
  readonly module: Module;
}

/** A block's first line without the brace: name and label. */
export function headerSpan(block: Block): Span {
  return { start: block.start, end: (block.label ?? block.name[block.name.length - 1] ?? block).end };
}

/** A block's name, without its label. */
export function nameSpan(block: Block): Span {
  return { start: block.start, end: (block.name[block.name.length - 1] ?? block).end };
}

const LEVELS: Record<Stability, number> = { experimental: 0, 'public-preview': 1, 'generally-available': 2 };

/** Whether a feature that promises `stability` may be used where `minimum` is asked for. */
export function isAllowed(stability: Stability, minimum: Stability): boolean {
  return LEVELS[stability] >= LEVELS[minimum];
}

/** How a place in another file, or in this one, is named in a sentence. */
export function whereIs(source: Source, offset: number, from: Source): string {
  const { line } = source.lines.position(offset);
  return source === from ? `in line ${line}` : `in ${source.path}, line ${line}`;
}
