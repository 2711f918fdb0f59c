import { readFileSync } from 'node:fs';
import type { Attribute, Block } from '@assay/parser';
import { expect, test } from 'vitest';
import { openSource } from '../project/source.ts';
import { catalog } from '../testing.ts';
import type { StaticValue } from '../values/static.ts';
import { numberText } from '../values/value.ts';
import { bind } from './binder.ts';
import { Budget } from './budget.ts';
import { evaluate } from './evaluate.ts';

/** Expressions thrown together at random, one for each line of evaluations.jsonl, and what Alloy's own evaluator made of them. */
interface Row {
  readonly expression: string;
  /** The value, as JSON has it. */
  readonly value?: unknown;
  readonly fails?: true;
}

const rows = readFileSync(new URL('evaluations.jsonl', import.meta.url), 'utf8')
  .trimEnd()
  .split('\n')
  .map((line) => JSON.parse(line) as Row);

const UNKNOWN = Symbol('unknown');

/** A value as JSON has it, objects in the order of their keys; {@link UNKNOWN} where it is not known with all its parts. */
function plain(value: StaticValue): unknown {
  switch (value.type) {
    case 'null':
      return null;
    case 'bool':
    case 'string':
      return value.value;
    case 'number':
      return Number(numberText(value));
    case 'array': {
      const elements = value.elements.map(plain);
      return elements.includes(UNKNOWN) ? UNKNOWN : elements;
    }
    case 'object': {
      const fields = [...value.fields].map(([key, part]) => [key, plain(part)] as const);
      return fields.some(([, part]) => part === UNKNOWN) ? UNKNOWN : Object.fromEntries(fields);
    }
    default:
      return UNKNOWN;
  }
}

function evaluated(expression: string): { readonly value: unknown; readonly problem: string | undefined } {
  const source = openSource('a.alloy', `logging {\n\tlevel = ${expression}\n}\n`);
  const { value } = (source.parse.root.statements[0] as Block).statements[0] as Attribute;
  let problem: string | undefined;
  const found = evaluate(value, {
    module: bind([source], catalog).root,
    catalog,
    budget: Budget.of([source]),
    onProblem: (each) => {
      problem = each.problem;
    },
  });
  return { value: plain(found), problem };
}

test('what Alloy evaluates does not fail here, and what is known here is what Alloy has', () => {
  const succeeding = rows.filter(({ fails }) => !fails);
  const known = succeeding.filter(({ expression }) => evaluated(expression).value !== UNKNOWN);
  expect(known.length).toBeGreaterThan(150);
  for (const { expression, value } of succeeding) {
    const result = evaluated(expression);
    expect([expression, result.problem]).toEqual([expression, undefined]);
    if (result.value !== UNKNOWN) expect([expression, result.value]).toEqual([expression, value]);
  }
});

test('what fails in Alloy has no value here, and nearly all of it fails', () => {
  const failing = rows.filter(({ fails }) => fails);
  expect(failing.filter(({ expression }) => evaluated(expression).problem !== undefined).length / failing.length).toBeGreaterThan(0.98);
  expect(failing.filter(({ expression }) => evaluated(expression).value !== UNKNOWN)).toEqual([]);
});
