import { type Deployment, type Fact, type Facts, isAlloyImage, readFlags, tagOf, type Word, wordsOf } from './facts.ts';
import type { View } from './yaml.ts';

/** The path that Alloy's image is started with. */
const IMAGE_PATH = '/etc/alloy/config.alloy';

/** The services of a compose file that run Alloy. */
export function composeServices(document: View, file: string): Deployment[] {
  const directory = file.slice(0, file.lastIndexOf('/') + 1);
  return document.get('services').entries.flatMap(([name, service]) => {
    const image = service.get('image');
    if (!isAlloyImage(image.text ?? '')) return [];
    const command = service.get('command');
    const words = command.text === undefined ? command.items.flatMap(word) : wordsOf(command.text, command.line);
    // The entry point of the image is `alloy`, so that a command begins with `run`, or is not given at all.
    const { facts, runs = IMAGE_PATH } = readFlags(words, file);
    const what = `service "${name}"`;
    const tag = tagOf(image.text ?? '');
    const replicas = service.get('deploy', 'replicas');
    const loads = [
      ...service.get('volumes').items.flatMap((volume) => mounted(volume, runs, directory, file)),
      ...service.get('configs').items.flatMap((each) => configured(document, each, runs, directory, file)),
    ];
    return [
      {
        name,
        what,
        file,
        line: service.line,
        facts: {
          kind: { value: 'host', because: what, file, line: service.line },
          ...(typeof replicas.value === 'number' && {
            replicas: { value: replicas.value, because: `replicas: ${replicas.value}`, file, line: replicas.line },
          }),
          ...(tag !== undefined && { alloyVersion: { value: tag, because: `image ${image.text}`, file, line: image.line } }),
          ...facts,
        } satisfies Facts,
        loads,
        runs,
        configMaps: [],
      },
    ];
  });
}

function word(view: View): Word[] {
  return view.text === undefined ? [] : [{ text: view.text, line: view.line }];
}

/** What a volume puts where Alloy is started with, as a path of the repository. */
function mounted(volume: View, runs: string, directory: string, file: string): Fact<string>[] {
  const [source, target] = volume.text === undefined ? [volume.get('source').text, volume.get('target').text] : volume.text.split(':');
  if (source === undefined || target === undefined || !source.startsWith('.')) return [];
  const at = withoutSlashes(target);
  if (runs !== at && !runs.startsWith(`${at}/`)) return [];
  return [{ value: directory + source + runs.slice(at.length), because: `volume ${source}:${target}`, file, line: volume.line }];
}

/** Without the slashes at its end. */
function withoutSlashes(path: string): string {
  let end = path.length;
  while (path[end - 1] === '/') end--;
  return path.slice(0, end);
}

/** The same for an entry of `configs`, which names one of the whole file. */
function configured(document: View, entry: View, runs: string, directory: string, file: string): Fact<string>[] {
  const name = entry.text ?? entry.get('source').text;
  const source = name === undefined ? undefined : document.get('configs', name, 'file').text;
  if (source === undefined || (entry.get('target').text ?? `/${name}`) !== runs) return [];
  return [{ value: directory + source, because: `config ${name}`, file, line: entry.line }];
}

/** A unit of systemd, or a file of environment variables of its kind, that starts Alloy. */
export function hostService(text: string, file: string): Deployment[] {
  const lines = text.split(/\r?\n/);
  const values: { readonly name: string; readonly line: number; readonly words: readonly Word[] }[] = [];
  for (let index = 0; index < lines.length; index++) {
    const line = index + 1;
    const [start = '', name] = /^\s*(?:export\s+)?(ExecStart|CUSTOM_ARGS|CONFIG_FILE)\s*=\s*/.exec(lines[index]!) ?? [];
    if (name === undefined) continue;
    const parts = [lines[index]!.slice(start.length)];
    // A line that ends in a backslash goes on: what follows is a part of it, whatever it looks like.
    while (lines[index]!.endsWith('\\') && index + 1 < lines.length) parts.push(lines[++index]!);
    values.push({ name, line, words: parts.flatMap((part, offset) => wordsOf(unquoted(part.replace(/\\$/, '')), line + offset)) });
  }
  const start = values.find(({ name }) => name === 'ExecStart');
  if (start && !start.words.some(({ text: each }) => /(?:^|\/)alloy$/.test(each))) return [];
  if (values.length === 0) return [];
  const flags = values.filter(({ name }) => name !== 'CONFIG_FILE').flatMap(({ words }) => words);
  const config = values.find(({ name }) => name === 'CONFIG_FILE')?.words[0]?.text;
  const { facts, runs = config } = readFlags(
    [{ text: 'run', line: 0 }, ...flags.filter(({ text: each }) => each !== 'run' && !/(?:^|\/)alloy$/.test(each))],
    file,
  );
  const what = start ? 'unit of systemd' : 'environment of the service';
  const { line } = values[0]!;
  return [
    {
      name: 'alloy',
      what,
      file,
      line,
      facts: { kind: { value: 'host', because: what, file, line }, ...facts },
      loads: [],
      ...(runs !== undefined && !runs.includes('$') && { runs }),
      configMaps: [],
    },
  ];
}

function unquoted(text: string): string {
  return /^(["'])(.*)\1\s*$/s.exec(text)?.[2] ?? text;
}

/** A Dockerfile that begins with Alloy's image. */
export function dockerfile(text: string, file: string): Deployment[] {
  const directory = file.slice(0, file.lastIndexOf('/') + 1);
  const lines = text.split(/\r?\n/);
  const from = lines.findLastIndex((line) => /^\s*FROM\s/i.test(line));
  const image = /^\s*FROM\s+(?:--\S+\s+)*(\S+)/i.exec(lines[from] ?? '')?.[1] ?? '';
  if (!isAlloyImage(image)) return [];
  const tag = tagOf(image);
  const loads: Fact<string>[] = [];
  let facts: Facts = {};
  for (const [index, line] of lines.entries()) {
    if (index <= from) continue;
    const [, sources] = /^\s*(?:COPY|ADD)\s+((?:\S+\s+)+)\S+\s*$/i.exec(line) ?? [];
    for (const source of sources?.trim().split(/\s+/) ?? []) {
      if (!source.startsWith('--')) loads.push({ value: directory + source, because: line.trim(), file, line: index + 1 });
    }
    if (/^\s*(?:CMD|ENTRYPOINT)\s/i.test(line)) facts = readFlags(wordsOf(line.replace(/[[\],]/g, ' '), index + 1), file).facts;
  }
  const what = `image made of ${image}`;
  const version = tag === undefined ? {} : { alloyVersion: { value: tag, because: `FROM ${image}`, file, line: from + 1 } };
  return [{ name: 'alloy', what, file, line: from + 1, facts: { ...version, ...facts }, loads, runs: IMAGE_PATH, configMaps: [] }];
}
