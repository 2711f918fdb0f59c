import { loadCatalog, type Stability } from '@assay/catalog';
import type { CheckOptions, RuleSetting } from '../checks/context.ts';
import type { Level } from '../rules/rule.ts';
import type { RuleSettings, Settings } from './configuration.ts';
import { ALLOY_KEYS } from './keys.ts';
import type { Profile } from './profile.ts';

/** What was asked for on a command line, or is set in an editor. It wins over what is written in files. */
export interface Asked {
  readonly alloyVersion?: string | undefined;
  readonly stability?: Stability | undefined;
  readonly community?: boolean | undefined;
  readonly levels?: ReadonlyMap<string, Level> | undefined;
  /** See `CheckOptions`. */
  readonly today?: string | undefined;
}

/**
 * What the checker is told of one program.
 *
 * @param settings of its files, by the path that findings are to have; all are loaded by the same Alloy
 * @throws UnknownVersionError for a version in `asked` that is not known
 */
export async function checkOptions(settings: ReadonlyMap<string, Settings>, asked: Asked = {}): Promise<CheckOptions> {
  const [first] = settings.values();
  const { levels, today } = asked;
  const byFile = new Map([...settings].flatMap(([path, { rules }]) => (rules.size > 0 ? [[path, plainRules(rules)] as const] : [])));
  return {
    catalog: await loadCatalog(asked.alloyVersion ?? first?.alloyVersion?.value),
    stability: asked.stability ?? first?.stability?.value ?? 'generally-available',
    community: asked.community ?? first?.communityComponents?.value ?? false,
    ...(levels && { levels }),
    ...(today !== undefined && { today }),
    ...(byFile.size > 0 && { settings: byFile }),
    ...(first && { profile: profileOf(first) }),
  };
}

/** How a program is deployed. */
export function profileOf({ kind, replicas, clustering }: Settings): Profile {
  return {
    ...(kind && { kind: kind.value }),
    ...(replicas && { replicas: replicas.value }),
    ...(clustering && { clustering: clustering.value }),
  };
}

/** Files have their rules in common more often than not. */
const known = new WeakMap<Settings['rules'], ReadonlyMap<string, RuleSetting>>();

function plainRules(rules: Settings['rules']): ReadonlyMap<string, RuleSetting> {
  let plain = known.get(rules);
  if (!plain) {
    plain = new Map([...rules].map(([code, setting]) => [code, plainRule(setting)]));
    known.set(rules, plain);
  }
  return plain;
}

function plainRule({ level, options }: RuleSettings): RuleSetting {
  return {
    ...(level && { level: level.value }),
    ...(options.size > 0 && { options: Object.fromEntries([...options].map(([name, { value }]) => [name, value])) }),
  };
}

/** What files must have in common to be one program, where no program lists them: the same text for the same Alloy. */
export function alloyKey(settings: Settings): string {
  return ALLOY_KEYS.map((key) => settings[key]?.value ?? '').join('\n');
}
