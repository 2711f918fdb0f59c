import type { Catalog, Component, Type } from '@assay/catalog';
import {
  type BlockSymbol,
  bridgeBetween,
  declareOf,
  findNamespace,
  fitsInto,
  isAllowed,
  type Module,
  nameSpan,
  typeWords,
} from '@assay/checker';
import { CompletionItemKind, type TextEdit } from 'vscode-languageserver';
import { rangeOf } from '../positions.ts';
import { type CompletionContext, capsuleOf, continues, type Proposal } from './context.ts';
import { SnippetWriter } from './snippets.ts';
import { freeLabel } from './statements.ts';

/** Something that can be referred to. */
interface Export {
  readonly symbol: BlockSymbol;
  /** As it is referred to. */
  readonly text: string;
  /** Absent where it is not known. */
  readonly type?: Type;
}

/** Exports of blocks that can be seen here: those that fit what is wanted, best first, and those that fit with a component in between. */
export function* referenceProposals(context: CompletionContext, wanted: Type | undefined): Generator<Proposal> {
  for (const each of exportsIn(context)) {
    if (!continues(context, each.text)) continue;
    const fit = fitOf(each.type, wanted);
    if (fit === undefined) {
      yield* throughBridge(context, each, wanted);
      continue;
    }
    yield {
      label: each.text,
      kind: CompletionItemKind.Reference,
      detail: each.type ? typeWords(each.type) : 'export',
      text: fit.wrap ? `[${each.text}]` : each.text,
      rank: fit.rank,
    };
  }
  yield* variables(context, wanted);
  if (context.cursor.chain.length <= 1) yield* created(context, wanted);
}

function* exportsIn({ module, site, own }: CompletionContext): Generator<Export> {
  const { catalog } = site.options;
  const names = new Map<Module, readonly string[]>();
  const exportedBy = (declared: Module): readonly string[] => {
    const known = names.get(declared) ?? exportNames(declared);
    names.set(declared, known);
    return known;
  };
  for (let scope: Module | undefined = module; scope; scope = scope.kind === 'foreach' ? scope.parent : undefined) {
    for (const symbol of scope.symbols) {
      if (symbol === own || symbol.duplicateOf || !symbol.block.label?.text) continue;
      if (symbol.kind === 'config' && symbol.block.fullName === 'argument') {
        yield { symbol, text: `${symbol.id}.value` };
        continue;
      }
      if (symbol.kind !== 'component') continue;
      const component = findNamespace(scope, symbol.block.name[0]?.text ?? '') ? undefined : catalog.component(symbol.block.fullName);
      if (component) for (const [name, type] of component.exports) yield { symbol, text: `${symbol.id}.${name}`, type };
      const declared = declareOf(symbol);
      for (const name of declared ? exportedBy(declared) : []) yield { symbol, text: `${symbol.id}.${name}` };
    }
  }
}

/** The names of what a declare exports. */
function exportNames({ symbols }: Module): string[] {
  return symbols.flatMap(({ block }) => (block.fullName === 'export' && block.label?.text ? [block.label.text] : []));
}

/** How well a type fits: 0 is what is wanted, more is what can be taken too; `undefined` where it cannot. */
function fitOf(found: Type | undefined, wanted: Type | undefined): { rank: number; wrap: boolean } | undefined {
  if (!found || !wanted) return { rank: 2, wrap: false };
  if (fitsInto(found, wanted)) return { rank: isSame(found, wanted) ? 0 : wanted.kind === 'any' ? 2 : 1, wrap: false };
  if (wanted.kind === 'list' && wanted.of.kind === 'capsule' && fitsInto(found, wanted.of)) return { rank: 0, wrap: true };
  // What is wanted is in it, behind an index.
  if ((found.kind === 'map' || found.kind === 'list') && found.of.kind !== 'capsule' && fitsInto(found.of, wanted))
    return { rank: 4, wrap: false };
  return undefined;
}

function isSame(found: Type, wanted: Type): boolean {
  return found.kind === wanted.kind && capsuleOf(found) === capsuleOf(wanted);
}

