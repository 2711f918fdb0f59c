import { knownVersions, loadCatalog, type Stability } from '@assay/catalog';
import type { CheckOptions, Level } from '@assay/checker';
import type { InlayHintOptions } from '../service/inlay-hints.ts';

/** The section `assay` of a client's configuration. */
export interface Settings {
  readonly stability: Stability;
  readonly community: boolean;
  /** `main` or a release, as `assay --alloy-version` takes it. */
  readonly alloyVersion: string;
  /** How severe findings are, by code. */
  readonly rules: Readonly<Record<string, Level>>;
  readonly inlayHints: InlayHintOptions;
  /** What feeds a component and what it feeds, above it. */
  readonly codeLenses: boolean;
  /** Names of components are links to their documentation. */
  readonly documentationLinks: boolean;
}

export const DEFAULTS: Settings = {
  stability: 'generally-available',
  community: false,
  alloyVersion: 'main',
  rules: {},
  inlayHints: { types: false, signals: false },
  codeLenses: true,
  documentationLinks: false,
};

const STABILITIES: readonly unknown[] = ['experimental', 'public-preview', 'generally-available'] satisfies Stability[];
const LEVELS: readonly unknown[] = ['off', 'info', 'warning', 'error'] satisfies Level[];

/**
 * Settings as a client gives them: what is missing has its default.
 *
 * @param complain told of each value that cannot be used, in a sentence
 */
export function readSettings(value: unknown, complain: (problem: string) => void): Settings {
  if (!isRecord(value)) return DEFAULTS;
  const pick = <T>(name: string, fits: (given: unknown) => boolean, wanted: string, fallback: T): T => {
    const given = value[name];
    if (given === undefined || given === null) return fallback;
    if (fits(given)) return given as T;
    complain(`the setting assay.${name} has to be ${wanted}`);
    return fallback;
  };
  const hints = isRecord(value.inlayHints) ? value.inlayHints : {};
  return {
    stability: pick('stability', (each) => STABILITIES.includes(each), STABILITIES.join(', '), DEFAULTS.stability),
    community: pick('community', isBoolean, 'true or false', DEFAULTS.community),
    alloyVersion: pick('alloyVersion', (each) => typeof each === 'string', 'a version', DEFAULTS.alloyVersion) || DEFAULTS.alloyVersion,
    rules: rulesOf(value.rules, complain),
    inlayHints: { types: hints.types === true, signals: hints.signals === true },
    codeLenses: pick('codeLenses', isBoolean, 'true or false', DEFAULTS.codeLenses),
    documentationLinks: pick('documentationLinks', isBoolean, 'true or false', DEFAULTS.documentationLinks),
  };
}

function isBoolean(value: unknown): boolean {
  return typeof value === 'boolean';
}

function rulesOf(value: unknown, complain: (problem: string) => void): Settings['rules'] {
  if (!isRecord(value)) return {};
  const entries = Object.entries(value).filter(([code, level]) => {
    if (LEVELS.includes(level)) return true;
    complain(`the setting assay.rules: ${code} has to be ${LEVELS.join(', ')}`);
    return false;
  });
  return Object.fromEntries(entries) as Settings['rules'];
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The day in UTC, as `YYYY-MM-DD`: suppressions have dates. */
export function today(): string {
  return new Date().toISOString().slice(0, 10);
}

/** What the checker is told; for a version that is not known, the default one. */
export async function checkOptions(settings: Settings, complain: (problem: string) => void): Promise<CheckOptions> {
  const { stability, community, alloyVersion, rules } = settings;
  const catalog = await loadCatalog(alloyVersion).catch(() => {
    complain(`no Alloy version "${alloyVersion}" is known: known are ${knownVersions.join(', ')}`);
    return loadCatalog();
  });
  return { catalog, stability, community, levels: new Map(Object.entries(rules)), today: today() };
}
