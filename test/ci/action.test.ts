import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type * as Workflows from '@actions/workflow-parser';
import type * as Actions from '@actions/workflow-parser/actions/action-parser';
import { buildSync } from 'esbuild';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { workflow } from '../../packages/cli/src/init/automation.ts';
import { node } from '../node.ts';
import { poison, type Registry, runAsync, serveRegistry, userPath } from './registry.ts';

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
  const readAction = (content: string) => problems(parseAction({ name: 'action.yml', content }, new NoOperationTraceWriter()));

  it('is what GitHub takes', () => {
    expect(readAction(text)).toEqual([]);
    expect(readAction(text.replace('using: composite', 'using: composit')).length).toBeGreaterThan(0);
    expect(readAction(text.replace('shell: bash', 'shel: bash')).length).toBeGreaterThan(0);
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

const read = (content: string) => problems(parseWorkflow({ name: 'alloy.yml', content }, new NoOperationTraceWriter()));

describe('docs/ci.md', () => {
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
        const [, args] = /^node "\$ASSAY" (.*)$/.exec(command)!;
        const run = spawnSync(node, [join(root, 'packages/cli/dist/assay.mjs'), ...args!.split(' ')], { cwd: folder });
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

  /** The script of the first step, with inputs put where the expressions of its `env` want them. */
  function prepare(inputs: Readonly<Record<string, string>>, actionPath: string) {
    const [step] = action.runs.steps;
    expect(step).toMatchObject({ name: 'Check', shell: 'bash' });
    const expressions = new Map<string, string>([
      ['github.action_path', actionPath],
      ...Object.entries(action.inputs).map(([name, input]) => [`inputs.${name}`, inputs[name] ?? input.default] as const),
    ]);
    const given = Object.fromEntries(
      Object.entries(step!.env!).map(([name, value]) => [name, expressions.get(/^\$\{\{ (.*) \}\}$/.exec(value)![1]!)!]),
    );
    const files = { GITHUB_OUTPUT: join(workspace, '../output'), GITHUB_STEP_SUMMARY: join(workspace, '../summary') };
    for (const file of Object.values(files)) writeFileSync(file, '');
    const script = join(folder, 'script.sh');
    writeFileSync(script, step!.run!);
    const runner = { RUNNER_TEMP: folder, GITHUB_WORKSPACE: workspace, HOME: join(folder, 'home') };
    return {
      command: ['bash', ['--noprofile', '--norc', '-eo', 'pipefail', script]] as const,
      options: { cwd: workspace, env: { PATH: `${dirname(node)}:${userPath}`, ...runner, ...files, ...given } },
      outcome: <T extends { readonly status: number | null; readonly stdout: string; readonly stderr: string }>({
        status,
        stdout,
        stderr,
      }: T) => ({
        status,
        stdout,
        stderr,
        outputs: Object.fromEntries(
          readFileSync(files.GITHUB_OUTPUT, 'utf8')
            .split('\n')
            .filter(Boolean)
            .map((line) => [line.slice(0, line.indexOf('=')), line.slice(line.indexOf('=') + 1)]),
        ),
        summary: readFileSync(files.GITHUB_STEP_SUMMARY, 'utf8'),
      }),
    };
  }

  function check(inputs: Readonly<Record<string, string>> = {}, actionPath = released) {
    const { command, options, outcome } = prepare(inputs, actionPath);
    return outcome(spawnSync(...command, { ...options, encoding: 'utf8' }));
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
    const uploaded = outputs['sarif-file']!;
    expect(uploaded.startsWith(join(folder, 'assay-'))).toBe(true);
    expect(JSON.parse(readFileSync(uploaded, 'utf8')).runs[0].results).toHaveLength(1);
    expect(existsSync(join(workspace, 'dir/assay.sarif'))).toBe(false);
    const named = check({ 'sarif-file': 'out/x.sarif' }).outputs['sarif-file']!;
    expect(readFileSync(named, 'utf8')).toBe(readFileSync(join(workspace, 'out/x.sarif'), 'utf8'));
    expect(check().outputs).not.toHaveProperty('sarif-file');
  });

  it('upload nothing that the checkout brings', () => {
    put('good.alloy', good);
    put('../secret', 'TOKEN');
    put('assay.sarif', '{"committed": true}');
    symlinkSync('../secret', join(workspace, 'link.sarif'));
    for (const inputs of [{ paths: 'nowhere' }, { 'fail-on': 'nothing' }, {}])
      for (const file of ['assay.sarif', 'link.sarif', '']) {
        const { outputs } = check({ 'upload-sarif': 'true', 'sarif-file': file, ...inputs });
        const uploaded = outputs['sarif-file'];
        if (uploaded === undefined) continue;
        expect(JSON.parse(readFileSync(uploaded, 'utf8')).runs[0].tool.driver.name).toBe('Assay');
      }
    // A report takes the place of a link, and what the link led to stays as it was.
    expect(readFileSync(join(workspace, '../secret'), 'utf8')).toBe('TOKEN');
  });

  it('stay in the checkout', () => {
    put('../elsewhere/bad.alloy', bad);
    symlinkSync('../elsewhere', join(workspace, 'link'));
    for (const directory of ['link', '..', '../elsewhere', '/'])
      expect(check({ 'working-directory': directory }), directory).toMatchObject({
        status: 2,
        stdout: '::error title=assay::working-directory leads out of the repository\n',
        outputs: {},
      });
  });

  describe('with a version', () => {
    let registry: Registry;
    /** A package of the same version that is not the one that was meant. */
    let other: Registry;

    beforeAll(async () => {
      registry = await serveRegistry();
      const program = `import { writeFileSync } from 'node:fs'; writeFileSync('pwned', '');`;
      other = await serveRegistry((package_) => writeFileSync(join(package_, 'bin/assay.mjs'), program));
    });
    afterAll(() => {
      registry.close();
      other.close();
    });

    const checkVersion = async (inputs: Readonly<Record<string, string>>, more: NodeJS.ProcessEnv = {}) => {
      const { command, options, outcome } = prepare({ version: registry.version, ...inputs }, join(folder, 'elsewhere'));
      return outcome(await runAsync(...command, { ...options, env: { ...options.env, ...more } }));
    };

    it('run that package, whatever the checkout holds', async () => {
      put('bad.alloy', bad);
      poison(workspace);
      const { url, integrity } = registry;
      expect(await checkVersion({ registry: url, integrity })).toMatchObject({
        status: 1,
        stdout: expect.stringMatching(/^::error title=assay%3A structure\/unknown-component,file=bad\.alloy,line=1,/),
        stderr: '',
        outputs: { status: '1', errors: '1' },
      });
      expect(existsSync(join(workspace, 'pwned'))).toBe(false);
      // Settings of npm that a step before left behind do not count either: with these, nothing would be fetched.
      mkdirSync(join(folder, 'home'), { recursive: true });
      writeFileSync(join(folder, 'home/.npmrc'), 'offline=true\ncache=/nowhere/at/all\n');
      const settings = { NPM_CONFIG_DRY_RUN: 'true', npm_config_registry: other.url };
      expect(await checkVersion({ registry: url, integrity }, settings)).toMatchObject({ status: 1, stderr: '' });
      expect(existsSync(join(workspace, 'pwned'))).toBe(false);
    });

    it('run no other package', async () => {
      put('bad.alloy', bad);
      const refused = {
        status: 2,
        stdout: `::error title=assay::@assay/cli@${registry.version} could not be fetched, or is not the package with this integrity\n`,
        outputs: {},
      };
      expect(await checkVersion({ registry: other.url, integrity: registry.integrity })).toMatchObject(refused);
      expect(await checkVersion({ version: '9.9.9', registry: registry.url, integrity: registry.integrity })).toMatchObject({
        ...refused,
        stdout: refused.stdout.replace(registry.version, '9.9.9'),
      });
      expect(existsSync(join(workspace, 'pwned'))).toBe(false);
      const without = {
        status: 2,
        stdout: expect.stringMatching(/^::error title=assay::version needs integrity: what npm view /),
        outputs: {},
      };
      for (const integrity of ['', 'sha1-xxx', registry.integrity.slice(0, -1), `${registry.integrity} ${other.integrity}`])
        expect(await checkVersion({ registry: registry.url, integrity })).toMatchObject(without);
    });

    it('is how the documents fetch it, too', async () => {
      const gitlab = parse(examples('yaml', 'GitLab')[0]!) as { assay: { before_script: string[]; script: string[] } };
      put('bad.alloy', bad);
      poison(workspace);
      const home = mkdtempSync(join(folder, 'home-'));
      const fetch = (digest: string, script: readonly string[]) =>
        runAsync('bash', ['-euc', script.join('\n')], {
          cwd: workspace,
          env: {
            PATH: `${dirname(node)}:${userPath}`,
            HOME: home,
            RUNNER_TEMP: mkdtempSync(join(folder, 'temporary-')),
            CI_PROJECT_DIR: workspace,
            ASSAY_SHA512: digest,
            npm_config_registry: registry.url,
          },
        });
      const { before_script, script } = gitlab.assay;
      expect(await fetch(registry.digest, [...before_script, ...script])).toMatchObject({ status: 1, stderr: '' });
      expect(existsSync(join(workspace, 'gl-code-quality-report.json'))).toBe(true);
      expect((await fetch(other.digest, [...before_script, 'touch pwned'])).status).not.toBe(0);
      expect(existsSync(join(workspace, 'pwned'))).toBe(false);

      const steps = (parse(workflow(registry.version, registry.digest)) as { jobs: { assay: { steps: Step[] } } }).jobs.assay.steps;
      const [fetching, checking] = steps.filter(({ run }) => run !== undefined);
      expect(fetching).toMatchObject({ name: 'Fetch Assay', 'working-directory': expect.stringMatching(/^\$\{\{ runner\.temp \}\}$/) });
      const lines = ['cd "$RUNNER_TEMP"', fetching!.run!, 'cd "$CI_PROJECT_DIR"', checking!.run!];
      expect(await fetch('', lines)).toMatchObject({ status: 1, stdout: expect.stringContaining('::error title=assay'), stderr: '' });
      expect(existsSync(join(workspace, 'pwned'))).toBe(false);
      expect((await fetch('', [...lines.slice(0, 1), fetching!.run!.replace(registry.digest, other.digest)])).status).not.toBe(0);
      expect(read(workflow(registry.version, undefined))).toEqual([]);
      expect(read(workflow(registry.version, registry.digest))).toEqual([]);
    });
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
