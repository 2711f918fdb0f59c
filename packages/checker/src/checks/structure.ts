import type { Catalog, Component } from '@assay/catalog';
import { related, replaceFix } from '../diagnostics/collector.ts';
import type { Fix } from '../diagnostics/diagnostic.ts';
import { nearest } from '../diagnostics/nearest.ts';
import { takesBody } from '../fixes/fitting.ts';
import { referenceEdits } from '../fixes/references.ts';
import { isLost } from '../model/lost.ts';
import { type BlockSymbol, isInRoot, type Module } from '../model/program.ts';
import { type CheckContext, headerSpan, isAllowed, nameSpan, whereIs } from './context.ts';

/**
 * What a module may hold, where, how named and how often (LANGUAGE.md 6.1, 6.2 and 7.2 "Structural diagnostics").
 *
 * @param healthy those of its symbols that can be read
 */
export function checkStructure(context: CheckContext, module: Module, healthy: readonly BlockSymbol[]): void {
  if (module.kind !== 'root') attributesInModule(context, module);
  for (const symbol of healthy) {
    duplicate(context, symbol);
    switch (symbol.kind) {
      case 'config':
        configBlock(context, symbol);
        break;
      case 'service':
        notInModule(context, symbol);
        break;
      case 'declare':
      case 'component':
        missingLabel(context, symbol);
        break;
    }
  }
}

function attributesInModule({ diagnostics }: CheckContext, module: Module): void {
  const inside = module.kind === 'declare' ? 'declare' : 'template';
  for (const { source, name, ...span } of module.strayAttributes) {
    diagnostics.report('structure/attribute-in-module', source, span, { name, inside });
  }
}

/**
 * An attribute outside of all blocks. Alloy names the first one of each file and looks no further: most often a block was
 * closed too early, and what follows is not what was meant.
 *
 * @returns whether there is one
 */
export function checkTopLevel({ diagnostics, program }: CheckContext): boolean {
  let found = false;
  for (const file of program.files) {
    // A header that recovery could not read leaves its body at the top: the syntax error has said so already.
    if (file.parse.errors.length > 0) continue;
    const first = program.root.strayAttributes.find(({ source }) => source === file);
    if (!first) continue;
    diagnostics.report('structure/top-level-attribute', file, first, { name: first.name });
    found = true;
  }
  return found;
}

function duplicate({ diagnostics }: CheckContext, symbol: BlockSymbol): void {
  const original = symbol.duplicateOf;
  if (!original) return;
  const where = whereIs(original.source, original.block.start, symbol.source);
  diagnostics.report(
    'structure/duplicate-block',
    symbol.source,
    headerSpan(symbol.block),
    { id: symbol.id, where },
    { related: [related(original.source, headerSpan(original.block), 'the first one is here')] },
  );
}

function missingLabel({ catalog, diagnostics }: CheckContext, symbol: BlockSymbol): void {
  const { block, source } = symbol;
  if (block.label?.text || block.broken) return;
  diagnostics.report(
    'structure/missing-label',
    source,
    nameSpan(block),
    { name: block.fullName },
    { notes: [`write: ${block.fullName} "name" { … }`], url: catalog.documentation(block.fullName) },
  );
}

function configBlock(context: CheckContext, symbol: BlockSymbol): void {
  const { diagnostics, catalog, stability } = context;
  const { block, source, module } = symbol;
  const name = block.fullName;
  switch (name) {
    case 'logging':
    case 'tracing':
      notInModule(context, symbol);
      return;
    case 'argument':
    case 'export':
      if (isInRoot(module)) diagnostics.report('structure/only-in-module', source, headerSpan(block), { name });
      break;
    case 'foreach': {
      const level = catalog.configBlock('foreach')?.stability ?? 'experimental';
      if (!isAllowed(level, stability)) {
        const subject = 'the block "foreach"';
        diagnostics.report(
          'stability/component',
          source,
          nameSpan(block),
          { subject, stability: level, minimum: stability },
          flagNote(level),
        );
      }
      if (!symbol.inner && !block.broken) {
        diagnostics.report('block/missing-block', source, headerSpan(block), { block: 'foreach', name: 'template' });
      }
      break;
    }
  }
  missingLabel(context, symbol);
}

function flagNote(level: string): { notes: string[] } {
  return { notes: [`start Alloy with --stability.level=${level}, and Assay with --stability ${level}`] };
}

function notInModule({ diagnostics }: CheckContext, symbol: BlockSymbol): void {
  const { module } = symbol;
  if (module.kind === 'root') return;
  const inside = isInRoot(module) ? 'foreach template' : 'declare';
  diagnostics.report('structure/not-in-module', symbol.source, headerSpan(symbol.block), { name: symbol.id, inside });
}

/**
 * The built-in component that a symbol is an instance of, if this version has it and the options allow it; says why not
 * otherwise. Custom components are the caller's business (they come first).
 */
