import type { Span } from '../../../diagnostics/collector.ts';
import type { Fix, Place, TextEdit } from '../../../diagnostics/diagnostic.ts';
import { resolve } from '../../../model/chains.ts';
import { type BlockSymbol, findNamespace } from '../../../model/program.ts';
import type { Source } from '../../../project/source.ts';
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
    let uses: Uses | undefined;
    for (const symbol of context.symbols()) {
      const { block, source, kind } = symbol;
      const label = block.label;
      if (!label?.text || (kind !== 'declare' && !block.fullName.startsWith('import.'))) continue;
      // What a library declares is read as a part of it: `redis.local`.
      if (library && kind === 'declare' && symbol.module.kind === 'root') continue;
      const hidden = context.catalog.componentNames.find((name) => name.startsWith(`${label.text}.`));
      if (hidden === undefined) continue;
      uses ??= usesIn(context);
      report(
        source,
        label,
        { label: label.text, kind: kind === 'declare' ? 'declare' : 'import', hidden },
        { notes: ['give it a label of its own, and use that one where it is used'], fixes: renaming(symbol, uses) },
      );
    }
  },
});

/** What is asked of the whole program for each definition that is renamed. */
interface Uses {
  /** First fragments and labels of all blocks. */
  readonly names: ReadonlySet<string>;
  /** The first fragments of instances, and those of references to instances, by what defines them. */
  readonly places: ReadonlyMap<BlockSymbol, readonly Place[]>;
}

function usesIn(context: RuleContext): Uses {
  const names = new Set<string>();
  const places = new Map<BlockSymbol, Place[]>();
  // By place: the template of a foreach is read with the foreach and once more by itself.
  const seen = new Set<string>();
  const add = (definition: BlockSymbol, { path: file }: Source, { start, end }: Span): void => {
    if (seen.has(`${file} ${start}`)) return;
    seen.add(`${file} ${start}`);
    const others = places.get(definition);
    if (others) others.push({ file, start, end });
    else places.set(definition, [{ file, start, end }]);
  };
  const definitionOf = ({ kind, module, block }: BlockSymbol): BlockSymbol | undefined =>
    kind === 'component' ? findNamespace(module, block.name[0]?.text ?? '')?.symbol : undefined;
  for (const symbol of context.symbols()) {
    const first = symbol.block.name[0];
    const definition = definitionOf(symbol);
    if (first) names.add(first.text);
    if (symbol.block.label?.text) names.add(symbol.block.label.text);
    if (first && definition) add(definition, symbol.source, first);
    for (const traversal of symbol.facts.ownTraversals) {
      const target = resolve(symbol.module, traversal);
      const used = target && definitionOf(target);
      const part = traversal.parts[0];
      if (used && part) add(used, symbol.source, part);
    }
  }
  return { names, places };
}

/** Another label, in the declare or import and wherever it is used. */
function renaming(definition: BlockSymbol, { names, places }: Uses): Fix[] {
  const { label } = definition.block;
  const name = `${label?.text}_module`;
  if (!label || names.has(name)) return [];
  const edits: TextEdit[] = [{ file: definition.source.path, start: label.start, end: label.end, text: `"${name}"` }];
  for (const place of places.get(definition) ?? []) edits.push({ ...place, text: name });
  // Who imports this file may know a declare by its label; an import is known in its own program only.
  const safety = definition.kind === 'declare' && definition.module.kind === 'root' ? 'suggested' : 'safe';
  return [{ title: `call it "${name}"`, safety, edits }];
}
