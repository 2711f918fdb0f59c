// Makes what pre-commit and GitHub Actions install: a commit beside main that holds the built command line, with a package.json that asks for
// nothing, and a tag on it. The working tree and the branch stay as they are; nothing is pushed.
//
//   npm run release              builds, then commits and tags v<version of packages/cli>
//   npm run release -- --dry-run builds, and says what it would commit
import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

const root = fileURLToPath(new URL('../', import.meta.url));
const dist = 'packages/cli/dist';

function fail(message) {
  console.error(`release: ${message}`);
  process.exit(1);
}

const scratch = mkdtempSync(join(tmpdir(), 'assay-release-'));
process.on('exit', () => rmSync(scratch, { recursive: true, force: true }));
// An index of its own: what is staged stays as it is.
const env = { ...process.env, GIT_INDEX_FILE: join(scratch, 'index') };
const git = (args, input) => execFileSync('git', args, { cwd: root, env, input, encoding: 'utf8', maxBuffer: 2 ** 28 }).trim();

const { values } = parseArgs({ options: { 'dry-run': { type: 'boolean', default: false } } });
const { version, license, bin, engines } = JSON.parse(readFileSync(join(root, 'packages/cli/package.json'), 'utf8'));
const tag = `v${version}`;

if (execFileSync('git', ['status', '--porcelain'], { cwd: root, encoding: 'utf8' }) !== '')
  fail('there are changes that are not committed');
if (!existsSync(join(root, dist, 'assay.mjs'))) fail(`${dist} is not built: npm run build`);
if (git(['tag', '--list', tag]) !== '') fail(`the tag ${tag} is there already: raise the version in packages/cli/package.json`);

// npm installs the whole repository by this file: no scripts, no dependencies, and only what runs.
const manifest = {
  name: '@assay/repository',
  version,
  private: true,
  type: 'module',
  license,
  bin: { assay: `packages/cli/${bin.assay}` },
  files: ['packages/cli/bin', dist],
  engines,
};
git(['read-tree', 'HEAD']);
git(['add', '--force', '--', dist]);
const blob = git(['hash-object', '-w', '--stdin'], `${JSON.stringify(manifest, undefined, 2)}\n`);
git(['update-index', '--cacheinfo', `100644,${blob},package.json`]);
const tree = git(['write-tree']);

console.log(git(['diff-tree', '-r', '--stat', 'HEAD', tree]));
console.log(JSON.stringify(manifest, undefined, 2));
if (values['dry-run']) {
  console.log(`would be committed and tagged ${tag}`);
} else {
  const commit = git(['commit-tree', tree, '-p', 'HEAD', '-m', `Release ${tag}, built`]);
  git(['tag', '--annotate', '--message', `Assay ${tag}`, tag, commit]);
  console.log(`${tag} is ${commit}; publish it with: git push origin ${tag}`);
}
