/** What assay.json says of the files of a client. */
import { loadCatalog } from '@assay/catalog';
import type { CheckOptions, Level, Place, RuleSetting } from '@assay/checker';
import {
  alloyKey,
  CONFIGURATION_NAME,
  type Configuration,
  type ConfigurationProblem,
  ConfigurationStore,
  checkOptions,
  findConflicts,
  parentOf,
  pathIn,
} from '@assay/checker/configuration';
import { type Diagnostic, DiagnosticSeverity } from 'vscode-languageserver';
import { SOURCE } from '../service/diagnostics.ts';
import { rangeOf } from '../service/positions.ts';
import type { Placement, Project } from '../service/project.ts';
import { resourceKey, withoutSlash } from '../service/uris.ts';
import type { FileAccess } from './files.ts';

/** A URI in two: what comes before its path, and the path, decoded. */
interface Split {
  readonly base: string;
  readonly path: string;
}

/** @returns `undefined` for a URI without a path, such as that of a file that was never saved */
function split(uri: string): Split | undefined {
  const [, base, path] = /^([a-z][a-z0-9+.-]*:\/\/[^/]*)(\/.*)$/i.exec(resourceKey(uri)) ?? [];
  return base === undefined || path === undefined ? undefined : { base, path };
}

function join(base: string, path: string): string {
  return base + path.split('/').map(encodeURIComponent).join('/').replaceAll('%3A', ':');
}

/** Whether a file is an assay.json. */
export function isConfigurationFile(uri: string): boolean {
  return resourceKey(uri).endsWith(`/${CONFIGURATION_NAME}`);
}

/**
 * What holds for files: what the nearest assay.json above them says, and where it says nothing, what the client has set. So an editor says what
 * the command line says.
 */
export class Configurations {
  readonly #files: FileAccess;
  readonly #project: Project;
  /** Keys of the workspace folders. */
  #folders: ReadonlySet<string> = new Set();
  #levels: Readonly<Record<string, Level>> = {};
  /** By the base of URIs. */
  #stores = new Map<string, ConfigurationStore>();
  /** Those that were asked for, by URI; `undefined` before there was one without errors. */
  readonly #found = new Map<string, Configuration>();
  readonly #sound = new Map<string, Configuration>();
  #options = new Map<string, Promise<CheckOptions>>();
  #merged = new WeakMap<object, ReadonlyMap<string, RuleSetting>>();
  /** The texts of those that a client has open, by key. */
  readonly #texts = new Map<string, string>();

  constructor(project: Project, files: FileAccess) {
    this.#project = project;
    this.#files = files;
  }

  /** What the client has set; and everything is read anew. */
  reset(folders: readonly string[], levels: Readonly<Record<string, Level>>): void {
    this.#folders = new Set(folders.map((folder) => withoutSlash(resourceKey(folder))));
    this.#levels = levels;
    this.#stores = new Map();
    this.#found.clear();
    this.#options = new Map();
    this.#merged = new WeakMap();
  }

  /** The text that a client has of an assay.json; without one, that on the disk counts. */
  setText(uri: string, text: string | undefined): void {
    if (text === undefined) this.#texts.delete(resourceKey(uri));
    else this.#texts.set(resourceKey(uri), text);
  }

