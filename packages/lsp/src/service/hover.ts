import type { Component, Type } from '@assay/catalog';
import { attributeOf, type BlockSymbol, declareOf, findNamespace, headerSpan } from '@assay/checker';
import { type Block, type Node, unquote } from '@assay/parser';
import type { Hover, Position } from 'vscode-languageserver';
import { bodyInside, ownerOf } from './bodies.ts';
import { cursorAt } from './cursor.ts';
import { attributeType, expectedType, functionNamed } from './expected.ts';
import { exportRows, exportsMarkdown, fieldMarkdown, functionMarkdown, ownerMarkdown } from './markdown.ts';
import { code, fence, joinMarkdown, link, type Markdown, markdown, markup, ours, paragraphs, plain } from './markdown-syntax.ts';
import { moduleAt, nameAt, referredBlock } from './names.ts';
import { locationOf, offsetAt, rangeOf } from './positions.ts';
import type { Site } from './project.ts';
import { nodesAt } from './syntax.ts';
import { textMeaning } from './text-meaning.ts';

interface Found {
  readonly markdown: Markdown;
  readonly start: number;
  readonly end: number;
}

/** What there is to know of the thing at a position. */
export function hover(site: Site, position: Position): Hover | null {
  const offset = offsetAt(site.source, position);
  const nodes = nodesAt(site.source, offset);
  const found =
    chainHover(site, nodes, offset) ??
    headerHover(site, nodes, offset) ??
    attributeHover(site, nodes, offset) ??
    textHover(site, nodes, offset);
  return found ? { contents: markup(found.markdown), range: rangeOf(site.source, found) } : null;
}

/** A chain of names in a value: what it refers to, or the function that it is. */
function chainHover(site: Site, nodes: readonly Node[], offset: number): Found | undefined {
  const index = nodes.findIndex(({ kind }) => kind === 'Access' || kind === 'Identifier');
  const chain = nodes[index];
  if (!chain || (chain.kind !== 'Access' && chain.kind !== 'Identifier')) return undefined;
  const { checked, options, source } = site;
  const parts = chainParts(chain);
  if (!parts) return undefined;
  const module = moduleAt(checked, source, offset);
  const referred = referredBlock(parts, module);
  const span = { start: chain.start, end: chain.end };
  if (referred) {
    const exported = parts[referred.length];
    const type = exported && componentOf(site, referred.symbol)?.exports.get(exported.text);
    return { ...span, markdown: referenceMarkdown(site, referred.symbol, exported?.text, type) };
  }
  for (const name of [parts.map(({ text }) => text).join('.'), parts[0]?.text ?? '']) {
    const definition = functionNamed(name, options.catalog);
    if (definition) return { ...span, markdown: functionMarkdown(name, definition, options.catalog) };
  }
  const constants = options.catalog.stdlib.identifiers.get(parts[0]?.text ?? '');
  if (constants?.kind === 'constants' && parts[1])
    return { ...span, markdown: markdown`${code(parts.map(({ text }) => text).join('.'))}: string, of the machine that Alloy runs on` };
  const use = nameAt(checked, source, offset);
  if (use?.target.kind === 'variable')
    return { ...span, markdown: markdown`${code(parts[0]?.text ?? '')}: the element that ${code(use.target.symbol.id)} is at` };
  return undefined;
}

function chainParts(node: Node): { readonly text: string; readonly start: number; readonly end: number }[] | undefined {
  if (node.kind === 'Identifier') return [node];
  if (node.kind !== 'Access') return undefined;
  const before = chainParts(node.object);
  return before && [...before, node.name];
}

function componentOf({ options }: Site, { block, module, kind }: BlockSymbol): Component | undefined {
  if (kind !== 'component' || findNamespace(module, block.name[0]?.text ?? '')) return undefined;
  return options.catalog.component(block.fullName);
}

function referenceMarkdown(site: Site, symbol: BlockSymbol, exported: string | undefined, type: Type | undefined): Markdown {
  const { catalog } = site.options;
  return paragraphs([
    fence(headerText(symbol)),
    symbol.block.fullName === 'argument' ? argumentMarkdown(symbol) : ours(catalog.summary(symbol.block.fullName) ?? ''),
    exportMarkdown(site, symbol, exported, type),
    flowMarkdown(site, symbol),
    definedIn(site, symbol),
  ]);
}

/** The export that is read; all of them where none is. */
function exportMarkdown(site: Site, symbol: BlockSymbol, exported: string | undefined, type: Type | undefined): Markdown | undefined {
  const { catalog } = site.options;
  const [row] = exported !== undefined && type ? exportRows(new Map([[exported, type]]), catalog) : [];
  if (row !== undefined) return markdown`Exports ${row}`;
  const component = componentOf(site, symbol);
  return (component && exportsMarkdown(component.exports, catalog)) ?? customExports(symbol);
}

function definedIn(site: Site, { source, block }: BlockSymbol): Markdown {
  const { uri, range } = locationOf(site.project, source, headerSpan(block));
  const line = range.start.line + 1;
  return markdown`Defined in ${link(`${source.path}:${line}`, `${uri}#L${line}`)}`;
}

function headerText({ block, source }: BlockSymbol): string {
  const { start, end } = headerSpan(block);
  return source.text.slice(start, end);
}

