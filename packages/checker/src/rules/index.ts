// Made by scripts/rules.ts of the folders beside it. Do not edit.
import { rule as securityTlsSkipVerify } from './security/tls-skip-verify/rule.ts';
import type { Rule } from './rule.ts';

/** All rules, by code. */
export const rules: readonly Rule[] = [
  securityTlsSkipVerify,
];
