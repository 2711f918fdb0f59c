import type { Fix, TextEdit } from '../../../diagnostics/diagnostic.ts';
import { referenceEdits } from '../../../fixes/references.ts';
import { type BlockSymbol, findNamespace } from '../../../model/program.ts';
import { isLibrary } from '../../fragments.ts';
import { defineRule, type RuleContext } from '../../rule.ts';

/** A declare or an import whose label is the first part of built-in components' names, which it hides (LANGUAGE.md 6.3). */
export const rule = defineRule<{ label: string; kind: string; hidden: string }>({
  code: 'module/shadowed-namespace',
  severity: 'warning',
  message: ({ label, kind, hidden }) =>
    `this ${kind} hides every built-in component whose name begins with "${label}", such as "${hidden}"`,
  check(context, report) {
    const library = isLibrary(context.program);
    for (const symbol of context.symbols()) {
      const { block, source, kind } = symbol;
      const label = block.label;
      if (!label?.text || (kind !== 'declare' && !block.fullName.startsWith('import.'))) continue;
      // What a library declares is read as a part of it: `redis.local`.
      if (library && kind === 'declare' && symbol.module.kind === 'root') continue;
      const hidden = context.catalog.componentNames.find((name) => name.startsWith(`${label.text}.`));
      if (hidden === undefined) continue;
      report(
        source,
        label,
        { label: label.text, kind: kind === 'declare' ? 'declare' : 'import', hidden },
        { notes: ['give it a label of its own, and use that one where it is used'], fixes: renaming(symbol, context) },
      );
    }
  },
});

/** Another label, in the declare or import and wherever it is used. */
function renaming(definition: BlockSymbol, context: RuleContext): Fix[] {
  const { label } = definition.block;
  const name = `${label?.text}_module`;
  const symbols = [...context.symbols()];
  if (!label || symbols.some(({ block }) => block.name[0]?.text === name || block.label?.text === name)) return [];
  const isInstance = ({ kind, module, block }: BlockSymbol): boolean =>
    kind === 'component' && findNamespace(module, block.name[0]?.text ?? '')?.symbol === definition;
  const edits: TextEdit[] = [{ file: definition.source.path, start: label.start, end: label.end, text: `"${name}"` }];
  for (const symbol of symbols) {
    const file = symbol.source.path;
    const first = isInstance(symbol) ? symbol.block.name[0] : undefined;
    if (first) edits.push({ file, start: first.start, end: first.end, text: name });
  }
  edits.push(...referenceEdits(context.program, isInstance, 1, name));
  // Who imports this file may know a declare by its label; an import is known in its own program only.
  const safety = definition.kind === 'declare' && definition.module.kind === 'root' ? 'suggested' : 'safe';
  return [{ title: `call it "${name}"`, safety, edits }];
}