export function usableComponent(context: CheckContext, symbol: BlockSymbol): Component | undefined {
  const { catalog, diagnostics, stability, community } = context;
  const { block, source } = symbol;
  const name = block.fullName;
  const component = catalog.component(name);
  if (!component) {
    unknownComponent(context, symbol);
    return undefined;
  }
  if (component.community) {
    if (community) return component;
    const notes = ['start Alloy with --feature.community-components.enabled, and Assay with --community'];
    diagnostics.report('stability/community', source, nameSpan(block), { name }, { notes, url: catalog.documentation(name) });
    return undefined;
  }
  if (isAllowed(component.stability, stability)) return component;
  const extras = { ...flagNote(component.stability), url: catalog.documentation(name) };
  const params = { subject: `"${name}"`, stability: component.stability, minimum: stability };
  diagnostics.report('stability/component', source, nameSpan(block), params, extras);
  return undefined;
}

function unknownComponent(context: CheckContext, symbol: BlockSymbol): void {
  const { catalog, diagnostics } = context;
  const { block, source, module } = symbol;
  const name = block.fullName;
  if (block.name.some((part) => part.text === '')) return; // Recovery has said what is missing.
  const namespace = block.name[0]?.text ?? '';
  const prefix = `${namespace}.`;
  const isOwn = !catalog.componentNames.some((known) => known.startsWith(prefix));
  if (isOwn && isLost(context.program.files, namespace)) return;
  const history = catalog.history(name);
  const notes: string[] = [];
  const instead = history?.removedIn !== undefined && catalog.component(history.replacement ?? '') ? history.replacement : undefined;
  if (history?.removedIn) notes.push(`it was removed in Alloy ${history.removedIn}${instead ? `: use "${instead}"` : ''}`);
  else if (history?.since) notes.push(`it came with Alloy ${history.since}; this check is for ${catalog.displayVersion}`);
  const guess = history
    ? undefined
    : diagnostics.suggest(`component ${name}`, catalog.componentNames.length, () => nearestComponent(catalog, module, name));
  const nested =
    guess || history ? undefined : diagnostics.suggest(`owner ${name}`, catalog.componentNames.length, () => ownerOfBlock(catalog, name));
  if (nested) notes.push(`"${name}" is a block of "${nested}": is a brace closed too early?`);
  const other = guess ?? (ANOTHER_PROTOCOL.has(name) ? undefined : instead);
  const fixes =
    other !== undefined && fitsThere(context, symbol, other)
      ? [guess ? replaceFix(source, nameSpan(block), guess) : replaced(context, symbol, other)]
      : [];
  if (guess && fixes.length === 0) notes.push(`did you mean "${guess}"?`);
  diagnostics.report('structure/unknown-component', source, nameSpan(block), { name }, { notes, fixes });
}

/** Components whose replacement speaks another protocol: with the other name alone, it listens nowhere. */
const ANOTHER_PROTOCOL: ReadonlySet<string> = new Set(['otelcol.receiver.opencensus']);

/** Whether a block can be of another name as it is. */
function fitsThere({ catalog, community, stability }: CheckContext, { block, module }: BlockSymbol, name: string): boolean {
  const component = catalog.component(name);
  const arguments_ = component?.arguments ?? catalog.configBlock(name)?.arguments;
  const label = block.label?.text ?? '';
  if (component && !(component.community ? community : isAllowed(component.stability, stability))) return false;
  if (component && (label === '' || module.byId.has(`${name}.${label}`))) return false;
  return arguments_ === undefined || takesBody(catalog.schema(arguments_), block);
}

/** Another component in place of one that is gone, in its block and wherever it is referred to. */
function replaced({ program }: CheckContext, symbol: BlockSymbol, component: string): Fix {
  const { block, source } = symbol;
  const edits = [
    { file: source.path, ...nameSpan(block), text: component },
    ...referenceEdits(program, symbol, block.name.length, component),
  ];
  return { title: `use "${component}"`, safety: 'suggested', edits };
}

function nearestComponent(catalog: Catalog, module: Module, name: string): string | undefined {
  const candidates = [...catalog.componentNames, ...catalog.configBlockNames, ...visibleNamespaces(module)];
  return nearest(name, candidates) ?? sameEnding(name, catalog.componentNames);
}

/** A component whose name ends the same, for a forgotten or wrong namespace: `loki.scrape`, `unix`. */
function sameEnding(name: string, candidates: readonly string[]): string | undefined {
  const last = name.slice(name.lastIndexOf('.') + 1);
  const same = candidates.filter((candidate) => candidate.endsWith(`.${last}`));
  return same.length === 1 ? same[0] : undefined;
}

/** The one component that has a nested block of this name, where it is only one. */
function ownerOfBlock(catalog: Catalog, block: string): string | undefined {
  if (!block.includes('.')) return undefined; // Names such as `rule` and `endpoint` say nothing of their owner.
  const owners = catalog.componentNames.filter((owner) => {
    const component = catalog.component(owner);
    return component !== undefined && catalog.schema(component.arguments).byName.get(block)?.kind === 'block';
  });
  return owners.length === 1 ? owners[0] : undefined;
}

function visibleNamespaces(module: Module): string[] {
  const names: string[] = [];
  for (let scope: Module | undefined = module; scope; scope = scope.parent) for (const name of scope.namespaces.keys()) names.push(name);
  return names;
}
