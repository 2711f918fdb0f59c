import { type Block, walk } from '@assay/parser';
import { headerSpan } from '../../../checks/context.ts';
import { removal } from '../../../fixes/removal.ts';
import { attributeOf, declareOf } from '../../../model/evaluate.ts';
import { allModules, type BlockSymbol, type Module } from '../../../model/program.ts';
import { defineRule, type RuleContext } from '../../rule.ts';

/** An `argument` of a declare that nothing in the declare reads. */
export const rule = defineRule<{ name: string; declare: string }>({
  code: 'module/unused-argument',
  severity: 'warning',
  message: ({ name, declare }) => `the argument "${name}" of "${declare}" is never read`,
  wholeProgram: true,
  check(context, report) {
    const declares = allModules(context.program.root).flatMap((module) => declareWith(module));
    const shared = sharedInterfaces(declares);
    let instances: ReadonlyMap<Module, readonly BlockSymbol[]> | undefined;
    for (const { module, owner, read, given } of declares) {
      if (read === 'any') continue;
      const names = [...given.keys()];
      const families = new Set(names.filter((name) => read.has(name)).flatMap(familyOf));
      const required = shared.get(interfaceOf(names));
      for (const [name, { block, source }] of given) {
        if (read.has(name) || required?.has(name) || familyOf(name).some((family) => families.has(family)) || isUnusedOnPurpose(block))
          continue;
        instances ??= instancesByDeclare(context);
        const written = (instances.get(module) ?? []).flatMap((instance) => {
          const attribute = attributeOf(instance.block, name);
          return attribute ? [removal(instance.source, attribute)] : [];
        });
        const edits = [removal(source, block), ...written];
        const fix = { title: `take "${name}" out, here and where it is given`, safety: 'suggested' as const, edits };
        report(source, headerSpan(block), { name, declare: owner.block.label?.text ?? '' }, { fixes: [fix] });
      }
    }
  },
});

interface Declare {
  readonly module: Module;
  readonly owner: BlockSymbol;
  /** The names that its body reads; `any` where it passes all of them on. */
  readonly read: ReadonlySet<string> | 'any';
  /** Its arguments by name, the first of each. */
  readonly given: ReadonlyMap<string, BlockSymbol>;
}

function declareWith(module: Module): Declare[] {
  const { owner } = module;
  if (module.kind !== 'declare' || !owner) return [];
  const given = new Map<string, BlockSymbol>();
  for (const symbol of module.symbols) {
    const name = symbol.block.label?.text;
    if (symbol.kind === 'config' && symbol.block.fullName === 'argument' && name && !given.has(name)) given.set(name, symbol);
  }
  return given.size > 0 ? [{ module, owner, given, read: owner.facts.keep('module/unused-argument', argumentsRead) }] : [];
}

/**
 * What several declares with the very same arguments read: they have them because whoever makes instances gives all of them the same. A
 * single argument is no interface, since it may have the same name by chance.
 */
function sharedInterfaces(declares: readonly Declare[]): ReadonlyMap<string, ReadonlySet<string>> {
  const shared = new Map<string, Set<string>>();
  for (const { read, given } of declares) {
    if (given.size < 2) continue;
    const key = interfaceOf([...given.keys()]);
    const names = shared.get(key) ?? new Set();
    shared.set(key, names);
    for (const name of read === 'any' ? given.keys() : read) names.add(name);
  }
  return shared;
}

function interfaceOf(names: readonly string[]): string {
  return [...names].sort().join(' ');
}

const SIGNAL = /^(?:metrics?|logs?|traces?|spans?|profiles?|events?)$/;

/**
 * What the names of arguments that differ in the signal only have in common: `metrics_destinations` and `logs_destinations`. Who requires one of
 * modules requires the others too, whatever signals a module has.
 */
function familyOf(name: string): string[] {
  const words = name.split('_');
  return words.some((word) => SIGNAL.test(word)) ? [words.map((word) => (SIGNAL.test(word) ? '*' : word)).join('_')] : [];
}

const UNUSED = /\b(?:unused|ignored|not used|no longer|deprecated|reserved|compatib\w+)\b/i;

/** Whether the name or the comment of an argument says that nothing reads it. */
function isUnusedOnPurpose(block: Block): boolean {
  const comment = attributeOf(block, 'comment')?.value;
  return block.label?.text.startsWith('_') === true || (comment?.kind === 'Literal' && UNUSED.test(comment.raw));
}

/** The instances of each declare in the program. */
function instancesByDeclare(context: RuleContext): ReadonlyMap<Module, readonly BlockSymbol[]> {
  const instances = new Map<Module, BlockSymbol[]>();
  for (const symbol of context.symbols()) {
    const module = declareOf(symbol);
    const others = module && instances.get(module);
    if (others) others.push(symbol);
    else if (module) instances.set(module, [symbol]);
  }
  return instances;
}

/** The names of the arguments that a body reads, in itself and in the templates in it. */
function argumentsRead({ statements }: Block): ReadonlySet<string> | 'any' {
  const read = new Set<string>();
  let whole = false;
  for (const statement of statements) {
    walk(statement, (node) => {
      if (node.kind === 'Access' && node.object.kind === 'Identifier' && node.object.text === 'argument') read.add(node.name.text);
      else if (node.kind === 'Index' && node.object.kind === 'Identifier' && node.object.text === 'argument') whole = true;
      else if (node.kind === 'Call') whole ||= node.args.some((argument) => argument.kind === 'Identifier' && argument.text === 'argument');
    });
  }
  return whole ? 'any' : read;
}
