import type { Catalog, Component } from '@assay/catalog';
import type { CheckContext } from '../checks/context.ts';
import type { Profile } from '../configuration/profile.ts';
import type { Extras, Span } from '../diagnostics/collector.ts';
import type { Severity } from '../diagnostics/diagnostic.ts';
import type { Bodies, Body } from '../model/body.ts';
import type { Budget } from '../model/budget.ts';
import { resolve } from '../model/chains.ts';
import { type GraphNode, PipelineGraph } from '../model/graph.ts';
import { allModules, type BlockSymbol, findNamespace, type Program } from '../model/program.ts';
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
  /**
   * What the rule finds in a block depends on that block and on what it refers to, and on no other block. It may ask for components, config
   * blocks, bodies and symbols, and for nothing else. In an editor such a rule runs only for blocks that have changed.
   */
  readonly perBlock?: true;
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
  readonly perBlock: boolean;
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
  const { code, severity, message, wholeProgram, perBlock, options, check } = definition;
  return {
    code,
    severity,
    wholeProgram: wholeProgram === true,
    perBlock: perBlock === true,
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
  readonly budget: Budget;
  /** How the Alloy that loads this program is deployed: nothing is known where nobody said it. */
  readonly profile: Profile;
  readonly #context: CheckContext;
  readonly #ignored: ReadonlySet<BlockSymbol>;
  readonly #made: Bodies;
  readonly #components = new Map<string, readonly ComponentUse[]>();
  #symbols: readonly BlockSymbol[] | undefined;
  #allBodies: readonly Body[] | undefined;
  #graph: PipelineGraph | undefined;
  #unreferenced: readonly ComponentUse[] | undefined;
  #nodes: ReadonlyMap<BlockSymbol, GraphNode> | undefined;
  #bodies: ReadonlyMap<BlockSymbol, Body> | undefined;

  /** @param ignored symbols that a syntax error stands in: nothing is said of them */
  constructor(context: CheckContext, ignored: ReadonlySet<BlockSymbol>) {
    const { program, catalog, bodies, budget, profile = {} } = context;
    this.#context = context;
    this.program = program;
    this.catalog = catalog;
    this.budget = budget;
    this.profile = profile;
    this.#made = bodies;
    this.#ignored = ignored;
  }

  /** The same for a rule that is to look at one block alone. */
  only(symbol: BlockSymbol): RuleContext {
    const context = new RuleContext(this.#context, this.#ignored);
    context.#symbols = [symbol];
    return context;
  }

  /** The pipeline graph of the program. */
  get graph(): PipelineGraph {
    this.#graph ??= new PipelineGraph(this.program, this.catalog, this.budget);
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
        for (const traversal of symbol.facts.ownTraversals) {
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
    let known = this.#components.get(name);
    if (!known) {
      known = name === '' ? this.#allComponents() : this.components().filter(fitting(name));
      this.#components.set(name, known);
    }
    return known;
  }

  #allComponents(): readonly ComponentUse[] {
    const uses: ComponentUse[] = [];
    for (const symbol of this.symbols()) {
      if (symbol.kind !== 'component' || findNamespace(symbol.module, symbol.block.name[0]?.text ?? '')) continue;
      const component = this.catalog.component(symbol.block.fullName);
      if (component) uses.push({ symbol, component, body: this.#made.of(symbol, component.arguments) });
    }
    return uses;
  }

  /** The config blocks and services of this name (`logging`, `import.file`, `remotecfg`) in all modules. */
  configBlocks(name: string): readonly Body[] {
    const named = this.symbols().filter(({ kind, block }) => kind !== 'component' && block.fullName === name);
    const config = named.length > 0 ? this.catalog.configBlock(name) : undefined;
    return config && !config.statements ? named.map((symbol) => this.#made.of(symbol, config.arguments)) : [];
  }

  /** All blocks at the level of statements that can be read, of all modules, outer modules first. */
  symbols(): readonly BlockSymbol[] {
    this.#symbols ??= allModules(this.program.root).flatMap(({ symbols }) =>
      this.#ignored.size === 0 ? symbols : symbols.filter((symbol) => !this.#ignored.has(symbol)),
    );
    return this.#symbols;
  }

  /** All attributes and nested blocks of the program's components, with the view of the block that they stand in. */
  bodies(): readonly Body[] {
    this.#allBodies ??= this.components().flatMap(({ body }) => body.within);
    return this.#allBodies;
  }
}

function fitting(name: string): (use: ComponentUse) => boolean {
  return name.endsWith('.') ? ({ component }) => component.name.startsWith(name) : ({ component }) => component.name === name;
}

/** A body and all that are nested in it, outer ones first. */
export function within(body: Body): readonly Body[] {
  return body.within;
}
