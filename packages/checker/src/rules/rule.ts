import type { Catalog, Component } from '@assay/catalog';
import type { Profile } from '../configuration/profile.ts';
import type { Extras, Span } from '../diagnostics/collector.ts';
import type { Severity } from '../diagnostics/diagnostic.ts';
import { Body } from '../model/body.ts';
import { type GraphNode, PipelineGraph } from '../model/graph.ts';
import { allModules, type BlockSymbol, findNamespace, type Program } from '../model/program.ts';
import { ownStatements, resolve, traversals } from '../model/references.ts';
import type { Source } from '../project/source.ts';
import { isLibrary } from './fragments.ts';

/** How severe a rule is; `off` where it does not run. */
export type Level = Severity | 'off';

/** What the check of a rule reports: where, and what the rule's message needs to know. */
export type Report<P> = (source: Source, span: Span, params: P, extras?: Extras) => void;

/** What can be set of a rule in assay.json, beside its level. Each is named on the rule's page. */
export type RuleOption =
  | { readonly type: 'integer'; readonly minimum: number; readonly default: number; readonly description: string }
  | { readonly type: 'strings'; readonly default: readonly string[]; readonly description: string };

/** By name. */
export type RuleOptions = Readonly<Record<string, RuleOption>>;

/** What a rule is told of its options: a value for each, the default where none was given. */
export type OptionValues<O extends RuleOptions> = {
  readonly [Name in keyof O]: O[Name] extends { type: 'integer' } ? number : readonly string[];
};

/** A rule as it is written down in its folder. */
export interface RuleDefinition<P, O extends RuleOptions = Readonly<Record<never, never>>> {
  /** `category/kebab-name`, as the folder. */
  readonly code: string;
  /** By default: at most a warning, since Alloy accepts what a rule speaks of. */
  readonly severity: Exclude<Level, 'error'>;
  /** One sentence that stands alone. */
  readonly message: (params: P) => string;
  /**
   * Guard: the rule only looks at programs that could be read whole, without a syntax error or anything else that Alloy refuses. For rules
   * that follow references, because one that is broken says nothing of what was meant.
   */
  readonly wholeProgram?: true;
  readonly options?: O;
  /** @param options the values of the options, which may differ from file to file */
  readonly check: (context: RuleContext, report: Report<P>, options: (source: Source) => OptionValues<O>) => void;
}

/**
 * A judgement of ours on what Alloy accepts. Each has a folder of its own, `rules/<category>/<rule>/`, with `rule.ts`, the page `rule.md`
 * and `rule.test.ts`; `scripts/rules.ts` makes the list and the pages of them.
 */
export interface Rule {
  readonly code: string;
  readonly severity: Exclude<Level, 'error'>;
  readonly wholeProgram: boolean;
  readonly options: RuleOptions;
  /** Looks at a program, and calls `emit` for each finding. */
  readonly run: (
    context: RuleContext,
    emit: (source: Source, span: Span, message: string, extras?: Extras) => void,
    options: (source: Source) => Readonly<Record<string, unknown>>,
  ) => void;
}

/** Makes a rule of its definition. */
export function defineRule<P, O extends RuleOptions = Readonly<Record<never, never>>>(definition: RuleDefinition<P, O>): Rule {
  const { code, severity, message, wholeProgram, options, check } = definition;
  return {
    code,
    severity,
    wholeProgram: wholeProgram === true,
    options: options ?? {},
    run: (context, emit, values) =>
      check(
        context,
        (source, span, params, extras) => emit(source, span, message(params), extras),
        // The reader of assay.json lets nothing else through.
        values as (source: Source) => OptionValues<O>,
      ),
  };
}

/** The default of each option, by name. */
export function optionDefaults(options: RuleOptions): Readonly<Record<string, unknown>> {
  return Object.fromEntries(Object.entries(options).map(([name, option]) => [name, option.default]));
}

/** A built-in component of the program, with a typed view of its block. */
export interface ComponentUse {
  readonly symbol: BlockSymbol;
  readonly component: Component;
  readonly body: Body;
}