function* variables(context: CompletionContext, wanted: Type | undefined): Generator<Proposal> {
  // No variable holds a receiver.
  if (wanted?.kind === 'capsule' && wanted.name !== 'discovery.Target') return;
  for (let scope: Module | undefined = context.module; scope; scope = scope.parent) {
    for (const name of scope.variables) {
      if (name === 'argument' || !continues(context, name)) continue;
      yield {
        label: name,
        kind: CompletionItemKind.Variable,
        detail: scope.kind === 'foreach' ? 'the element of this foreach' : 'the path of this module',
        text: name,
        rank: scope.kind === 'foreach' ? 1 : 6,
      };
    }
  }
}

/** A component that takes what is wanted to be given on, and a new block of it. */
function* throughBridge(context: CompletionContext, { text, type }: Export, wanted: Type | undefined): Generator<Proposal> {
  // The bridge takes the place of what is wanted, and gives it on to what is there.
  const bridge = bridgeBetween(capsuleOf(type), capsuleOf(wanted));
  if (!bridge || !type) return;
  const label = freeLabel(context.module, bridge.component);
  const body = bridge.body.map((line) => `\t${line.replace('$', () => text)}`);
  const edit = newBlock(context, `${bridge.component} "${label}"`, body);
  if (!edit) return;
  const reference = `${bridge.component}.${label}.${bridge.takes}`;
  yield {
    label: text,
    labelDetails: { description: `through ${bridge.component}` },
    kind: CompletionItemKind.Interface,
    detail: `puts ${bridge.component} in between`,
    text: wanted?.kind === 'list' ? `[${reference}]` : reference,
    additionalTextEdits: [edit],
    rank: 3,
  };
}

/** Components that are made to get what this attribute gives, each with a new block. */
function* created(context: CompletionContext, wanted: Type | undefined): Generator<Proposal> {
  const { options } = context.site;
  const { catalog } = options;
  const capsule = capsuleOf(wanted);
  if (!capsule || capsule === 'discovery.Target') return;
  for (const name of catalog.componentNames) {
    const component = catalog.component(name) as Component;
    const [exported] = [...component.exports].find(([, type]) => type.kind === 'capsule' && type.name === capsule) ?? [];
    if (exported === undefined || component.deprecated || component.community || !isAllowed(component.stability, options.stability))
      continue;
    const label = freeLabel(context.module, name);
    const lines = new SnippetWriter(catalog, false).required(catalog.schema(component.arguments)).flatMap((line) => line.split('\n'));
    const edit = newBlock(
      context,
      `${name} "${label}"`,
      lines.map((line) => `\t${line}`),
    );
    if (!edit) continue;
    const reference = `${name}.${label}.${exported}`;
    yield {
      label: `new ${name}`,
      filterText: reference,
      kind: CompletionItemKind.Constructor,
      detail: `adds ${name} "${label}"`,
      text: wanted?.kind === 'list' ? `[${reference}]` : reference,
      additionalTextEdits: [edit],
      data: { kind: 'owner', name },
      // Where data ends comes before what gives it on, which needs something behind it again.
      rank: givesOn(component, capsule, catalog) ? 6 : 5,
    };
  }
}

/** Whether a component cannot do without something that takes what it is given. */
function givesOn({ arguments: schema }: Component, capsule: string, catalog: Catalog): boolean {
  return catalog
    .schema(schema)
    .fields.some((field) => field.required && (field.kind === 'attribute' ? capsuleOf(field.type) === capsule : field.name === 'output'));
}

/** A new block behind the one at the cursor, at the level of statements. */
function newBlock(context: CompletionContext, header: string, body: readonly string[]): TextEdit | undefined {
  const { own, site } = context;
  const { source } = site;
  if (!own || own.block.close === -1) return undefined;
  const lineStart = source.text.lastIndexOf('\n', nameSpan(own.block).start - 1) + 1;
  const indent = source.text.slice(lineStart, own.block.start);
  if (indent.trim() !== '') return undefined;
  const lines = body.length === 0 ? [`${header} { }`] : [`${header} {`, ...body, '}'];
  const at = { start: own.block.end, end: own.block.end };
  return { range: rangeOf(source, at), newText: `\n\n${lines.map((line) => indent + line).join('\n')}` };
}
