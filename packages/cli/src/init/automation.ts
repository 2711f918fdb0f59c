import { readFileSync } from 'node:fs';

/** Where pre-commit looks for its hooks. */
export const HOOK_FILE = '.pre-commit-config.yaml';

/** Longer than anybody's, in UTF-16 units. */
const LARGEST = 256 * 1024;

/** Where the workflow goes. */
export const WORKFLOW_FILE = '.github/workflows/assay.yml';

/**
 * The hooks, as an entry of `repos`, called as `.pre-commit-hooks.yaml` of Assay's repository has them. They are installed from npm: pre-commit
 * needs no more than Node.js for them.
 */
function hooks(version: string): string[] {
  const hook = (id: string, command: string, ...names: readonly string[]): string[] => [
    `      - id: ${id}`,
    `        name: ${command}`,
    `        entry: ${command}`,
    '        language: node',
    `        additional_dependencies: ['@assay/cli@${version}']`,
    "        files: '\\.(alloy|river)$'",
    ...names.map((line) => `        ${line}`),
  ];
  return [
    '  - repo: local',
    '    hooks:',
    // Names of files follow: one that begins with a hyphen is no option.
    ...hook('assay-fmt', 'assay fmt', "args: ['--']", 'require_serial: true'),
    // A file means something with the others of its program only, and these are not all in one commit.
    ...hook('assay-check', 'assay check', 'pass_filenames: false'),
  ];
}

/**
 * The text of a .pre-commit-config.yaml with our hooks: what is there stays as it is.
 *
 * @returns `undefined` where the hooks are there already
 * @throws Error with a sentence for the user where the text cannot be added to
 */
export async function withHooks(before: string | undefined, version: string): Promise<string | undefined> {
  if (before === undefined) return `repos:\n${hooks(version).join('\n')}\n`;
  if (/\bid:\s*assay-(?:check|fix|fmt)\b/.test(before)) return undefined;
  if (before.length > LARGEST) throw new Error(`${HOOK_FILE}: is larger than ${LARGEST / 1024} KiB, and hooks were not added to it`);
  const { isMap, isNode, isSeq, parseDocument } = await import('yaml');
  const options = { prettyErrors: false, strict: false, logLevel: 'silent' } as const;
  const document = parseDocument(before, options);
  const repos = isMap(document.contents) ? document.contents.get('repos', true) : undefined;
  const ranges = isSeq(repos) && !repos.flow ? repos.items.flatMap((item) => (isNode(item) && item.range ? [item.range] : [])) : [];
  const [first, last] = [ranges[0], ranges.at(-1)];
  if (document.errors.length > 0 || !first || !last) throw new Error(`${HOOK_FILE}: has no list "repos" that hooks could be added to`);
  // Each item stands behind a hyphen: ours gets its below those.
  const indent = before.slice(before.lastIndexOf('\n', first[0] - 1) + 1, before.lastIndexOf('-', first[0]));
  const added = hooks(version).map((line) => indent + line.slice(2));
  const after = `${before.slice(0, last[1]).trimEnd()}\n${added.join('\n')}\n${before.slice(last[1]).replace(/^[ \t]*\r?\n/, '')}`;
  const result = parseDocument(after, options);
  if (result.errors.length > 0 || (result.toJS() as { repos: unknown[] }).repos.length !== ranges.length + 1)
    throw new Error(`${HOOK_FILE}: is written in a way that hooks cannot be added to`);
  return after;
}

/**
 * A workflow of GitHub that checks each change, and annotates it. Assay is fetched away from the checkout: a pull request could bring an
 * `.npmrc` or a `node_modules` that says what is run.
 *
 * @param digest the SHA-512 of the version's package, in hexadecimal; where it is not known, what is fetched is not compared with it
 */
export function workflow(version: string, digest: string | undefined): string {
  const archive = `assay-cli-${version}.tgz`;
  const compare =
    digest === undefined
      ? `# To run no other package than the one you know: echo 'its SHA-512  ${archive}' | sha512sum --check --quiet`
      : `echo '${digest}  ${archive}' | sha512sum --check --quiet`;
  return `name: Alloy

on:
  push:
    branches: [main]
  pull_request:

permissions:
  contents: read

jobs:
  assay:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v4
        with:
          persist-credentials: false
      - uses: actions/setup-node@v4
        with:
          node-version: 24
      - name: Fetch Assay
        # Away from the checkout: what a pull request brings (.npmrc, node_modules) must not decide what is run.
        working-directory: \${{ runner.temp }}
        run: |
          npm pack --silent @assay/cli@${version}
          ${compare}
          tar -xzf ${archive}
      - run: node "$RUNNER_TEMP/package/bin/assay.mjs" check --format github .
      - run: node "$RUNNER_TEMP/package/bin/assay.mjs" fmt --check .
`;
}

/**
 * The SHA-512 of the package that runs, in hexadecimal, as npm wrote it down when it installed it.
 *
 * @param program the URL of the running bundle
 * @returns `undefined` where it was not installed by npm, or as a command for the whole machine, of which npm writes nothing down
 */
export function installedDigest(program: string | undefined, version: string): string | undefined {
  if (program === undefined) return undefined;
  try {
    // node_modules/@assay/cli/dist/assay.mjs
    const { packages } = JSON.parse(readFileSync(new URL('../../../.package-lock.json', program), 'utf8'));
    const installed = packages['node_modules/@assay/cli'];
    const [, hash] = /^sha512-([0-9A-Za-z+/]{86}==)$/.exec(installed.integrity) ?? [];
    return hash !== undefined && installed.version === version ? Buffer.from(hash, 'base64').toString('hex') : undefined;
  } catch {
    return undefined;
  }
}
