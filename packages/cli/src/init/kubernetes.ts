import { type Deployment, type Fact, type Facts, isAlloyImage, readFlags, tagOf, type Word, wordsOf } from './facts.ts';
import type { View } from './yaml.ts';

const WORKLOADS: Readonly<Record<string, 'daemonset' | 'statefulset' | 'deployment'>> = {
  DaemonSet: 'daemonset',
  StatefulSet: 'statefulset',
  Deployment: 'deployment',
};

/** A workload of Kubernetes that runs Alloy. */
export function workload(document: View, file: string): Deployment[] {
  const written = document.get('kind').text ?? '';
  if (written === 'List') return document.get('items').items.flatMap((item) => workload(item, file));
  const kind = Object.hasOwn(WORKLOADS, written) ? WORKLOADS[written] : undefined;
  const pod = document.get('spec', 'template', 'spec');
  const container = pod.get('containers').items.find((each) => isAlloyImage(each.get('image').text ?? ''));
  if (!kind || !container) return [];
  const name = document.get('metadata', 'name').text ?? 'alloy';
  const what = `${written} "${name}"`;
  const image = container.get('image');
  const replicas = document.get('spec', 'replicas');
  const words = ['command', 'args'].flatMap((key) => container.get(key).items.flatMap(word));
  const flags = readFlags(words, file);
  const configMaps = pod.get('volumes').items.flatMap((volume) => volume.get('configMap', 'name').text ?? []);
  const line = document.line;
  return [
    {
      name,
      what,
      file,
      line,
      facts: {
        kind: { value: kind, because: what, file, line: document.get('kind').line },
        ...replicaFact(replicas, file),
        ...versionFact(image, file),
        ...flags.facts,
      },
      loads: [],
      ...(flags.runs !== undefined && { runs: flags.runs }),
      configMaps,
    },
  ];
}

function word(view: View): Word[] {
  return view.text === undefined ? [] : [{ text: view.text, line: view.line }];
}

/** The files that ConfigMaps are made of by kustomize, by name. Paths in it are relative to the file itself. */
export function generatedConfigMaps(document: View, file: string): [name: string, files: readonly Fact<string>[]][] {
  const directory = file.slice(0, file.lastIndexOf('/') + 1);
  return document.get('configMapGenerator').items.map((generator) => {
    const files = generator.get('files').items.flatMap((item) => {
      // `key=path`, or a path alone.
      const path = item.text?.split('=').at(-1);
      return path === undefined ? [] : [{ value: directory + path, because: 'configMapGenerator', file, line: item.line }];
    });
    return [generator.get('name').text ?? '', files];
  });
}

function replicaFact(replicas: View, file: string): Facts {
  const { value } = replicas;
  return typeof value === 'number' && Number.isInteger(value) && value > 0
    ? { replicas: { value, because: `replicas: ${value}`, file, line: replicas.line } }
    : {};
}

function versionFact(image: View, file: string): Facts {
  const text = image.text ?? '';
  const tag = tagOf(text);
  return tag === undefined ? {} : { alloyVersion: { value: tag, because: `image ${text}`, file, line: image.line } };
}

/** What deploys a chart: its values stand in it. */
const RELEASES = new Set(['HelmRelease', 'HelmChart', 'HelmChartConfig', 'Application', 'ApplicationSet', 'Alloy']);

/** How deep values are looked for: a release in a chart of charts. */
const DEEPEST = 7;

/** The Alloys that the values of a chart deploy: the chart of Alloy itself, alone or below another, and k8s-monitoring. */
export function charts(document: View, file: string): Deployment[] {
  const kind = document.get('kind').text;
  if (kind !== undefined && !RELEASES.has(kind)) return [];
  const name = document.get('metadata', 'name').text;
  if (kind === 'Alloy') return [alloyChart(document.get('spec'), name ?? 'alloy', `Alloy "${name}"`, file, {})];
  return within(document, name ?? nameOf(file), file, 0);
}

