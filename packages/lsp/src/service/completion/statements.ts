import { findNamespace, isAllowed, type Module, type ModuleArgument, stabilityWords } from '@assay/checker';
import { TokenKind } from '@assay/parser';
import { CompletionItemKind, CompletionItemTag } from 'vscode-languageserver';
import { isTrivia, tokenIndexAt } from '../syntax.ts';
import { type CompletionContext, continues, type Proposal } from './context.ts';
import { SnippetWriter } from './snippets.ts';

/** Blocks at the level of statements: components, config blocks, and what the program defines itself. */
export function* statementProposals(context: CompletionContext): Generator<Proposal> {
  const follows = whatFollows(context);
  if (follows === 'value') return;
  const nameOnly = follows === 'body';
  yield* configBlocks(context, nameOnly);
  yield* customComponents(context, nameOnly);
  yield* components(context, nameOnly);
}

/** What already stands behind the name at the cursor: then only the name is put in. */
export function whatFollows({ site, cursor }: CompletionContext): 'body' | 'value' | 'nothing' {
  const { tokens, text } = site.source.parse;
  for (let index = tokenIndexAt(tokens, cursor.wordEnd); index < tokens.length; index++) {
    const token = tokens[index];
    if (!token || token.start < cursor.wordEnd) continue;
    if (isTrivia(token)) {
      if (text.slice(token.start, token.end).includes('\n')) return 'nothing';
      continue;
    }
    if (token.kind === TokenKind.Assign) return 'value';
    return token.kind === TokenKind.LeftBrace || token.kind === TokenKind.String ? 'body' : 'nothing';
  }
  return 'nothing';
}

function* components(context: CompletionContext, nameOnly: boolean): Generator<Proposal> {
  const { options } = context.site;
  const { catalog } = options;
  for (const name of catalog.componentNames) {
    if (!continues(context, name)) continue;
    const component = catalog.component(name);
    // What the program calls so itself hides it.
    if (!component || findNamespace(context.module, name.split('.')[0] ?? '')) continue;
    const allowed = component.community ? options.community : isAllowed(component.stability, options.stability);
    const stability = component.community ? 'community' : stabilityWords(component.stability);
    yield {
      label: name,
      kind: CompletionItemKind.Class,
      detail: allowed ? stability : `${stability} (not enabled)`,
      text: nameOnly ? name : header(context, name, true, (writer) => writer.body(catalog.schema(component.arguments))),
      snippet: !nameOnly && context.options.snippets === true,
      rank: component.deprecated ? 8 : allowed ? 3 : 7,
      data: { kind: 'owner', name },
      ...(component.deprecated && { tags: [CompletionItemTag.Deprecated] }),
    };
  }
}

function header(context: CompletionContext, name: string, labelled: boolean, body: (writer: SnippetWriter) => string): string {
  const writer = new SnippetWriter(context.site.options.catalog, context.options.snippets === true);
  const label = labelled ? ` "${writer.stop(freeLabel(context.module, name))}"` : '';
  return `${name}${label} ${body(writer)}`;
}

/** A label that no block of this name has yet. */
export function freeLabel(module: Module, name: string): string {
  let labels = freeLabels.get(module);
  if (!labels) {
    labels = new Map();
    freeLabels.set(module, labels);
  }
  let label = labels.get(name);
  if (label === undefined) {
    label = 'default';
    for (let number = 2; module.byId.has(`${name}.${label}`); number++) label = `default_${number}`;
    labels.set(name, label);
  }
  return label;
}

/** By the name of the block; many proposals ask for the same. */
const freeLabels = new WeakMap<Module, Map<string, string>>();

/** Config blocks that have a label. */
const LABELLED = /^(argument|export|declare|foreach|import\..*)$/;

function* configBlocks(context: CompletionContext, nameOnly: boolean): Generator<Proposal> {
  const { module, site } = context;
  const { catalog } = site.options;
  for (const name of catalog.configBlockNames) {
    if (!continues(context, name) || !standsIn(name, module)) continue;
    const labelled = LABELLED.test(name);
    // What has no label stands once.
    if (!labelled && module.byId.has(name)) continue;
    const block = catalog.configBlock(name);
    if (!block) continue;
    const body = (writer: SnippetWriter): string =>
      name === 'declare' ? writer.body(undefined) : writer.body(catalog.schema(block.arguments));
    yield {
      label: name,
      kind: CompletionItemKind.Module,
      detail: `block, ${stabilityWords(block.stability)}`,
      text: nameOnly ? name : header(context, name, labelled, body),
      snippet: !nameOnly && context.options.snippets === true,
      rank: module.kind === 'declare' && (name === 'argument' || name === 'export') ? 1 : 2,
      data: { kind: 'owner', name },
    };
  }
}

/** Where a config block may stand (LANGUAGE.md 6.1). */
function standsIn(name: string, module: Module): boolean {
  const isModuleBlock = name === 'argument' || name === 'export';
  switch (module.kind) {
    case 'root':
      return !isModuleBlock;
    case 'foreach':
      return name === 'foreach';
    default:
      return isModuleBlock || LABELLED.test(name);
  }
}

function* customComponents(context: CompletionContext, nameOnly: boolean): Generator<Proposal> {
  const seen = new Set<string>();
  for (let scope: Module | undefined = context.module; scope; scope = scope.parent) {
    for (const [name, custom] of scope.namespaces) {
      if (seen.has(name)) continue;
      seen.add(name);
      // A declare cannot make an instance of itself.
      if (custom.kind === 'declare') {
        if (!isInside(context.module, custom.symbol.inner)) yield* instance(context, name, custom.arguments, nameOnly);
      } else if (custom.imported) {
        for (const [inner, each] of custom.imported.module.namespaces) {
          if (each.kind === 'declare') yield* instance(context, `${name}.${inner}`, each.arguments, nameOnly);
        }
      } else if (continues(context, `${name}.`)) {
        yield { label: `${name}.`, kind: CompletionItemKind.Module, detail: custom.symbol.block.fullName, text: `${name}.`, rank: 1 };
      }
    }
  }
}

function isInside(module: Module, outer: Module | undefined): boolean {
  for (let scope: Module | undefined = module; scope; scope = scope.parent) if (scope === outer) return true;
  return false;
}

function* instance(context: CompletionContext, name: string, args: readonly ModuleArgument[], nameOnly: boolean): Generator<Proposal> {
  if (!continues(context, name)) return;
  yield {
    label: name,
    kind: CompletionItemKind.Class,
    detail: args.length === 0 ? 'declared here' : `declared here with ${args.map((each) => each.name).join(', ')}`,
    text: nameOnly ? name : header(context, name, true, (writer) => writer.instance(args)),
    snippet: !nameOnly && context.options.snippets === true,
    rank: 1,
  };
}
