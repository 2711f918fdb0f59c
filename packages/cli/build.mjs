// Bundles the command line into dist/assay.mjs: one file that Node 20 and later runs, with all it needs inside. The language server is a file
// of its own beside it, dist/lsp.mjs: whoever checks a file does not wait until it has been read. So are
// dist/yaml.mjs and dist/chokidar.mjs, libraries for few runs.
import { chmod, readdir, readFile, writeFile } from 'node:fs/promises';
import { builtinModules } from 'node:module';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const path = (relative) => fileURLToPath(new URL(relative, import.meta.url));
const outfile = path('dist/assay.mjs');

/**
 * Takes Node's own modules with `require`, and when they are first needed: an `import` reads all their exports, and some of these load
 * half of Node.
 */
const builtins = {
  name: 'builtins',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^(node:)?[a-z/_]+$/ }, ({ path, kind }) => {
      const name = path.replace(/^node:/, '');
      return kind !== 'require-call' && builtinModules.includes(name) ? { path: name, namespace: 'builtin' } : undefined;
    });
    // An object that only inherits: copying its properties, as the bundler does for an import, would read them all after all.
    onLoad({ filter: /.*/, namespace: 'builtin' }, ({ path }) => ({ contents: `module.exports = Object.create(require('node:${path}'))` }));
  },
};

/** Libraries that few runs need and that are large: each is a file of its own beside the bundles, which V8 reads when it is asked for. */
const beside = {
  name: 'beside',
  setup({ onResolve }) {
    onResolve({ filter: /^(yaml|chokidar)$/ }, ({ path, kind }) =>
      kind === 'dynamic-import' ? { path: `./${path}.mjs`, external: true } : undefined,
    );
  },
};

// Named one by one: it is no ES module, whose names the bundler could know.
const yamlNames = Object.keys(await import('yaml')).filter((name) => /^\w+$/.test(name) && name !== 'default');

const options = {
  bundle: true,
  format: 'esm',
  platform: 'node',
  target: 'node20',
  // jsonc-parser's main file cannot be bundled: it asks for its parts with a `require` of its own.
  mainFields: ['module', 'main'],
  plugins: [builtins, beside],
  // V8 reads the whole file before anything runs: short names take a twelfth off a cold start. Functions keep theirs for stack traces.
  minify: true,
  legalComments: 'none',
  logLevel: 'warning',
  metafile: true,
};
/** Before all else: what an older Node.js lacks would end in a stack trace. It has to be read by that one too. */
const tooOld =
  `if(+process.versions.node.split('.')[0]<20){process.stderr.write('assay: needs Node.js 20 or newer; this is '+process.version+'\\n');` +
  'process.exit(2)}';
const banner = `import{createRequire}from'node:module';${tooOld}const require=createRequire(import.meta.url);`;
const bundles = await Promise.all([
  build({ ...options, entryPoints: [path('src/main.ts')], outfile, banner: { js: `#!/usr/bin/env node\n${banner}` } }),
  build({
    ...options,
    stdin: { contents: `export { ${yamlNames.join(', ')} } from 'yaml'`, resolveDir: path('.') },
    outfile: path('dist/yaml.mjs'),
    banner: { js: banner },
  }),
  build({
    ...options,
    stdin: { contents: "export { watch } from 'chokidar'", resolveDir: path('.') },
    outfile: path('dist/chokidar.mjs'),
    banner: { js: banner },
  }),
  build({ ...options, entryPoints: [path('../lsp/src/server/node.ts')], outfile: path('dist/lsp.mjs'), banner: { js: banner } }),
]);
await chmod(outfile, 0o755);
await writeFile(path('dist/third-party.txt'), await thirdParty(bundles.flatMap(({ metafile }) => Object.keys(metafile.inputs))));

/** The names, versions and licences of the packages of others that files come from. */
async function thirdParty(files) {
  const roots = new Set(files.flatMap((file) => /^.*node_modules\/(?:@[^/]+\/)?[^/]+(?=\/)/.exec(file)?.[0] ?? []));
  const notices = await Promise.all(
    [...roots].map(async (root) => {
      const { name, version, license } = JSON.parse(await readFile(`${root}/package.json`, 'utf8'));
      const file = (await readdir(root)).find((each) => /^licen[cs]e/i.test(each));
      return `${name} ${version} (${license})\n\n${file ? await readFile(`${root}/${file}`, 'utf8') : ''}`.trimEnd();
    }),
  );
  return `${notices.sort().join(`\n\n${'-'.repeat(80)}\n\n`)}\n`;
}