function within(values: View, name: string, file: string, depth: number): Deployment[] {
  if (depth > DEEPEST) return [];
  const found: Deployment[] = [];
  if (isAlloyChart(values)) found.push(alloyChart(values, name, `values of the chart of Alloy "${name}"`, file, { kind: 'daemonset' }));
  for (const [key, value] of values.entries) {
    if (value.text !== undefined && /^values(?:Content)?$/.test(key)) {
      for (const inner of value.inner) for (const each of within(inner, name, file, depth + 1)) found.push(each);
    }
    if (!value.isMap || (key === 'alloy' && isAlloyChart(values))) continue;
    const collector = /^alloy-(metrics|logs|singleton|receiver|profiles)$/.exec(key)?.[1];
    if (collector) {
      if (value.get('enabled').value === true)
        found.push(alloyChart(value, key, `${key} of k8s-monitoring`, file, COLLECTORS[collector] ?? {}));
    } else if (key === 'collectors') {
      for (const [each, settings] of value.entries) {
        if (settings.isMap) found.push(alloyChart(settings, each, `collector "${each}" of k8s-monitoring`, file, presetsOf(settings)));
      }
    } else {
      const inside = /^(?:values|valuesObject|spec|helm|source|chart)$/.test(key) ? name : key;
      for (const each of within(value, inside, file, depth + 1)) found.push(each);
    }
  }
  return found;
}

interface Defaults {
  readonly kind?: 'daemonset' | 'statefulset' | 'deployment';
  readonly clustering?: true;
  readonly replicas?: number;
}

/** What the collectors of k8s-monitoring are, unless their values say otherwise. */
const COLLECTORS: Readonly<Record<string, Defaults>> = {
  metrics: { kind: 'statefulset', clustering: true },
  logs: { kind: 'daemonset' },
  singleton: { kind: 'deployment', replicas: 1 },
  receiver: { kind: 'daemonset' },
  profiles: { kind: 'daemonset' },
};

/** The same since version 4, which names them freely and gives them presets. */
function presetsOf(collector: View): Defaults {
  const presets = new Set(collector.get('presets').items.map(({ text }) => text));
  if (presets.has('singleton')) return COLLECTORS.singleton!;
  const kind = (['daemonset', 'statefulset', 'deployment'] as const).find((each) => presets.has(each));
  return { ...(kind && { kind }), ...(presets.has('clustered') && { clustering: true }) };
}

/** Keys of the chart's own section: without one of them `alloy` may be anything. */
const OWN = [
  'configMap',
  'clustering',
  'stabilityLevel',
  'extraArgs',
  'extraEnv',
  'envFrom',
  'mounts',
  'listenPort',
  'extraPorts',
  'storagePath',
  'enableReporting',
];

function isAlloyChart(values: View): boolean {
  return OWN.some((key) => values.get('alloy').has(key));
}

function alloyChart(values: View, name: string, what: string, file: string, defaults: Defaults): Deployment {
  const { line } = values;
  const section = values.get('alloy');
  const fact = <T>(view: View, value: T, because: string): Fact<T> => ({ value, because, file, line: view.line });
  const type = values.get('controller', 'type');
  const kind = Object.values(WORKLOADS).find((each) => each === type.text);
  const clustering = section.get('clustering', 'enabled');
  const stability = section.get('stabilityLevel');
  const tag = values.get('image', 'tag');
  const words = section.get('extraArgs').items.flatMap(({ text, line }) => (text === undefined ? [] : wordsOf(text, line)));
  const configMap = section.get('configMap', 'name').text;
  const byDefault = `${what}, as the chart has it`;
  return {
    name,
    what,
    file,
    line,
    facts: {
      ...(defaults.kind && { kind: fact(values, defaults.kind, byDefault) }),
      ...(defaults.clustering && { clustering: fact(values, true, byDefault) }),
      ...(defaults.replicas && { replicas: fact(values, defaults.replicas, byDefault) }),
      ...(kind && { kind: fact(type, kind, `controller.type: ${kind}`) }),
      ...replicaFact(values.get('controller', 'replicas'), file),
      ...(typeof clustering.value === 'boolean' && {
        clustering: fact(clustering, clustering.value, `clustering.enabled: ${clustering.value}`),
      }),
      ...(stability.text !== undefined && { stability: fact(stability, stability.text, `stabilityLevel: ${stability.text}`) }),
      ...(tag.value !== undefined && tag.value !== null && { alloyVersion: fact(tag, String(tag.value), `image.tag: ${tag.value}`) }),
      ...readFlags(words, file).facts,
    },
    loads: [],
    configMaps: configMap === undefined ? [] : [configMap],
  };
}

/** What a values file is called after: its own name, or that of its directory where all are called the same. */
function nameOf(file: string): string {
  const parts = file.split('/');
  const own = (parts.at(-1) ?? '').replace(/\.ya?ml$/, '');
  return /^values$/.test(own) ? (parts.at(-2) ?? 'alloy') : own.replace(/^values[-.]|[-.]values$/g, '');
}
