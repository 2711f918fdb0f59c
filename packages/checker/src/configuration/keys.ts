import { knownVersions } from '@assay/catalog';
import type { Form, Keys, ObjectForm, TextForm } from './forms.ts';
import { KINDS } from './profile.ts';

/** How severe findings can be made. */
export const LEVELS = ['off', 'info', 'warning', 'error'] as const;

/** What keeps one file from being a machine's undoing: more than anybody writes. */
const MOST = 1000;

/** With few stars: what it takes to compare a path grows with them. */
const glob = {
  type: 'text',
  pattern: String.raw`^(?!(?:[^*]*\*+(?!\*)){9})!?[^/\\!][^\\]{0,300}$`,
  what: 'a glob such as "agents/**/*.alloy": relative to this file, with / between its parts, and * or ** eight times at most',
} as const satisfies TextForm;

const file = {
  type: 'text',
  pattern: String.raw`^[^/\\][^\\]{0,300}$`,
  what: 'a path relative to this file, with / between its parts',
} as const satisfies TextForm;

/** `v1.18.1`, `1.18.1`, `v1.18`, `1.18`, of every version that is known. */
function versionPattern(): string {
  const releases = knownVersions.filter((version) => version !== 'main').map((version) => version.slice(1).split('.'));
  return `^(main|v?(${releases.map(([major, minor, patch]) => `${major}\\.${minor}(\\.${patch})?`).join('|')}))$`;
}

const globs = { type: 'list', of: glob, minimum: 1, maximum: MOST } as const satisfies Form;

/** What is known of the Alloy that loads a program. */
const alloy = {
  alloyVersion: {
    form: {
      type: 'text',
      pattern: versionPattern(),
      what: 'main, or a release that is known, such as "v1.18"',
      known: ['main', ...knownVersions.slice(1).map((version) => version.slice(0, version.lastIndexOf('.')))],
    },
    description: 'The Alloy to check for: main, or a release with or without its patch number.',
    default: 'main',
    example: 'v1.18',
  },
  stability: {
    form: { type: 'choice', choices: ['experimental', 'public-preview', 'generally-available'] },
    description: 'The least stable that is allowed: what Alloy is started with as --stability.level.',
    default: 'generally-available',
    example: 'public-preview',
  },
  communityComponents: {
    form: { type: 'boolean' },
    description: 'Whether community components are allowed: --feature.community-components.enabled.',
    default: false,
    example: true,
  },
  kind: {
    form: { type: 'choice', choices: KINDS },
    description: 'How Alloy is deployed. Rules that depend on it are quiet where it is not given.',
    example: 'daemonset',
  },
  replicas: {
    form: { type: 'integer', minimum: 1, maximum: 100_000 },
    description: 'How many instances run of a statefulset or a deployment.',
    example: 3,
  },
  clustering: {
    form: { type: 'boolean' },
    description: 'Whether the instances form a cluster: --cluster.enabled.',
    example: true,
  },
} as const satisfies Keys;

const each = {
  form: { type: 'boolean' },
  description: 'Whether every file is a program of its own, where no entry of programs has it.',
  default: false,
  example: true,
} as const satisfies Keys[string];

const rules = {
  form: { type: 'rules' },
  description: 'How severe findings are, by code: a level, or an object with a level and the options of the rule.',
  default: {},
  example: { 'graph/unused-source': 'off', 'loki/too-many-labels': { level: 'warning', limit: 30 } },
} as const satisfies Keys[string];

const program = {
  type: 'object',
  name: 'a program',
  keys: {
    name: {
      form: { type: 'text', pattern: String.raw`^[^\u0000-\u001f]{1,100}$`, what: 'a name' },
      description: 'What the program is called in messages.',
      example: 'node agent',
    },
    files: {
      form: globs,
      description: 'The files that Alloy loads together.',
      example: ['agent/*.alloy'],
    },
    ...alloy,
  },
  required: ['files'],
} as const satisfies ObjectForm;

const override = {
  type: 'object',
  name: 'an override',
  keys: {
    files: {
      form: globs,
      description: 'The files and directories that it is for.',
      example: ['legacy'],
    },
    rules,
    each,
    ...alloy,
  },
  required: ['files'],
} as const satisfies ObjectForm;

/** All that can stand in an assay.json. A new key is an entry here, and a section of docs/configuration.md. */
export const configurationForm = {
  type: 'object',
  name: 'assay.json',
  keys: {
    $schema: {
      form: { type: 'text', pattern: '^', what: 'an address' },
      description: 'Where the JSON schema of this file is, for editors. Assay takes no notice of it.',
      example: './node_modules/@assay/cli/schema/assay.schema.json',
    },
    extends: {
      form: { type: 'list', of: file, minimum: 1, maximum: 50, single: true },
      description: 'Files of the same form that this one builds on. Later ones win over earlier ones, and this file over all of them.',
      example: ['../assay.json'],
    },
    ...alloy,
    each,
    programs: {
      form: { type: 'list', of: program, maximum: MOST },
      description: 'Programs: files that Alloy loads together, and how it is deployed. Other files are grouped by what they refer to.',
      default: [],
      example: [{ files: ['agent/*.alloy'], kind: 'daemonset' }],
    },
    rules,
    overrides: {
      form: { type: 'list', of: override, maximum: MOST },
      description: 'What is different for some files. Later entries win over earlier ones.',
      default: [],
      example: [{ files: ['legacy'], rules: { 'deprecated/argument': 'off' } }],
    },
    ignores: {
      form: { ...globs, minimum: 0 },
      description: 'Files and directories to leave alone. An entry that begins with ! takes back what stands before it.',
      default: [],
      example: ['vendor', '!vendor/ours.alloy'],
    },
    failOn: {
      form: { type: 'choice', choices: ['error', 'warning', 'info'] },
      description: 'The severity from which on assay check fails.',
      default: 'error',
      example: 'warning',
    },
    baseline: {
      form: file,
      description: 'The file of findings that are known and not reported again.',
      example: 'assay-baseline.json',
    },
  },
  required: [],
} as const satisfies ObjectForm;

/** The keys that say what Alloy a program is loaded by, and how that is deployed. */
export const ALLOY_KEYS = Object.keys(alloy) as (keyof typeof alloy)[];
