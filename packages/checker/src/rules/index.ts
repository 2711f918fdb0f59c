// Made by scripts/rules.ts of the folders beside it. Do not edit.
import { rule as foreachIllegalBlock } from './foreach/illegal-block/rule.ts';
import { rule as moduleShadowedNamespace } from './module/shadowed-namespace/rule.ts';
import { rule as moduleUnusedArgument } from './module/unused-argument/rule.ts';
import { rule as moduleUnusedDeclare } from './module/unused-declare/rule.ts';
import { rule as securityTlsSkipVerify } from './security/tls-skip-verify/rule.ts';
import type { Rule } from './rule.ts';

/** All rules, by code. */
export const rules: readonly Rule[] = [
  foreachIllegalBlock,
  moduleShadowedNamespace,
  moduleUnusedArgument,
  moduleUnusedDeclare,
  securityTlsSkipVerify,
];