/** What rules look at. Everything is made once, when a rule first asks for it. */
export class RuleContext {
  readonly program: Program;
  readonly catalog: Catalog;
  /** How the Alloy that loads this program is deployed: nothing is known where nobody said it. */
  readonly profile: Profile;
  readonly #ignored: ReadonlySet<BlockSymbol>;
  #components: readonly ComponentUse[] | undefined;
  #graph: PipelineGraph | undefined;
  #unreferenced: readonly ComponentUse[] | undefined;
  #nodes: ReadonlyMap<BlockSymbol, GraphNode> | undefined;
  #bodies: ReadonlyMap<BlockSymbol, Body> | undefined;

  /** @param ignored symbols that a syntax error stands in: nothing is said of them */
  constructor(program: Program, catalog: Catalog, ignored: ReadonlySet<BlockSymbol>, profile: Profile = {}) {
    this.program = program;
    this.catalog = catalog;
    this.profile = profile;
    this.#ignored = ignored;
  }

  /** The pipeline graph of the program. */
  get graph(): PipelineGraph {
    this.#graph ??= new PipelineGraph(this.program, this.catalog);
    return this.#graph;
  }

  /** The node of a block in the pipeline graph; of a declare with several instances one of its nodes. */
  node(symbol: BlockSymbol): GraphNode | undefined {
    this.#nodes ??= new Map(this.graph.modules.flatMap(({ nodes }) => nodes.map((node) => [node.symbol, node])));
    return this.#nodes.get(symbol);
  }

  /** The view of a built-in component's block. */
  body(symbol: BlockSymbol): Body | undefined {
    this.#bodies ??= new Map(this.components().map(({ symbol, body }) => [symbol, body]));
    return this.#bodies.get(symbol);
  }

  /** The built-in components that no other block refers to, in whatever way, in all modules of which there is an instance. */
  unreferenced(): readonly ComponentUse[] {
    if (!this.#unreferenced) {
      const referenced = new Set<BlockSymbol>();
      for (const symbol of this.symbols()) {
        for (const traversal of traversals(ownStatements(symbol))) {
          const target = resolve(symbol.module, traversal);
          if (target && target !== symbol) referenced.add(target);
        }
      }
      // A declare without an instance is one finding, whatever stands in it.
      const live = isLibrary(this.program) ? undefined : new Set(this.graph.modules.map(({ module }) => module));
      this.#unreferenced = this.components().filter(({ symbol }) => !referenced.has(symbol) && live?.has(symbol.module) !== false);
    }
    return this.#unreferenced;
  }

  /** The built-in components of all modules, in order; with a name, those called so, and with one that ends in a dot, those that begin so. */
  components(name = ''): readonly ComponentUse[] {
    this.#components ??= [...this.symbols()].flatMap((symbol) => {
      if (symbol.kind !== 'component' || findNamespace(symbol.module, symbol.block.name[0]?.text ?? '')) return [];
      const component = this.catalog.component(symbol.block.fullName);
      return component ? [{ symbol, component, body: this.#body(symbol, component.arguments) }] : [];
    });
    if (name === '') return this.#components;
    const fits = name.endsWith('.') ? (each: string) => each.startsWith(name) : (each: string) => each === name;
    return this.#components.filter(({ component }) => fits(component.name));
  }

  /** The config blocks and services of this name (`logging`, `import.file`, `remotecfg`) in all modules. */
  configBlocks(name: string): readonly Body[] {
    return [...this.symbols()].flatMap((symbol) => {
      const config = symbol.block.fullName === name && symbol.kind !== 'component' ? this.catalog.configBlock(name) : undefined;
      return config && !config.statements ? [this.#body(symbol, config.arguments)] : [];
    });
  }

  /** All blocks at the level of statements that can be read, of all modules, outer modules first. */
  *symbols(): Generator<BlockSymbol> {
    for (const module of allModules(this.program.root)) {
      for (const symbol of module.symbols) if (!this.#ignored.has(symbol)) yield symbol;
    }
  }

  /** All attributes and nested blocks of the program's components, with the view of the block that they stand in. */
  *bodies(): Generator<Body> {
    for (const { body } of this.components()) yield* within(body);
  }

  #body(symbol: BlockSymbol, schema: string): Body {
    return new Body(symbol.block, schema, symbol.source, symbol.module, this.catalog);
  }
}

/** A body and all that are nested in it, outer ones first. */
export function* within(body: Body): Generator<Body> {
  yield body;
  for (const child of body.blocks()) yield* within(child);
}
