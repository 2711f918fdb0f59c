/**
 * Makes what follows from the folders of rules: `src/rules/index.ts` (the list), `src/rules/pages.ts` (their pages, for `assay explain`),
 * `docs/rules/` (the pages of all codes) and the JSON schema of assay.json, which knows all codes and options. Run it after a rule has been added or a page changed: `npm run rules`.
 *
 * `--check` writes nothing and fails where something is out of date.
 */
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const rulesDirectory = join(root, 'src/rules');
const docsDirectory = join(root, '../../docs/rules');

function folders(directory: string): string[] {
  return readdirSync(directory, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name)
    .sort();
}

const codes = folders(rulesDirectory).flatMap((category) => folders(join(rulesDirectory, category)).map((name) => `${category}/${name}`));

const identifier = (code: string): string => code.replace(/[-/](.)/g, (_, letter: string) => letter.toUpperCase());

const list = `// Made by scripts/rules.ts of the folders beside it. Do not edit.
${codes.map((code) => `import { rule as ${identifier(code)} } from './${code}/rule.ts';`).join('\n')}
import type { Rule } from './rule.ts';

/** All rules, by code. */
export const rules: readonly Rule[] = [${codes.map((code) => `\n  ${identifier(code)},`).join('')}${codes.length > 0 ? '\n' : ''}];
`;

const pages = `// Made by scripts/rules.ts of the pages \`rule.md\`. Do not edit.
/** The page of each rule, in Markdown, by its code. */
export const rulePages: Readonly<Record<string, string>> = {
${codes.map((code) => `  '${code}': ${literal(readFileSync(join(rulesDirectory, code, 'rule.md'), 'utf8').trimEnd())},\n`).join('')}};
`;

/** A template literal, so that the pages can be read here too. */
function literal(text: string): string {
  return `\`${text.replaceAll('\\', '\\\\').replaceAll('`', '\\`').replaceAll('${', '\\${')}\``;
}

const check = process.argv.includes('--check');
const stale: string[] = [];

function put(path: string, text: string): void {
  if (existsSync(path) && readFileSync(path, 'utf8') === text) return;
  stale.push(path);
  if (check) return;
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
}

put(join(rulesDirectory, 'index.ts'), list);
put(join(rulesDirectory, 'pages.ts'), pages);

const { allCodes, explainCode } = await import('../src/diagnostics/pages.ts');
const documented = allCodes();
const known = new Set(['README.md', ...documented.map((code) => `${code}.md`)]);
for (const code of documented) {
  const page = explainCode(code);
  if (page)
    put(
      join(docsDirectory, `${code}.md`),
      `# ${page.title}\n\n\`${code}\` · ${facts(page.severity, page.authority)}\n\n${page.text.trim()}\n`,
    );
}
put(join(docsDirectory, 'README.md'), overview());
if (existsSync(docsDirectory)) {
  for (const category of folders(docsDirectory)) {
    for (const file of readdirSync(join(docsDirectory, category))) {
      if (known.has(`${category}/${file}`)) continue;
      stale.push(join(docsDirectory, category, file));
      if (!check) rmSync(join(docsDirectory, category, file));
    }
  }
}

const { configurationSchema } = await import('../src/configuration/json-schema.ts');
put(join(root, '../cli/schema/assay.schema.json'), `${JSON.stringify(configurationSchema(), undefined, 2)}\n`);

function facts(severity: string, authority: string): string {
  const who = { validate: 'what `alloy validate` reports', load: 'what `alloy run` refuses', lint: 'our own judgement' }[authority];
  return `${severity === 'off' ? 'off by default' : severity} · ${who}`;
}

function overview(): string {
  const rows = documented.flatMap((code) => {
    const page = explainCode(code);
    return page ? [`| [\`${code}\`](${code}.md) | ${page.severity} | ${page.authority} | ${page.title} |`] : [];
  });
  return `# What Assay finds

Made of the pages that \`assay explain CODE\` prints. *validate*: \`alloy validate\` reports it too; *load*: only \`alloy run\` refuses it; *lint*: Alloy
accepts it, and we think that it is a mistake. Severities can be changed: \`assay check --rule CODE=off|info|warning|error\`, or [assay.json](../configuration.md).

| code | severity | who says so | what it is |
| --- | --- | --- | --- |
${rows.join('\n')}
`;
}

if (stale.length > 0) {
  for (const path of stale) console.log(`${check ? 'out of date' : 'written'}: ${relative(join(root, '../..'), path)}`);
  if (check) {
    console.log('run: npm run rules');
    process.exit(1);
  }
}
