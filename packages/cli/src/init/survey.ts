import { filesBelow, type InputProblem, isConfiguration, readSource } from '../files.ts';
import { count } from '../text.ts';
import type { Deployment, Fact, Findings } from './facts.ts';
import { composeServices, dockerfile, hostService } from './hosts.ts';
import { charts, generatedConfigMaps, workload } from './kubernetes.ts';
import { openYaml, type View, type YamlLibrary } from './yaml.ts';

/** What a repository holds that has to do with Alloy. Paths are relative to its root, with `/`. */
export interface Survey extends Findings {
  /** The configuration files. */
  readonly files: readonly string[];
}

/** A file above this size, in bytes, was written by no human. */
const LARGEST = 2 * 1024 * 1024;

/** Each is compared with the others, and with all files. */
const MOST_DEPLOYMENTS = 200;

/** Looks at all files below a directory that may say how Alloy is deployed. */
export async function survey(root: string): Promise<Survey> {
  const yaml = await import('yaml');
  const problems: InputProblem[] = [];
  const deployments: Deployment[] = [];
  const configMaps = new Map<string, readonly Fact<string>[]>();
  const embedded: string[] = [];
  const notes: string[] = [];
  const files: string[] = [];
  const prefix = root === '.' ? '' : root.endsWith('/') ? root : `${root}/`;
  for (const path of filesBelow(root, (each) => isConfiguration(each) || readerOf(each) !== undefined, problems)) {
    const name = normal(path.slice(prefix.length));
    if (isConfiguration(path)) {
      files.push(name);
      continue;
    }
    let text: string;
    try {
      const bytes = readSource(path);
      if (bytes.length > LARGEST) {
        if (Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).includes('alloy'))
          notes.push(`${name}: is larger than ${LARGEST / 1024 / 1024} MiB, and was not looked at`);
        continue;
      }
      text = new TextDecoder().decode(bytes);
    } catch (error) {
      notes.push((error as Error).message);
      continue;
    }
    if (!/alloy|kustomize/i.test(text) && !/kustomization\.ya?ml$/.test(path)) continue;
    const reader = readerOf(path)!;
    const found = reader === 'yaml' ? readYaml(yaml, text, name) : { ...EMPTY, deployments: reader(text, name) };
    for (const each of found.deployments) deployments.push(each);
    for (const each of found.embedded) embedded.push(each);
    for (const note of found.notes) notes.push(note);
    for (const [map, entries] of found.configMaps) configMaps.set(map, [...(configMaps.get(map) ?? []), ...entries]);
  }
  for (const { message } of problems) notes.push(message);
  const more = deployments.splice(MOST_DEPLOYMENTS).length;
  if (more > 0) notes.push(`${count(deployments.length + more, 'deployment')} of Alloy found: only the first ${MOST_DEPLOYMENTS} are used`);
  return { files, deployments, configMaps, embedded, notes };
}

const EMPTY: Findings = { deployments: [], configMaps: new Map(), embedded: [], notes: [] };

type Reader = 'yaml' | ((text: string, file: string) => Deployment[]);

function readerOf(path: string): Reader | undefined {
  if (/\.ya?ml$/.test(path)) return 'yaml';
  const name = path.slice(path.lastIndexOf('/') + 1);
  if (name.split('.').includes('Dockerfile')) return dockerfile;
  if (/^alloy.*\.(?:service|conf|env)$/.test(name) || /(?:^|\/)(?:default|sysconfig)\/alloy[\w.-]*$/.test(path)) return hostService;
  return undefined;
}

function readYaml(library: YamlLibrary, text: string, file: string): Findings {
  const yaml = openYaml(library, text);
  if (!yaml) {
    const template = text.includes('{{');
    const note = `${file}: ${template ? 'is a template, and was not looked at' : 'is no YAML that can be read'}`;
    return { ...EMPTY, notes: speaksOfAlloy(text) ? [note] : [] };
  }
  const deployments: Deployment[] = [];
  const configMaps = new Map<string, readonly Fact<string>[]>();
  for (const document of yaml.documents) {
    for (const [name, files] of generatedConfigMaps(document, file)) configMaps.set(name, files);
    for (const each of [...workload(document, file), ...composeServices(document, file), ...charts(document, file)]) deployments.push(each);
  }
  const holds = yaml.documents.some((document) => STATEMENT.test(embeddedText(document)));
  return { deployments, configMaps, embedded: holds ? [file] : [], notes: [] };
}

/** Whether a text has a key or an image of that name. */
function speaksOfAlloy(text: string): boolean {
  return text.split('\n').some((line) => {
    const image = line.indexOf('image:');
    return line.includes('alloy:') || (image >= 0 && line.includes('alloy', image));
  });
}

/** A comment or the first line of a block, at the beginning of a line. */
const STATEMENT = /^[ \t]*(?:\/\/|[\w.]+ (?:"\w+" )?\{)/m;

/** The texts of a ConfigMap, or of the chart's values, that are called as configuration of Alloy is. */
function embeddedText(document: View): string {
  const data = document.get('data').entries.flatMap(([name, value]) => (isConfiguration(name) ? (value.text ?? []) : []));
  return [...data, document.get('alloy', 'configMap', 'content').text ?? ''].join('\n');
}

/** Without `./`, and with `/` on every system. */
function normal(path: string): string {
  return path.replaceAll('\\', '/').replace(/^\.\//, '');
}
