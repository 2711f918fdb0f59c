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
    for (const module of allModules(context.program.root)) {
      if (module.kind !== 'declare' || !module.owner) continue;
      const read = module.owner.facts.keep('module/unused-argument', argumentsRead);
      if (read === 'any') continue;
      for (const { block, source, kind } of module.symbols) {
        const name = block.label?.text;
        if (kind !== 'config' || block.fullName !== 'argument' || !name || read.has(name)) continue;
        const given = instancesOf(module, context).flatMap((instance) => {
          const attribute = attributeOf(instance.block, name);
          return attribute ? [removal(instance.source, attribute)] : [];
        });
        const edits = [removal(source, block), ...given];
        const fix = { title: `take "${name}" out, here and where it is given`, safety: 'suggested' as const, edits };
        report(source, headerSpan(block), { name, declare: module.owner.block.label?.text ?? '' }, { fixes: [fix] });
      }
    }
  },
});

/** The instances of a declare in the program. */
function instancesOf(module: Module, context: RuleContext): BlockSymbol[] {
  return [...context.symbols()].filter((symbol) => declareOf(symbol) === module);
}

/** The names of the arguments that a body reads, in itself and in the templates in it; `any` where it passes all of them on. */
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
