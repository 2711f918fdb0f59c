/** Something that was found in a repository. */
export interface Fact<T> {
  readonly value: T;
  /** What says so: `--cluster.enabled`, `DaemonSet`, `image grafana/alloy:v1.18.1`. */
  readonly because: string;
  readonly file: string;
  /** From 1. */
  readonly line: number;
}

/** What can be known of how Alloy is deployed; the keys are those of assay.json. */
export interface Facts {
  readonly kind?: Fact<'daemonset' | 'statefulset' | 'deployment' | 'host'>;
  readonly replicas?: Fact<number>;
  readonly clustering?: Fact<boolean>;
  readonly stability?: Fact<string>;
  readonly communityComponents?: Fact<boolean>;
  /** A tag of an image, or a version: not all are known to us. */
  readonly alloyVersion?: Fact<string>;
}

/** One way in which the repository deploys Alloy. Paths are relative to the root of what is looked at, with `/`. */
export interface Deployment {
  /** What to call its program. */
  readonly name: string;
  /** What it is: `DaemonSet "alloy"`, `service "alloy"`. */
  readonly what: string;
  readonly file: string;
  readonly line: number;
  readonly facts: Facts;
  /** Files and directories of the repository that it loads. */
  readonly loads: readonly Fact<string>[];
  /** The path that Alloy is started with, on the machine or in the container. */
  readonly runs?: string;
  /** The ConfigMaps that it takes files of. */
  readonly configMaps: readonly string[];
}

/** What one kind of file says. */
export interface Findings {
  readonly deployments: readonly Deployment[];
  /** The files that a ConfigMap is made of, by its name. */
  readonly configMaps: ReadonlyMap<string, readonly Fact<string>[]>;
  /** The files that hold configuration of Alloy inside of YAML. */
  readonly embedded: readonly string[];
  /** What was seen and could not be used: a sentence each, which begins with the file. */
  readonly notes: readonly string[];
}

/** A word of a command line, and its line in the file. */
export interface Word {
  readonly text: string;
  readonly line: number;
}

/** The words of a command line as a shell splits them, near enough: what is quoted stays together. */
export function wordsOf(text: string, line: number): Word[] {
  return [...text.matchAll(/(?:[^\s"']|"[^"]*"|'[^']*')+/g)].map(([word]) => ({ text: word.replace(/["']/g, ''), line }));
}

/** What the flags of `alloy run` say, and the path that it is started with. */
export function readFlags(words: readonly Word[], file: string): { readonly facts: Facts; readonly runs?: string } {
  const facts: { -readonly [Key in keyof Facts]: Facts[Key] } = {};
  let runs: string | undefined;
  const start = words.findIndex(({ text }) => text === 'run') + 1;
  for (let index = start; index < words.length; index++) {
    const { text, line } = words[index]!;
    const [flag = '', inline] = text.split(/=(.*)/s);
    const next = words[index + 1]?.text;
    const fact = <T>(value: T, because = text): Fact<T> => ({ value, because, file, line });
    if (flag === '--cluster.enabled') facts.clustering = fact(inline !== 'false');
    else if (flag === '--feature.community-components.enabled') facts.communityComponents = fact(inline !== 'false');
    else if (flag === '--stability.level') {
      const level = inline ?? next;
      if (level !== undefined) facts.stability = fact(level, `${flag}=${level}`);
      if (inline === undefined) index++;
    } else if (!text.startsWith('-')) {
      // The value of another flag stands behind it, if it has one and no `=`.
      const before = words[index - 1]?.text ?? '';
      const isValue = index > start && before.startsWith('--') && !before.includes('=') && !before.endsWith('.enabled');
      if (!isValue && (text.startsWith('/') || /\.(?:alloy|river)$/.test(text)) && start > 0) runs ??= text;
    }
  }
  return { facts, ...(runs !== undefined && { runs }) };
}

/** Whether an image is Alloy's, by the last part of its repository. */
export function isAlloyImage(image: string): boolean {
  return /(?:^|\/)alloy(?:[:@]|$)/.test(image);
}

/** The tag of an image. */
export function tagOf(image: string): string | undefined {
  return /:([\w.-]+)$/.exec(image.split('@', 1)[0]!)?.[1];
}
