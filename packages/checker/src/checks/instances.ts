import { type Attribute, walk } from '@assay/parser';
import { checkBuild } from '../build/index.ts';
import { DiagnosticCollector, related } from '../diagnostics/collector.ts';
import type { Body } from '../model/body.ts';
import { attributeOf, type Bindings, bindArguments, declareOf, evaluate, InstanceMemo } from '../model/evaluate.ts';
import { type BlockSymbol, findNamespace, type Module } from '../model/program.ts';
import type { Source } from '../project/source.ts';
import { type CheckContext, headerSpan } from './context.ts';
import { checkEvaluation } from './expressions.ts';
import { remember } from './remember.ts';

/** How many instances are inside of one another. */
const MAX_DEPTH = 16;

/** Where a value comes from that turns out not to fit: an instance, or the item of a foreach. */
interface Origin {
  readonly source: Source;
  readonly start: number;
  readonly end: number;
  readonly message: string;
}

/** What goes along into the instances that a block of the root makes. */
interface Work {
  readonly memo: InstanceMemo;
  readonly bindings: Bindings;
  readonly depth: number;
}

/**
 * The bodies of declares and templates, with the values that each instance and each item brings: what an argument is, only the block that
 * gives it knows. `alloy run` refuses what does not fit, at the place where the argument is used.
 */
export class InstanceChecker {
  readonly #context: CheckContext;
  readonly #reported = new Set<unknown>();
  readonly #names = new Map<Attribute, ReadonlySet<string>>();

  constructor(context: CheckContext) {
    this.#context = context;
  }

  /** Looks into what a block of the root makes instances of. */
  checkRoot(symbol: BlockSymbol): void {
    const { budget } = this.#context;
    const check = (): void => this.#check(symbol, { memo: new InstanceMemo(), bindings: new Map(), depth: 0 });
    // What has been reported is not looked at again, so that an answer counts for all only while nothing has been.
    if (this.#reported.size > 0) check();
    else remember(this.#context, symbol, 'instances', check);
    budget.note(symbol.source, headerSpan(symbol.block));
  }

  /** Looks into what a block makes instances of. */
  #check(symbol: BlockSymbol, work: Work): void {
    const { budget, catalog } = this.#context;
    const { memo, bindings, depth } = work;
    if (depth > MAX_DEPTH || budget.isSpent) return;
    const declared = declareOf(symbol);
    if (declared) {
      const origin = { source: symbol.source, ...headerSpan(symbol.block), message: 'for this instance' };
      const bound = bindArguments(symbol, declared, { budget, catalog, bindings, memo });
      this.#module(declared, { memo, bindings: bound, depth: depth + 1 }, origin);
    } else if (symbol.block.fullName === 'foreach' && symbol.inner) {
      const collection = attributeOf(symbol.block, 'collection');
      const [variable] = symbol.inner.variables;
      if (!collection || variable === undefined) return;
      const items = evaluate(collection.value, { module: symbol.module, catalog, budget, bindings, memo });
      if (items.type !== 'array') return;
      // Where nothing in the template reads the variable, it is the same for each item.
      const isRead = symbol.facts.chains.some(({ parts }) => parts[0]?.text === variable);
      for (const [index, item] of (isRead ? items.elements : items.elements.slice(0, 1)).entries()) {
        if (!budget.spend(1 + bindings.size)) return;
        const written = collection.value.kind === 'Array' ? collection.value.elements[index] : collection.value;
        const { start, end } = written ?? collection.value;
        const origin = { source: symbol.source, start, end, message: 'for this item' };
        const bound = memo.same(symbol.inner, new Map([...bindings, [variable, item]]), depth);
        this.#module(symbol.inner, { memo, bindings: bound, depth: depth + 1 }, origin);
      }
    }
  }

  #module(module: Module, work: Work, origin: Origin): void {
    const { bodies, budget, catalog } = this.#context;
    // Another instance that gives the same has been looked at.
    if (!work.memo.isNew(module, work.bindings)) return;
    for (const symbol of module.symbols) {
      if (!budget.spend(1)) return;
      if (symbol.kind === 'component' && !findNamespace(symbol.module, symbol.block.name[0]?.text ?? '')) {
        const component = catalog.component(symbol.block.fullName);
        if (component) this.#component(bodies.of(symbol, component.arguments), work, origin);
      } else if (symbol.kind === 'component' || symbol.block.fullName === 'foreach') {
        this.#check(symbol, work);
      }
    }
  }

  /** First whether what is given fits, and where it does, whether the component can be built with it. */
  #component(body: Body, work: Work, origin: Origin): void {
    const { budget, diagnostics } = this.#context;
    const before = diagnostics.all.length;
    this.#body(body, work, origin);
    if (diagnostics.all.length > before || !this.#readsBindings(body, work.bindings) || !budget.spend(body.within.length)) return;
    const refused = new DiagnosticCollector();
    checkBuild(refused, body.of(work));
    for (const found of refused.all) {
      const place = `${found.code} ${found.file} ${found.start}`;
      if (this.#reported.has(place)) continue;
      this.#reported.add(place);
      // A fix would mend this instance, and change all others.
      diagnostics.all.push({ ...found, related: [...found.related, related(origin.source, origin, origin.message)], fixes: [] });
    }
  }

  #readsBindings(body: Body, bindings: Bindings): boolean {
    return body.within.some(({ block }) => block.statements.some((each) => each.kind === 'Attribute' && this.#mentions(each, bindings)));
  }

  #body(body: Body, work: Work, origin: Origin): void {
    const { budget } = this.#context;
    const { source, module } = body;
    const { bindings, memo } = work;
    for (const statement of body.block.statements) {
      const field = statement.kind === 'Attribute' ? body.schema.byName.get(statement.name.text) : undefined;
      if (!budget.spend(1)) return;
      if (
        statement.kind !== 'Attribute' ||
        field?.kind !== 'attribute' ||
        this.#reported.has(statement) ||
        !this.#mentions(statement, bindings)
      )
        continue;
      const place = related(origin.source, origin, origin.message);
      const context = { ...this.#context, module };
      if (checkEvaluation(context, source, statement.value, field.type, statement.name.text, { bindings, memo, related: [place] }))
        this.#reported.add(statement);
    }
    for (const child of body.blocks()) this.#body(child, work, origin);
  }

  /** Whether an attribute uses an argument, or a variable that is bound. */
  #mentions(attribute: Attribute, bindings: Bindings): boolean {
    let names = this.#names.get(attribute);
    if (!names) {
      names = namesIn(attribute);
      this.#names.set(attribute, names);
    }
    for (const name of names) if (name === 'argument' || bindings.has(name)) return true;
    return false;
  }
}

function namesIn(attribute: Attribute): ReadonlySet<string> {
  const names = new Set<string>();
  walk(attribute, (node) => {
    if (node.kind === 'Identifier') names.add(node.text);
  });
  return names;
}
