import type { Catalog, Stability } from '@assay/catalog';
import type { Block } from '@assay/parser';
import type { Profile } from '../configuration/profile.ts';
import type { DiagnosticCollector, Span } from '../diagnostics/collector.ts';
import type { Bodies } from '../model/body.ts';
import type { Budget } from '../model/budget.ts';
import type { Module, Program } from '../model/program.ts';
import type { Source } from '../project/source.ts';
import type { Level } from '../rules/rule.ts';

/** What is said of a code where it is not the default. */
export interface RuleSetting {
  readonly level?: Level;
  /** By name, each as the rule's table of options takes it. */
  readonly options?: Readonly<Record<string, unknown>>;
}

/** What the real program is told with flags, and what is asked of us. */
export interface CheckOptions {
  readonly catalog: Catalog;
  /** `--stability.level`: nothing that promises less is accepted. */
  readonly stability: Stability;
  /** `--feature.community-components.enabled` */
  readonly community: boolean;
  /** How severe findings are where it is not their default, by code; `off` leaves them out, and keeps a rule from running. */
  readonly levels?: ReadonlyMap<string, Level>;
  /** What differs from file to file: by path, then by code. `levels` wins over it. */
  readonly settings?: ReadonlyMap<string, ReadonlyMap<string, RuleSetting>>;
  /** The day, as `YYYY-MM-DD` in UTC, that the dates of suppressions are compared with; where it is not known, none is over. */
  readonly today?: string;
  /** How the Alloy that loads this is deployed. */
  readonly profile?: Profile;
  /** How many findings of each file are kept; 10,000 where it is not said. Those behind them are counted. */
  readonly mostFindings?: number;
}

/** How severe findings of a code are in a file, where that was said. */
export function levelOf({ levels, settings }: Pick<CheckOptions, 'levels' | 'settings'>, code: string, file: string): Level | undefined {
  return levels?.get(code) ?? settings?.get(file)?.get(code)?.level;
}

/** What every check is given. */
export interface CheckContext extends CheckOptions {
  readonly program: Program;
  readonly bodies: Bodies;
  readonly budget: Budget;
  /** Whether the program will be edited and checked again, so that it is worth it to remember what was found. */
  readonly isEdited: boolean;
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