  /** Whether a configuration that is known was read from this file, or would be. */
  uses(uri: string): boolean {
    const file = split(uri);
    return (
      isConfigurationFile(uri) ||
      (file !== undefined && [...this.#found].some(([own, { sources }]) => own.startsWith(file.base) && sources.has(file.path)))
    );
  }

  /** With which files one is looked at, and how. */
  async placementOf(uri: string): Promise<Placement> {
    const { configuration, path, base } = await this.#configurationOf(uri);
    if (!configuration) return this.#project.defaultPlacement(uri);
    const settings = configuration.settingsOf(path);
    const { program, each, ignored } = settings;
    const own = base + configuration.path;
    const directory = base + (parentOf(path) ?? '/');
    const unit = program
      ? `${own} program ${configuration.programs.indexOf(program)}`
      : each?.value
        ? `${base}${path} alone`
        : `${directory} ${alloyKey(settings)}`;
    const findingsPath = this.#project.pathOf(uri);
    const said = await checkOptions(new Map([[findingsPath, settings]]));
    let options = this.#options.get(unit);
    if (!options) {
      const version = settings.alloyVersion?.value;
      const { catalog, stability, community, today } = this.#project.options;
      options = (version === undefined ? Promise.resolve(catalog) : loadCatalog(version)).then((loaded) => ({
        catalog: loaded,
        stability: settings.stability ? said.stability : stability,
        community: settings.communityComponents ? said.community : community,
        ...(today !== undefined && { today }),
        ...(said.profile && { profile: said.profile }),
      }));
      this.#options.set(unit, options);
    }
    const rules = this.#rules(said.settings?.get(findingsPath));
    const together = program !== undefined || each?.value === true;
    return { unit, options: await options, together, ...(rules && { rules }), ...(ignored && { ignored: true }) };
  }

  /** What the client has set, and over it what is written for a file. */
  #rules(written: ReadonlyMap<string, RuleSetting> = NONE): ReadonlyMap<string, RuleSetting> | undefined {
    const levels = Object.entries(this.#levels);
    if (levels.length === 0) return written.size > 0 ? written : undefined;
    let merged = this.#merged.get(written);
    if (!merged) {
      merged = new Map([
        ...levels.map(([code, level]) => [code, { level, ...written.get(code) }] as const),
        ...[...written].filter(([code]) => !(code in this.#levels)),
      ]);
      this.#merged.set(written, merged);
    }
    return merged;
  }

  /** The files of the program that assay.json lists a file in. */
  async companionsOf(uri: string): Promise<readonly string[]> {
    const { configuration, path, base } = await this.#configurationOf(uri);
    const program = configuration?.settingsOf(path).program;
    if (!configuration || !program) return [];
    const found = await this.#files.find(join(base, configuration.directory));
    return found.filter((each) => {
      const other = split(each);
      return other && configuration.settingsOf(other.path).program === program;
    });
  }

  /** The nearest configuration above a file; one with errors does not count, but what it was before they came. */
  async #configurationOf(uri: string): Promise<Split & { readonly configuration?: Configuration }> {
    const file = split(uri);
    if (!file) return { base: '', path: '' };
    const directory = parentOf(file.path) ?? '/';
    const found = await this.#store(file.base).of(directory);
    if (!found) return file;
    const own = file.base + found.path;
    this.#found.set(own, found);
    if (!found.problems.some(({ severity }) => severity === 'error')) this.#sound.set(own, found);
    const configuration = this.#sound.get(own);
    return configuration ? { ...file, configuration } : file;
  }

  #store(base: string): ConfigurationStore {
    let store = this.#stores.get(base);
    if (!store) {
      store = new ConfigurationStore({
        read: async (path) => {
          const uri = join(base, path);
          return this.#texts.get(resourceKey(uri)) ?? (await this.#files.read(uri));
        },
        isRoot: async (directory) => this.#folders.has(base + directory) || (await this.#isRepository(base, directory)),
        // A folder that is open may be a part of a repository.
        boundaryOf: async (directory) =>
          (await nearest(directory, (each) => this.#isRepository(base, each))) ??
          nearest(directory, async (each) => this.#folders.has(base + each)),
      });
      this.#stores.set(base, store);
    }
    return store;
  }

  #isRepository(base: string, directory: string): Promise<boolean> {
    return this.#files.exists(join(base, pathIn(directory, '.git')));
  }

  /** What is wrong with the configurations that are known, by the URIs of their files; those without mistakes are there too. */
  async problems(): Promise<ReadonlyMap<string, Diagnostic[]>> {
    const all = new Map<string, Diagnostic[]>();
    for (const [own, configuration] of this.#found) {
      const base = own.slice(0, own.length - configuration.path.length);
      const uriOf = ({ file }: Place): string => join(base, file);
      for (const file of configuration.sources.keys()) all.set(join(base, file), all.get(join(base, file)) ?? []);
      const paths = this.#project.uris.flatMap((uri) => {
        const file = split(uri);
        return file?.base === base && file.path.startsWith(`${configuration.directory}/`) ? [file.path] : [];
      });
      const conflicts = await findConflicts(configuration, this.#store(base), paths);
      for (const problem of [...configuration.problems, ...conflicts]) {
        const found = toDiagnostic(problem, configuration, uriOf);
        if (found) all.get(uriOf(problem))?.push(found);
      }
    }
    return all;
  }
}

/** The nearest directory from one upward that is what is wanted. */
async function nearest(directory: string, is: (directory: string) => Promise<boolean>): Promise<string | undefined> {
  for (let at: string | undefined = directory; at !== undefined; at = parentOf(at)) if (await is(at)) return at;
  return undefined;
}

const NONE: ReadonlyMap<string, RuleSetting> = new Map();

function toDiagnostic(problem: ConfigurationProblem, { sources }: Configuration, uriOf: (place: Place) => string): Diagnostic | undefined {
  const source = sources.get(problem.file);
  if (!source) return undefined;
  return {
    range: rangeOf(source, problem),
    severity: problem.severity === 'error' ? DiagnosticSeverity.Error : DiagnosticSeverity.Warning,
    source: SOURCE,
    message: [problem.message, ...problem.notes].join('\n'),
    relatedInformation: problem.related.flatMap((place) => {
      const other = sources.get(place.file);
      return other ? [{ location: { uri: uriOf(place), range: rangeOf(other, place) }, message: place.message }] : [];
    }),
  };
}
