import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type * as Workflows from '@actions/workflow-parser';
import type * as Actions from '@actions/workflow-parser/actions/action-parser';
import { buildSync } from 'esbuild';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { parse } from 'yaml';

// The action as GitHub's own parser reads it, its steps as a runner's shell would run them, and the examples of docs/ci.md.

const root = fileURLToPath(new URL('../../', import.meta.url));
const text = readFileSync(join(root, 'action.yml'), 'utf8');
const documentation = readFileSync(join(root, 'docs/ci.md'), 'utf8');

interface Step {
  readonly name: string;
  readonly run?: string;
  readonly uses?: string;
  readonly shell?: string;
  readonly env?: Readonly<Record<string, string>>;
}
interface Action {
  readonly inputs: Readonly<Record<string, { readonly description: string; readonly default: string }>>;
  readonly outputs: Readonly<Record<string, { readonly value: string }>>;
  readonly runs: { readonly steps: readonly Step[] };
}
const action = parse(text) as Action;

/** The fenced blocks of a language in docs/ci.md, below a heading. */
function examples(language: string, heading: string): string[] {
  const section = documentation.split(/^## /m).find((each) => each.startsWith(heading))!;
  return [...section.matchAll(new RegExp(`^\`\`\`${language}\n([\\s\\S]*?)^\`\`\`$`, 'gm'))].map(([, block]) => block!);
}

/** GitHub's parser, bundled: its modules import JSON in a way that Node does not take. */
function gitHub(): typeof Workflows & typeof Actions {
  const contents = `export * from '@actions/workflow-parser'; export * from '@actions/workflow-parser/actions/action-parser';`;
  const resolveDir = fileURLToPath(new URL('.', import.meta.url));
  const outfile = join(mkdtempSync(join(tmpdir(), 'assay-github-')), 'parser.cjs');
  try {
    buildSync({ stdin: { contents, resolveDir }, bundle: true, format: 'cjs', platform: 'node', outfile });
    return createRequire(import.meta.url)(outfile);
  } finally {
    rmSync(dirname(outfile), { recursive: true });
  }
}
const { NoOperationTraceWriter, parseAction, parseWorkflow } = gitHub();

function problems({ context }: Workflows.TemplateParseResult): string[] {
  return context.errors.getErrors().map(({ message }) => message);
}

describe('action.yml', () => {
  const read = (content: string) => problems(parseAction({ name: 'action.yml', content }, new NoOperationTraceWriter()));

  it('is what GitHub takes', () => {
    expect(read(text)).toEqual([]);
    expect(read(text.replace('using: composite', 'using: composit')).length).toBeGreaterThan(0);
    expect(read(text.replace('shell: bash', 'shel: bash')).length).toBeGreaterThan(0);
  });

  it('puts no input into a script', () => {
    for (const { run } of action.runs.steps) expect(run ?? '').not.toContain('${{');
  });

  it('names other actions by commit', () => {
    const used = action.runs.steps.flatMap(({ uses }) => uses ?? []);
    expect(used).toHaveLength(1);
    for (const each of used) expect(each).toMatch(/@[0-9a-f]{40}$/);
  });

  it('documents every input', () => {
    const rows = [...documentation.matchAll(/^\| `([\w-]+)` \| (?:`([^`]*)`)? *\|/gm)].map(([, name, value]) => [name, value ?? '']);
    expect(rows).toEqual(Object.entries(action.inputs).map(([name, input]) => [name, input.default]));
  });
});

describe('docs/ci.md', () => {
  const read = (content: string) => problems(parseWorkflow({ name: 'alloy.yml', content }, new NoOperationTraceWriter()));

  it('has a workflow that GitHub takes, with inputs that there are', () => {
    const [workflow, ...others] = examples('yaml', 'GitHub');
    expect(others).toEqual([]);
    expect(read(workflow!)).toEqual([]);
    expect(read(workflow!.replace('runs-on', 'run-on')).length).toBeGreaterThan(0);
    const { jobs } = parse(workflow!) as { jobs: { assay: { steps: { with?: object }[] } } };
    const given = jobs.assay.steps.flatMap((step) => Object.keys(step.with ?? {}));
    expect(given.length).toBeGreaterThan(2);
    expect(Object.keys(action.inputs)).toEqual(expect.arrayContaining(given));
  });

  it('has commands that do what is collected', () => {
    const folder = mkdtempSync(join(tmpdir(), 'assay-ci-'));
    try {
      writeFileSync(join(folder, 'bad.alloy'), 'loki.ehco "x" { }\n');
      const gitlab = parse(examples('yaml', 'GitLab')[0]!) as {
        assay: { script: string[]; artifacts: { reports: { codequality: string; junit: string } } };
      };
      const jenkins = examples('groovy', 'Jenkins')[0]!;
      const commands = [
        ...gitlab.assay.script,
        /script: '(.*)'/.exec(jenkins)![1]!,
        ...examples('sh', 'Elsewhere').map((each) => each.trim()),
      ];
      expect(commands).toHaveLength(3);
      for (const command of commands) {
        const [, args] = /^npx --yes @assay\/cli@[\d.]+ (.*)$/.exec(command)!;
        const run = spawnSync(process.execPath, [join(root, 'packages/cli/dist/assay.mjs'), ...args!.split(' ')], { cwd: folder });
        expect(run.stderr.toString()).toBe('');
        expect(run.status).toBe(1);
      }
      const { codequality, junit } = gitlab.assay.artifacts.reports;
      for (const file of [codequality, junit, /checkStyle\(pattern: '(.*?)'/.exec(jenkins)![1]!, 'assay.sarif'])
        expect(existsSync(join(folder, file)), file).toBe(true);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});

describe('the steps of the action', () => {
  let folder: string;
  let workspace: string;
  let released: string;

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'assay-action-'));
    released = join(folder, 'action');
    for (const part of ['bin', 'dist', 'package.json'])
      cpSync(join(root, 'packages/cli', part), join(released, 'packages/cli', part), { recursive: true });
  });

  beforeEach(() => {
    workspace = mkdtempSync(join(folder, 'work space-'));
    mkdirSync(join(workspace, '.git'));
  });

  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  const put = (path: string, content: string): void => {
    mkdirSync(dirname(join(workspace, path)), { recursive: true });
    writeFileSync(join(workspace, path), content);
  };
  const good = 'logging {\n\tlevel = "info"\n}\n';
  const bad = 'loki.ehco "x" { }\n';
  const doubtful = 'logging {\n\tlevel = env("LEVEL")\n}\n';

  /** Runs the script of the first step, with inputs put where the expressions of its `env` want them. */
  function check(inputs: Readonly<Record<string, string>> = {}, actionPath = released) {
    const [step] = action.runs.steps;
    expect(step).toMatchObject({ name: 'Check', shell: 'bash' });
    const expressions = new Map<string, string>([
      ['github.action_path', actionPath],
      ...Object.entries(action.inputs).map(([name, input]) => [`inputs.${name}`, inputs[name] ?? input.default] as const),
    ]);
    const env = Object.fromEntries(
      Object.entries(step!.env!).map(([name, value]) => [name, expressions.get(/^\$\{\{ (.*) \}\}$/.exec(value)![1]!)!]),
    );
    const files = { GITHUB_OUTPUT: join(workspace, '../output'), GITHUB_STEP_SUMMARY: join(workspace, '../summary') };
    for (const file of Object.values(files)) writeFileSync(file, '');
    const script = join(folder, 'script.sh');
    writeFileSync(script, step!.run!);
    const { status, stdout, stderr } = spawnSync('bash', ['--noprofile', '--norc', '-eo', 'pipefail', script], {
      cwd: workspace,
      env: { PATH: `${dirname(process.execPath)}:${process.env.PATH}`, RUNNER_TEMP: folder, GITHUB_WORKSPACE: workspace, ...files, ...env },
      encoding: 'utf8',
    });
    const outputs = Object.fromEntries(
      readFileSync(files.GITHUB_OUTPUT, 'utf8')
        .split('\n')
        .filter(Boolean)
        .map((line) => [line.slice(0, line.indexOf('=')), line.slice(line.indexOf('=') + 1)]),
    );
    return { status, stdout, stderr, outputs, summary: readFileSync(files.GITHUB_STEP_SUMMARY, 'utf8') };
  }

  it('pass what is clean', () => {
    put('a.alloy', good);
    expect(check()).toEqual({
      status: 0,
      stdout: '',
      stderr: '',
      outputs: { status: '0', errors: '0', warnings: '0', infos: '0' },
      summary: expect.stringContaining('Nothing found in 1 file'),
    });
  });

  it('annotate what is not, and fail', () => {
    put('deep/in/bad.alloy', bad);
    put('deep/good.alloy', good);
    expect(check({ 'working-directory': 'deep' })).toEqual({
      status: 1,
      stdout: expect.stringMatching(/^::error title=assay%3A structure\/unknown-component,file=deep\/in\/bad\.alloy,line=1,/),
      stderr: '',
      outputs: { status: '1', errors: '1', warnings: '0', infos: '0' },
      summary: expect.stringContaining('| error | deep/in/bad.alloy:1 |'),
    });
  });

  it('take several paths and options, and fail at the level that is said', () => {
    put('one/a b.alloy', doubtful);
    put('two/b.alloy', bad);
    put('-c.alloy', bad);
    expect(check({ paths: 'one/a b.alloy\n' })).toMatchObject({ status: 0, outputs: { warnings: '1' } });
    expect(check({ paths: 'one/a b.alloy', 'fail-on': 'warning' })).toMatchObject({ status: 1 });
    expect(
      check({ paths: 'one\ntwo\n-c.alloy', args: '--each\n--rule\nstructure/unknown-component=off', format: 'concise' }),
    ).toMatchObject({
      status: 0,
      stdout: expect.stringMatching(/^one\/a b\.alloy:2:10: warning.*\n$/),
    });
    put('three/c.alloy', 'logging {\n\tdestination = "stderr"\n}\n');
    expect(check({ paths: 'three', 'alloy-version': 'v1.16.3' })).toMatchObject({ status: 1 });
  });

  it('write the SARIF report that is uploaded', () => {
    put('dir/bad.alloy', bad);
    const { outputs } = check({ 'upload-sarif': 'true', 'working-directory': 'dir' });
    expect(outputs['sarif-file']).toBe('dir/assay.sarif');
    expect(JSON.parse(readFileSync(join(workspace, 'dir/assay.sarif'), 'utf8')).runs[0].results).toHaveLength(1);
    expect(check({ 'sarif-file': 'out/x.sarif' }).outputs['sarif-file']).toBe('./out/x.sarif');
    expect(check().outputs).not.toHaveProperty('sarif-file');
  });

  it('run nothing that an input says', () => {
    put('a.alloy', good);
    const hostile = '$(touch pwned)`touch pwned`"; touch pwned; "\'; touch pwned; \'; touch pwned && touch pwned';
    for (const name of Object.keys(action.inputs)) {
      check({ [name]: hostile });
      expect(existsSync(join(workspace, 'pwned')), name).toBe(false);
    }
    expect(check({ 'sarif-file': 'a\nstatus=0' })).toMatchObject({ status: 2, outputs: {} });
    expect(check({ version: '0.1.0 evil' })).toMatchObject({ status: 2, stdout: expect.stringContaining('::error title=assay::version') });
  });

  it('say what is missing', () => {
    put('a.alloy', good);
    expect(check({}, join(folder, 'elsewhere'))).toMatchObject({ status: 2, stdout: expect.stringContaining('is not built') });
    expect(check({ paths: 'nowhere' })).toMatchObject({ status: 2, stderr: 'assay: nowhere: does not exist\n', outputs: { status: '2' } });
  });
});
