import { headerSpan } from '../../../checks/context.ts';
import { removing } from '../../../fixes/removal.ts';
import { allModules, type BlockSymbol, findNamespace } from '../../../model/program.ts';
import { isDefinition, isLibrary } from '../../fragments.ts';
import { defineRule } from '../../rule.ts';

/** A declare or an import of which there is no instance, in a program that is more than a library of declares. */
export const rule = defineRule<{ id: string; kind: string }>({
  code: 'module/unused-declare',
  severity: 'warning',
  message: ({ id, kind }) => `nothing uses this ${kind}: there is no block "${id}"`,
  wholeProgram: true,
  check(context, report) {
    const { root } = context.program;
    if (isLibrary(context.program)) return;
    const used = new Set<BlockSymbol>();
    for (const module of allModules(root)) {
      for (const { kind, block } of module.symbols) {
        const namespace = kind === 'component' ? findNamespace(module, block.name[0]?.text ?? '') : undefined;
        if (namespace) used.add(namespace.symbol);
      }
    }
    for (const symbol of context.symbols()) {
      const { block, source, kind } = symbol;
      const label = block.label?.text;
      if (!label || !isDefinition(symbol) || used.has(symbol)) continue;
      const id = kind === 'declare' ? label : `${label}.…`;
      report(
        source,
        headerSpan(block),
        { id, kind: kind === 'declare' ? 'declare' : 'import' },
        { fixes: [removing(source, block, `"${label}"`)] },
      );
    }
  },
});
