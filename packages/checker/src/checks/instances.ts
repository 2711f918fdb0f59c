import { type Attribute, walk } from '@assay/parser';
import { related } from '../diagnostics/collector.ts';
import type { Body } from '../model/body.ts';
import { attributeOf, type Bindings, bindArguments, declareOf, evaluate } from '../model/evaluate.ts';
import { type BlockSymbol, findNamespace, type Module } from '../model/program.ts';
import type { Source } from '../project/source.ts';
import type { StaticValue } from '../values/static.ts';
import { type CheckContext, headerSpan } from './context.ts';
import { checkEvaluation } from './expressions.ts';
import { remember } from './remember.ts';

/** How many attributes are evaluated for instances, in one program: declares in declares, and long collections, multiply. */
const MAX_EVALUATIONS = 20_000;
/** How many instances are inside of one another. */
const MAX_DEPTH = 16;

/** Where a value comes from that turns out not to fit: an instance, or the item of a foreach. */
interface Origin {
  readonly source: Source;
  readonly start: number;
  readonly end: number;
  readonly message: string;
}

/**
 * The bodies of declares and templates, with the values that each instance and each item brings: what an argument is, only the block that
 * gives it knows. `alloy run` refuses what does not fit, at the place where the argument is used.
 */
export class InstanceChecker {
  readonly #context: CheckContext;
  readonly #reported = new Set<unknown>();
  #evaluations = 0;

  constructor(context: CheckContext) {
    this.#context = context;
  }

  /** Looks into what a block of the root makes instances of. */
  checkRoot(symbol: BlockSymbol): void {
    // What has been reported is not looked at again, so that an answer counts for all only while nothing has been.
    if (this.#reported.size > 0) {
      this.check(symbol);
      return;
    }
    const before = this.#evaluations;
    const made = remember(this.#context, symbol, 'instances', () => {
      this.check(symbol);
      return this.#evaluations - before;
    });
    this.#evaluations = before + made;
    // What was not looked at to the end may have another end the next time.
    if (this.#evaluations > MAX_EVALUATIONS) symbol.facts.found.delete('instances');
  }

  /** Looks into what a block makes instances of. */
  check(symbol: BlockSymbol, bindings: Bindings = new Map(), depth = 0): void {
    const { catalog } = this.#context;
    if (depth > MAX_DEPTH) return;
    const declared = declareOf(symbol);
    if (declared) {
      const origin = { source: symbol.source, ...headerSpan(symbol.block), message: 'for this instance' };
      this.#module(declared, bindArguments(symbol, declared, { catalog, bindings }), origin, depth + 1);
    } else if (symbol.block.fullName === 'foreach' && symbol.inner) {
      const collection = attributeOf(symbol.block, 'collection');
      const [variable] = symbol.inner.variables;
      if (!collection || variable === undefined) return;
      const items = evaluate(collection.value, { module: symbol.module, catalog, bindings });
      if (items.type !== 'array') return;
      items.elements.forEach((item: StaticValue, index) => {
        const written = collection.value.kind === 'Array' ? collection.value.elements[index] : collection.value;
        const { start, end } = written ?? collection.value;
        const origin = { source: symbol.source, start, end, message: 'for this item' };
        this.#module(symbol.inner as Module, new Map([...bindings, [variable, item]]), origin, depth + 1);
      });
    }
  }

  #module(module: Module, bindings: Bindings, origin: Origin, depth: number): void {
    const { bodies, catalog } = this.#context;
    for (const symbol of module.symbols) {
      if (symbol.kind === 'component' && !findNamespace(symbol.module, symbol.block.name[0]?.text ?? '')) {
        const component = catalog.component(symbol.block.fullName);
        if (component) this.#body(bodies.of(symbol, component.arguments), bindings, origin);
      } else if (symbol.kind === 'component' || symbol.block.fullName === 'foreach') {
        this.check(symbol, bindings, depth);
      }
    }
  }

  #body(body: Body, bindings: Bindings, origin: Origin): void {
    const { source, module } = body;
    for (const statement of body.block.statements) {
      const field = statement.kind === 'Attribute' ? body.schema.byName.get(statement.name.text) : undefined;
      if (statement.kind !== 'Attribute' || field?.kind !== 'attribute' || this.#reported.has(statement) || !mentions(statement, bindings))
        continue;
      if (this.#evaluations++ > MAX_EVALUATIONS) return;
      const place = related(origin.source, origin, origin.message);
      const context = { ...this.#context, module };
      if (checkEvaluation(context, source, statement.value, field.type, statement.name.text, { bindings, related: [place] }))
        this.#reported.add(statement);
    }
    for (const child of body.blocks()) this.#body(child, bindings, origin);
  }
}

/** Whether an attribute uses an argument, or a variable that is bound. */
function mentions(attribute: Attribute, bindings: Bindings): boolean {
  let found = false;
  walk(attribute, (node) => {
    if (node.kind === 'Identifier' && (node.text === 'argument' || bindings.has(node.text))) found = true;
  });
  return found;
}
