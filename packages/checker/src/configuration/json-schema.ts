import { allCodes, explainCode } from '../diagnostics/pages.ts';
import { rules } from '../rules/index.ts';
import type { Form, Keys } from './forms.ts';
import { configurationForm, LEVELS } from './keys.ts';
import { canBeOff, formOf } from './read.ts';

/** A schema, as far as we write them. */
export type JsonSchema = { readonly [key: string]: unknown };

/** The JSON schema of assay.json: what it accepts is what the reader accepts, but for keys that are given twice. */
export function configurationSchema(): JsonSchema {
  return {
    // Draft 7: what editors know.
    $schema: 'http://json-schema.org/draft-07/schema#',
    $id: 'https://assay.invalid/schema/assay.schema.json',
    title: 'assay.json',
    description: 'The configuration of Assay: programs and how they are deployed, rules, and what to leave alone.',
    allowComments: true,
    allowTrailingCommas: true,
    ...schemaOf(configurationForm),
    definitions: {
      level: { enum: LEVELS },
      levelOn: { enum: LEVELS.filter((level) => level !== 'off') },
      rules: {
        type: 'object',
        properties: Object.fromEntries(allCodes().map((code) => [code, ruleSchema(code)])),
        additionalProperties: false,
      },
      rule: ruleForm('level', {}),
      ruleOn: ruleForm('levelOn', {}),
    },
  };
}

function schemaOf(form: Form): JsonSchema {
  switch (form.type) {
    case 'boolean':
      return { type: 'boolean' };
    case 'integer':
      return { type: 'integer', minimum: form.minimum, maximum: form.maximum };
    case 'choice':
      return { enum: form.choices };
    case 'text': {
      const text = { type: 'string', pattern: form.pattern };
      return form.known ? { anyOf: [{ enum: form.known }, text] } : text;
    }
    case 'list': {
      const list = { type: 'array', items: schemaOf(form.of), ...(form.minimum && { minItems: form.minimum }), maxItems: form.maximum };
      return form.single ? { anyOf: [schemaOf(form.of), list] } : list;
    }
    case 'object':
      return {
        type: 'object',
        properties: properties(form.keys),
        additionalProperties: false,
        ...(form.required.length > 0 && { required: form.required }),
      };
    case 'rules':
      return { $ref: '#/definitions/rules' };
  }
}

function properties(keys: Keys): JsonSchema {
  return Object.fromEntries(
    Object.entries(keys).map(([name, { form, description, default: byDefault, example }]) => [
      name,
      { description, ...(byDefault !== undefined && { default: byDefault }), examples: [example], ...schemaOf(form) },
    ]),
  );
}

function ruleSchema(code: string): JsonSchema {
  const description = explainCode(code)?.title ?? code;
  const options = Object.entries(rules.find((rule) => rule.code === code)?.options ?? {}).map(([name, option]) => [
    name,
    { description: option.description, default: option.default, ...schemaOf(formOf(option)) },
  ]);
  if (options.length > 0) return { description, ...ruleForm('level', Object.fromEntries(options)) };
  // Behind `allOf`: what stands beside a `$ref` does not count in this draft.
  return { description, allOf: [{ $ref: `#/definitions/${canBeOff(code) ? 'rule' : 'ruleOn'}` }] };
}

/** A level, or an object with a level and options. */
function ruleForm(level: 'level' | 'levelOn', options: JsonSchema): JsonSchema {
  const reference = { $ref: `#/definitions/${level}` };
  return { anyOf: [reference, { type: 'object', properties: { level: reference, ...options }, additionalProperties: false }] };
}
