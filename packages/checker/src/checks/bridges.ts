import type { Catalog } from '@assay/catalog';
import type { Fix } from '../diagnostics/diagnostic.ts';
import type { Chain } from '../model/chains.ts';
import { ALL_IDS, lookAtAll } from '../model/lookups.ts';
import { type Module, symbolAround } from '../model/program.ts';
import type { Source } from '../project/source.ts';

/** A component that takes one kind of signal and gives it on as another. */
interface Bridge {
  readonly component: string;
  /** The export that takes what is given. */
  readonly takes: string;
  /** The lines of its body, with `$` for where it gives it on to. */
  readonly body: readonly string[];
}

/** From the capsule that is given to the one that is wanted (LANGUAGE.md 8). */
const BRIDGES: Readonly<Record<string, Bridge>> = {
  'otelcol.Consumer > prometheus.Appendable': {
    component: 'otelcol.receiver.prometheus',
    takes: 'receiver',
    body: ['output {', '\tmetrics = [$]', '}'],
  },
  'otelcol.Consumer > loki.LogsReceiver': {
    component: 'otelcol.receiver.loki',
    takes: 'receiver',
    body: ['output {', '\tlogs = [$]', '}'],
  },
  'prometheus.Appendable > otelcol.Consumer': { component: 'otelcol.exporter.prometheus', takes: 'input', body: ['forward_to = [$]'] },
  'loki.LogsReceiver > otelcol.Consumer': { component: 'otelcol.exporter.loki', takes: 'input', body: ['forward_to = [$]'] },
};

/** For each kind of receiver a component that most pipelines end in. */
const SINKS: Readonly<Record<string, string>> = {
  'prometheus.Appendable': 'prometheus.remote_write',
  'loki.LogsReceiver': 'loki.write',
  'otelcol.Consumer': 'otelcol.exporter.otlp',
  'pyroscope.Appendable': 'pyroscope.write',
};

/** What could be given instead, in a sentence: exports of the wanted kind that are in sight, or a component that has one. */
export function alternatives(module: Module, catalog: Catalog, wanted: string): string | undefined {
  lookAtAll(ALL_IDS);
  const [first, second, third] = fittingExports(module, catalog, wanted);
  if (first !== undefined) return second !== undefined && third === undefined ? `${first} or ${second} would fit` : `${first} would fit`;
  const sink = SINKS[wanted];
  return sink && `a component that takes what this one gives is "${sink}"`;
}

/** The first exports of a kind in a module, one more than are named. They are looked for once, however many references are wrong. */
function fittingExports(module: Module, catalog: Catalog, wanted: string): readonly string[] {
  const known = fitting.get(module) ?? new Map<string, readonly string[]>();
  fitting.set(module, known);
  let found = known.get(wanted);
  if (!found) {
    const exports: string[] = [];
    for (const { id, kind, block } of module.symbols) {
      const component = kind === 'component' ? catalog.component(block.fullName) : undefined;
      for (const [name, type] of component?.exports ?? []) {
        if (type.kind !== 'capsule' || type.name !== wanted) continue;
        exports.push(`"${id}.${name}"`);
        break;
      }
      if (exports.length > 2) break;
    }
    found = exports;
    known.set(wanted, found);
  }
  return found;
}

/** By module, which belongs to one catalog, and by the name of the capsule. */
const fitting = new WeakMap<Module, Map<string, readonly string[]>>();

/** What stands between a capsule that is there and one that is wanted, if a component does. */
export function bridgeBetween(found: string | undefined, wanted: string | undefined): Bridge | undefined {
  return BRIDGES[`${found} > ${wanted}`];
}

/** Writes the bridge behind the block in which the reference stands, and refers to it instead. */
export function bridgeFix({ component, takes, body }: Bridge, module: Module, source: Source, chain: Chain): Fix | undefined {
  lookAtAll(ALL_IDS);
  const owner = symbolAround(module, source, chain.start);
  if (!owner || chain.end > owner.block.end) return undefined;
  const wanted = owner.block.label?.text ?? 'default';
  let label = wanted;
  for (let number = 2; module.byId.has(`${component}.${label}`); number++) label = `${wanted}_${number}`;
  const lineStart = source.text.lastIndexOf('\n', owner.block.start - 1) + 1;
  const indent = source.text.slice(lineStart, owner.block.start);
  // A block that does not begin its line has no indentation to go by.
  if (indent.trim() !== '') return undefined;
  const reference = source.text.slice(chain.start, chain.end);
  const lines = [`${component} "${label}" {`, ...body.map((line) => `\t${line.replace('$', () => reference)}`), '}'];
  return {
    title: `put "${component}.${label}" in between`,
    safety: 'suggested',
    edits: [
      { file: source.path, start: chain.start, end: chain.end, text: `${component}.${label}.${takes}` },
      { file: source.path, start: owner.block.end, end: owner.block.end, text: `\n\n${lines.map((line) => indent + line).join('\n')}` },
    ],
  };
}