/** What an argument of a module says of itself. */
function argumentMarkdown({ block }: BlockSymbol): Markdown {
  const texts = ['comment', 'default'].flatMap((name) => {
    const value = attributeOf(block, name)?.value;
    if (value?.kind !== 'Literal') return [];
    return [name === 'comment' ? plain(unquote(value.raw)) : markdown`default ${code(value.raw)}`];
  });
  const optional = attributeOf(block, 'optional')?.value;
  const isOptional = optional?.kind === 'Literal' && optional.raw === 'true';
  return joinMarkdown([...texts, isOptional ? markdown`optional` : markdown`**required**`], ' · ');
}

function customExports(symbol: BlockSymbol): Markdown | undefined {
  const names = namesOf(symbol, 'export');
  return names.length > 0 ? markdown`Exports ${joinMarkdown(names, ', ')}` : undefined;
}

/** The labels of the arguments or exports of what an instance is of. */
function namesOf(symbol: BlockSymbol, kind: 'argument' | 'export'): readonly Markdown[] {
  const blocks = (declareOf(symbol)?.symbols ?? []).filter(({ block }) => block.fullName === kind);
  return blocks.map(({ block }) => code(block.label?.text ?? ''));
}

/** What feeds a component, and what it feeds. */
function flowMarkdown({ checked }: Site, symbol: BlockSymbol): Markdown | undefined {
  for (const module of checked.graph.modules) {
    const node = module.nodes.find((each) => each.symbol === symbol);
    if (!node) continue;
    const names = (ids: readonly string[]): Markdown => joinMarkdown([...new Set(ids)].map(code), ', ');
    const fedBy = names(checked.graph.incoming(node).map(({ from }) => from.id));
    const feeds = names(checked.graph.outgoing(node).map(({ to }) => to.id));
    return joinMarkdown([fedBy && markdown`Fed by ${fedBy}`, feeds && markdown`Feeds ${feeds}`], '  \n');
  }
  return undefined;
}

/** The name or the label of a block. */
function headerHover(site: Site, nodes: readonly Node[], offset: number): Found | undefined {
  const blocks = nodes.filter((node): node is Block => node.kind === 'Block');
  const block = blocks.at(-1);
  if (!block) return undefined;
  const span = headerSpan(block);
  if (offset < span.start || offset > span.end) return undefined;
  const { catalog } = site.options;
  const body = bodyInside(blocks.slice(0, -1), site);
  if (body.kind === 'schema') {
    const field = body.schema.byName.get(block.fullName);
    return field && { ...span, markdown: fieldMarkdown(body.owner, body.path, field, catalog) };
  }
  if (body.kind !== 'statements') return undefined;
  const symbol = body.module.symbols.find((each) => each.block === block);
  const custom = findNamespace(body.module, block.name[0]?.text ?? '');
  if (symbol && custom) return { ...span, markdown: instanceMarkdown(site, symbol, custom.symbol) };
  const owner = ownerOf(block.fullName, catalog);
  if (!owner) return undefined;
  return { ...span, markdown: ownerMarkdown(owner, catalog, [symbol && flowMarkdown(site, symbol)]) };
}

function instanceMarkdown(site: Site, symbol: BlockSymbol, definer: BlockSymbol): Markdown {
  const args = namesOf(symbol, 'argument');
  return paragraphs([
    fence(headerText(symbol)),
    args.length > 0 ? markdown`Takes ${joinMarkdown(args, ', ')}` : undefined,
    customExports(symbol),
    flowMarkdown(site, symbol),
    definedIn(site, definer),
  ]);
}

/** The name of an attribute. */
function attributeHover(site: Site, nodes: readonly Node[], offset: number): Found | undefined {
  const attribute = nodes.find(({ kind }) => kind === 'Attribute');
  if (attribute?.kind !== 'Attribute' || offset > attribute.name.end) return undefined;
  const { catalog } = site.options;
  const blocks = nodes.filter((node): node is Block => node.kind === 'Block');
  const body = bodyInside(blocks, site);
  const { name } = attribute;
  const span = { start: name.start, end: name.end };
  if (body.kind === 'schema') {
    const field = body.schema.byName.get(name.text);
    return field && { ...span, markdown: fieldMarkdown(body.owner, body.path, field, catalog) };
  }
  if (body.kind !== 'instance') return undefined;
  const argument = body.arguments.find((each) => each.name === name.text);
  return (
    argument && {
      ...span,
      markdown: paragraphs([fence(`argument "${argument.name}"`), argumentMarkdown(argument.symbol)]),
    }
  );
}

/** A literal text: what it means. */
function textHover(site: Site, nodes: readonly Node[], offset: number): Found | undefined {
  const literal = nodes.at(-1);
  if (literal?.kind !== 'Literal' || !/^["`]/.test(literal.raw)) return undefined;
  const cursor = cursorAt(site.source, Math.min(Math.max(offset, literal.start + 1), literal.end - 1));
  if (cursor.place.kind !== 'value') return undefined;
  const { attribute, frames } = cursor.place;
  const body = bodyInside(cursor.blocks, site);
  const type = expectedType(attributeType(body, attribute), frames, site.options.catalog);
  const markdown = type && textMeaning(unquote(literal.raw), type, attribute);
  return markdown ? { markdown, start: literal.start, end: literal.end } : undefined;
}
