import * as data from '../data/ottl.ts';

/** A parameter of a function of OTTL. `type` is the name of the Go type behind it (`StringGetter`, `PMapGetSetter`, `[]string`). */
export interface OttlParameter {
  readonly name: string;
  readonly type: string;
  readonly optional: boolean;
}

/** What statements and conditions of one context know, such as `transform/log`. */
export interface OttlContext {
  readonly functions: ReadonlyMap<string, readonly OttlParameter[]>;
  /** Paths with the name of their context in front; `[]` where a field takes keys. */
  readonly paths: ReadonlySet<string>;
  /** Paths without it, as a group of statements may write them that names its context. */
  readonly plainPaths: ReadonlySet<string>;
}

const contexts = new Map<string, OttlContext | undefined>();

/** The facts of a context of the transform or filter processor; `undefined` where there is no such context. */
export function ottlContext(name: string): OttlContext | undefined {
  if (!contexts.has(name)) contexts.set(name, read(name));
  return contexts.get(name);
}

function read(name: string): OttlContext | undefined {
  const paths = pathsOf(name);
  if (!paths) return undefined;
  const functions = new Map(data.functions.split('\n').map(signature));
  for (const line of data.extraFunctions.split('\n')) {
    const [where = '', what = ''] = line.split('\t');
    if (where.split(' ').includes(name)) functions.set(...signature(what));
  }
  // What a filter calls a span is what a transformation calls so.
  return { functions, paths, plainPaths: pathsOf(name.replace(/^\w+\//, 'transform, plain/')) ?? new Set() };
}

function pathsOf(name: string): Set<string> | undefined {
  const line = data.paths.split('\n').find((each) => each.startsWith(`${name}\t`));
  return line === undefined ? undefined : new Set(line.slice(name.length + 1).split(' '));
}

function signature(line: string): [string, readonly OttlParameter[]] {
  const [name = '', list = ''] = line.split(' ');
  const parameters = list === '' ? [] : list.split(',');
  return [
    name,
    parameters.map((each) => {
      const [parameter = '', type = ''] = each.split(':');
      return { name: parameter.replace('?', ''), type, optional: parameter.endsWith('?') };
    }),
  ];
}
