import { Ajv } from 'ajv';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Form, Keys } from './forms.ts';
import { configurationSchema, type JsonSchema } from './json-schema.ts';
import { configurationForm } from './keys.ts';
import { readConfiguration } from './read.ts';

const schema = configurationSchema();
const accepts = new Ajv({ allowUnionTypes: true, keywords: ['allowComments', 'allowTrailingCommas'], unicodeRegExp: true }).compile(schema);

const problemsOf = async (value: unknown): Promise<string[]> => {
  const { problems } = await readConfiguration('/assay.json', JSON.stringify(value, undefined, 1));
  return problems.map(({ message }) => message);
};

/** What a schema describes: generated from the schema, so that the reader is asked about all that an editor would let pass. */
function generated(part: JsonSchema): fc.Arbitrary<unknown> {
  const {
    type,
    properties = {},
    required = [],
    items,
    minItems = 0,
    minimum,
    maximum,
  } = part as {
    type?: string;
    properties?: Record<string, JsonSchema>;
    required?: string[];
    items?: JsonSchema;
    minItems?: number;
    minimum?: number;
    maximum?: number;
  };
  if (typeof part.$ref === 'string')
    return generated((schema.definitions as Record<string, JsonSchema>)[part.$ref.replace('#/definitions/', '')]!);
  if (Array.isArray(part.enum)) return fc.constantFrom(...(part.enum as unknown[]));
  if (Array.isArray(part.anyOf)) return fc.oneof(...part.anyOf.map(generated));
  if (Array.isArray(part.allOf)) return generated(part.allOf[0]);
  switch (type) {
    case 'boolean':
      return fc.boolean();
    case 'integer':
      return fc.integer({ min: minimum!, max: maximum! });
    case 'string':
      return text(part.pattern as string);
    case 'array':
      return fc.array(generated(items!), { minLength: minItems, maxLength: 3 });
    default:
      return objectOf(properties, required);
  }
}

/** Some of the properties, and those that are required. */
function objectOf(properties: Record<string, JsonSchema>, required: readonly string[]): fc.Arbitrary<unknown> {
  const names = Object.keys(properties);
  return fc
    .subarray(names, { minLength: 0, maxLength: Math.min(names.length, 6) })
    .chain((chosen) =>
      fc.record(Object.fromEntries([...new Set([...required, ...chosen])].map((name) => [name, generated(properties[name]!)]))),
    );
}

/** Texts that fit a pattern, most of them awkward. */
function text(pattern: string): fc.Arbitrary<string> {
  const fits = new RegExp(pattern, 'u');
  const candidates = [
    'a/*.alloy',
    '!a',
    '**',
    '../x',
    './y.json',
    'v1.18',
    '1.18.1',
    'main',
    'ä 😀.alloy',
    '{a,b}[c]?',
    '(',
    '[',
    'x'.repeat(200),
    '.',
  ];
  return fc.constantFrom(...candidates.filter((each) => fits.test(each)));
}

/** Puts something else somewhere into a value: most often it does not fit there. */
function disturbed(value: fc.Arbitrary<unknown>): fc.Arbitrary<unknown> {
  const other = fc.oneof(
    fc.constantFrom<unknown>(
      null,
      true,
      0,
      1,
      -3,
      2.5,
      1e9,
      '',
      'off',
      'a',
      '/abs',
      'a\\b',
      '!',
      [],
      {},
      ['a'],
      [''],
      { files: [] },
      { level: 'off' },
      { limit: 0 },
    ),
    fc.constantFrom('v9.9', 'v1.18.0', '!!a', '!/a', 'error', 'warn'),
  );
  const key = fc.constantFrom(
    'kind',
    'files',
    'level',
    'limit',
    'rules',
    'programs',
    'nothing',
    'secret/plaintext',
    'syntax/missing-comma',
    'constructor',
  );
  return fc.tuple(value, other, key, fc.array(fc.nat(20), { minLength: 1, maxLength: 4 })).map(([root, replacement, name, way]) => {
    const copy = structuredClone(root) as Record<string, unknown>;
    let at: Record<string, unknown> = copy;
    for (const [depth, step] of way.entries()) {
      const names = Object.keys(at);
      const last = depth === way.length - 1;
      const chosen = step % 3 === 0 && !Array.isArray(at) ? name : names[step % Math.max(names.length, 1)];
      if (chosen === undefined) break;
      const next = Object.hasOwn(at, chosen) ? at[chosen] : undefined;
      if (last || typeof next !== 'object' || next === null) {
        Object.defineProperty(at, chosen, { value: replacement, enumerable: true, configurable: true, writable: true });
        break;
      }
      at = next as Record<string, unknown>;
    }
    return copy;
  });
}

describe('the schema and the reader agree', () => {
  test('on what the schema describes', async () => {
    await fc.assert(
      fc.asyncProperty(generated(schema), async (value) => {
        expect(accepts(value), JSON.stringify(accepts.errors)).toBe(true);
        expect(await problemsOf(value)).toEqual([]);
      }),
      { numRuns: 500 },
    );
  });

  test('on what is disturbed', async () => {
    let refused = 0;
    await fc.assert(
      fc.asyncProperty(disturbed(generated(schema)), async (value) => {
        const problems = await problemsOf(value);
        if (!accepts(value)) refused++;
        expect(problems.length === 0, `${JSON.stringify(value)}\n${problems.join('\n')}\n${JSON.stringify(accepts.errors)}`).toBe(
          accepts(value),
        );
      }),
      { numRuns: 2000 },
    );
    // Else nothing was asked.
    expect(refused).toBeGreaterThan(300);
  });
});

/** Every key of the table, with the form around it. */
function* keysOf(keys: Keys, where: string): Generator<[where: string, name: string, key: Keys[string]]> {
  for (const [name, key] of Object.entries(keys)) {
    yield [where, name, key];
    yield* keysIn(key.form, `${where}${name}`);
  }
}

function* keysIn(form: Form, where: string): Generator<[string, string, Keys[string]]> {
  if (form.type === 'object') yield* keysOf(form.keys, `${where}.`);
  if (form.type === 'list') yield* keysIn(form.of, `${where}[]`);
}

describe.each([...keysOf(configurationForm.keys, '')])(
  'the key %s%s',
  (where, name, { form, description, example, default: byDefault }) => {
    const around = (value: unknown): unknown => {
      if (where === '') return { [name]: value };
      const [, list] = /^(\w+)\[\]\.$/.exec(where) ?? [];
      return list ? { [list]: [{ files: ['a'], [name]: value }] } : { [where.slice(0, -1)]: { [name]: value } };
    };

    test('is described', () => expect(description).toMatch(/^[A-Z].*\.$/));

    test('takes its example and its default', async () => {
      for (const value of byDefault === undefined ? [example] : [example, byDefault]) {
        expect(await problemsOf(around(value))).toEqual([]);
        expect(accepts(around(value))).toBe(true);
      }
    });

    test('refuses what is of another type, in a sentence that names it', async () => {
      const [problem, ...others] = await problemsOf(around(form.type === 'boolean' ? 1 : true));
      expect(problem).toContain(`"${name}" has to be `);
      expect(others).toEqual([]);
    });
  },
);
