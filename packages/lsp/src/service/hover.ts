import type { Component, Type } from '@assay/catalog';
import { attributeOf, type BlockSymbol, declareOf, findNamespace, headerSpan } from '@assay/checker';
import { type Block, type Node, unquote } from '@assay/parser';
import { type Hover, MarkupKind, type Position } from 'vscode-languageserver';
import { bodyInside, ownerOf } from './bodies.ts';
import { cursorAt } from './cursor.ts';
import { attributeType, expectedType, functionNamed } from './expected.ts';
import { code, exportsMarkdown, fieldMarkdown, functionMarkdown, ownerMarkdown } from './markdown.ts';
import { moduleAt, nameAt, referredBlock } from './names.ts';
import { locationOf, offsetAt, rangeOf } from './positions.ts';
import type { Site } from './project.ts';
import { nodesAt } from './syntax.ts';
import { textMeaning } from './text-meaning.ts';

interface Found {
  readonly markdown: string;
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
  return found ? { contents: { kind: MarkupKind.Markdown, value: found.markdown }, range: rangeOf(site.source, found) } : null;
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
    return { ...span, markdown: `${code(parts.map(({ text }) => text).join('.'))}: string, of the machine that Alloy runs on` };
  const use = nameAt(checked, source, offset);
  if (use?.target.kind === 'variable')
    return { ...span, markdown: `${code(parts[0]?.text ?? '')}: the element that ${code(use.target.symbol.id)} is at` };
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

function referenceMarkdown(site: Site, symbol: BlockSymbol, exported: string | undefined, type: Type | undefined): string {
  const { catalog } = site.options;
  const { uri, range } = locationOf(site.project, symbol.source, headerSpan(symbol.block));
  const where = `Defined in [${symbol.source.path}:${range.start.line + 1}](${uri}#L${range.start.line + 1})`;
  const lines = [`\`\`\`alloy\n${headerText(symbol)}\n\`\`\``, catalog.summary(symbol.block.fullName) ?? ''];
  if (exported !== undefined && type)
    lines.push(exportsMarkdown(new Map([[exported, type]]), catalog)?.replace('Exports:\n- ', 'Exports ') ?? '');
  else {
    const component = componentOf(site, symbol);
    lines.push((component && exportsMarkdown(component.exports, catalog)) ?? customExports(symbol));
  }
  if (symbol.block.fullName === 'argument') lines.splice(1, 1, argumentMarkdown(symbol));
  return [...lines, flowMarkdown(site, symbol), where].filter((line) => line !== '').join('\n\n');
}

function headerText({ block, source }: BlockSymbol): string {
  const { start, end } = headerSpan(block);
  return source.text.slice(start, end);
}

/** What an argument of a module says of itself. */
function argumentMarkdown({ block }: BlockSymbol): string {
  const texts = ['comment', 'default'].flatMap((name) => {
    const value = attributeOf(block, name)?.value;
    return value?.kind === 'Literal' ? [name === 'comment' ? unquote(value.raw) : `default ${code(value.raw)}`] : [];
  });
  const optional = attributeOf(block, 'optional')?.value;
  return [...texts, optional?.kind === 'Literal' && optional.raw === 'true' ? 'optional' : '**required**'].join(' · ');
}

function customExports(symbol: BlockSymbol): string {
  const names = (declareOf(symbol)?.symbols ?? [])
    .filter(({ block }) => block.fullName === 'export')
    .map(({ block }) => code(block.label?.text ?? ''));
  return names.length > 0 ? `Exports ${names.join(', ')}` : '';
}

/** What feeds a component, and what it feeds. */
function flowMarkdown({ checked }: Site, symbol: BlockSymbol): string {
  for (const module of checked.graph.modules) {
    const node = module.nodes.find((each) => each.symbol === symbol);
    if (!node) continue;
    const names = (ids: readonly string[]): string => [...new Set(ids)].map(code).join(', ');
    const fedBy = names(checked.graph.incoming(node).map(({ from }) => from.id));
    const feeds = names(checked.graph.outgoing(node).map(({ to }) => to.id));
    return [fedBy && `Fed by ${fedBy}`, feeds && `Feeds ${feeds}`].filter(Boolean).join('  \n');
  }
  return '';
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

function instanceMarkdown(site: Site, symbol: BlockSymbol, definer: BlockSymbol): string {
  const { uri, range } = locationOf(site.project, definer.source, headerSpan(definer.block));
  const where = `Defined in [${definer.source.path}:${range.start.line + 1}](${uri}#L${range.start.line + 1})`;
  const args = (declareOf(symbol)?.symbols ?? [])
    .filter(({ block }) => block.fullName === 'argument')
    .map(({ block }) => code(block.label?.text ?? ''));
  return [
    `\`\`\`alloy\n${headerText(symbol)}\n\`\`\``,
    args.length > 0 ? `Takes ${args.join(', ')}` : '',
    customExports(symbol),
    flowMarkdown(site, symbol),
    where,
  ]
    .filter((line) => line !== '')
    .join('\n\n');
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
      markdown: `\`\`\`alloy\nargument "${argument.name}"\n\`\`\`\n\n${argumentMarkdown(argument.symbol)}`,
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
