import type { AttributeField, BlockField, Schema, SchemaId, Type } from '@assay/catalog';
import type { Attribute, Block, Label, Statement } from '@assay/parser';
import { checkBuild } from '../build/index.ts';
import { related, replaceFix } from '../diagnostics/collector.ts';
import type { Authority, Fix } from '../diagnostics/diagnostic.ts';
import { listed } from '../diagnostics/listed.ts';
import { nearest } from '../diagnostics/nearest.ts';
import { takesBody } from '../fixes/fitting.ts';
import { isLost, isLostBlock } from '../model/lost.ts';
import { type BlockSymbol, findNamespace, type ModuleArgument } from '../model/program.ts';
import type { Source } from '../project/source.ts';
import { decodeLiteral, literalValue } from '../values/index.ts';
import { type BodyContext, type CheckContext, headerSpan, nameSpan } from './context.ts';
import { checkExclusive } from './exclusive.ts';
import { checkEvaluation, checkExpression } from './expressions.ts';
import { usableComponent } from './structure.ts';
import { typeInWords } from './words.ts';

/**
 * Whether a block's body holds what its schema asks for (LANGUAGE.md 5; Alloy's typecheck.go).
 *
 * @returns what the block turned out to be. Of what Alloy does not know, or may not use, it says nothing further; of instances of
 * imported components `alloy validate` does not, but `alloy run` does.
 */
export function checkBody(options: CheckContext, symbol: BlockSymbol): 'known' | 'imported' | 'unknown' {
  const { block, source, module } = symbol;
  const context: BodyContext = { ...options, module };
  const { catalog, diagnostics } = context;
  switch (symbol.kind) {
    case 'declare':
      return 'known';
    case 'config': {
      const config = catalog.configBlock(block.fullName);
      if (config) checkWhole(context, symbol, config.arguments);
      return 'known';
    }
    case 'service': {
      const service = catalog.service(block.fullName);
      if (service?.configurable) checkWhole(context, symbol, service.arguments);
      else diagnostics.report('structure/not-configurable', source, headerSpan(block), { name: block.fullName });
      return 'known';
    }
    case 'component': {
      const custom = findNamespace(symbol.module, block.name[0]?.text ?? '');
      if (custom?.kind === 'import') return 'imported';
      if (custom) {
        checkInstance(context, symbol, custom.arguments);
        return 'known';
      }
      const component = usableComponent(context, symbol);
      if (component) checkWhole(context, symbol, component.arguments);
      return component ? 'known' : 'unknown';
    }
  }
}

/** A block as its schema wants it, and where nothing is wrong with that, as the component can be built from it. */
function checkWhole(context: BodyContext, symbol: BlockSymbol, schema: SchemaId): void {
  const { bodies, diagnostics } = context;
  const { block, source } = symbol;
  const found = diagnostics.all.length;
  checkSchema(context, source, block, schema);
  const sound = diagnostics.all.length === found && !isBroken(block);
  if (sound) checkBuild(diagnostics, bodies.of(symbol, schema));
}

/** What an argument of a declare takes. */
const ANYTHING: Type = { kind: 'any' };

/**
 * An instance of a declare: one attribute of any type for each argument, and nothing else.
 *
 * @param authority who refuses it: of what is imported only `alloy run` knows the arguments
 */
export function checkInstance(
  options: CheckContext,
  symbol: BlockSymbol,
  args: readonly ModuleArgument[],
  authority: Authority = 'validate',
): void {
  const { diagnostics, program } = options;
  const { block, source, module } = symbol;
  const context: BodyContext = { ...options, module };
  const names = new Set(args.map(({ name }) => name));
  const given = new Map<string, Attribute>();
  for (const statement of block.statements) {
    if (statement.kind === 'Attribute') {
      const name = statement.name.text;
      if (!names.has(name)) {
        if (isLost(program.files, name)) continue;
        const guess = diagnostics.suggest(`argument ${block.fullName} ${name}`, names.size, () => nearest(name, names));
        const notes = guess ? [] : [argumentsNote(block.fullName, args)];
        const fixes = guess ? [replaceFix(source, statement.name, guess)] : [];
        diagnostics.report('block/unknown-attribute', source, statement, { name, block: block.fullName }, { notes, fixes, authority });
      } else if (!repeatedAttribute(diagnostics, source, statement, given.get(name))) {
        given.set(name, statement);
        if (authority === 'validate') checkAttribute(context, source, statement, ANYTHING);
        else checkEvaluation(context, source, statement.value, ANYTHING, name);
      }
    } else if (statement.kind === 'Block') {
      const params = { name: statement.fullName };
      if (names.has(statement.fullName))
        diagnostics.report('block/must-be-attribute', source, headerSpan(statement), params, { authority });
      else diagnostics.report('block/unknown-block', source, headerSpan(statement), { ...params, block: block.fullName }, { authority });
    }
  }
  if (isBroken(block)) return;
  for (const { name, optional, symbol: argument } of args) {
    if (optional || given.has(name) || isLostBlock(argument.source.parse, argument.block)) continue;
    const places = [related(argument.source, headerSpan(argument.block), 'the argument is defined here')];
    diagnostics.report(
      'block/missing-argument',
      source,
      headerSpan(block),
      { name, component: block.fullName },
      { related: places, authority },
    );
  }
}

/** An instance of something imported that is not known: what is certain whatever it is. Alloy works out the arguments first. */
export function checkUnknownInstance(options: CheckContext, symbol: BlockSymbol): void {
  const { block, source, module } = symbol;
  const context: BodyContext = { ...options, module };
  for (const statement of block.statements) {
    if (statement.kind === 'Attribute') checkEvaluation(context, source, statement.value, ANYTHING, statement.name.text);
    else if (statement.kind === 'Block' && !statement.name.some(({ text }) => text === ''))
      context.diagnostics.report(
        'block/unknown-block',
        source,
        headerSpan(statement),
        { name: statement.fullName, block: block.fullName },
        { authority: 'load', notes: ['what is imported takes attributes only, one for each argument'] },
      );
  }
}

function argumentsNote(component: string, args: readonly ModuleArgument[]): string {
  return args.length === 0 ? `"${component}" has no arguments` : `"${component}" has the arguments ${listed(args, ({ name }) => name)}`;
}

/** What recovery made of a block says nothing of what it lacks. */
function isBroken(block: Block): boolean {
  return block.broken || block.statements.some((s) => s.kind === 'Skipped');
}

function repeatedAttribute(
  diagnostics: CheckContext['diagnostics'],
  source: Source,
  statement: Attribute,
  first: Attribute | undefined,
): boolean {
  if (!first) return false;
  const places = [related(source, first.name, 'it is given here first')];
  diagnostics.report('block/duplicate-attribute', source, statement, { name: statement.name.text }, { related: places });
  return true;
}

function checkSchema(context: BodyContext, source: Source, block: Block, id: SchemaId): void {
  const { catalog, diagnostics } = context;
  const schema = catalog.schema(id);
  const counts = countBlocks(block.statements);
  const attributes = new Map<string, Attribute>();
  const firstBlocks = new Map<string, Block>();
  for (const statement of block.statements) {
    if (statement.kind === 'Skipped') continue;
    const name = statement.kind === 'Attribute' ? statement.name.text : statement.fullName;
    const field = schema.byName.get(name);
    if (!field) {
      unknownName(context, source, block, schema, statement, name);
    } else if (statement.kind === 'Attribute') {
      if (field.kind === 'block') diagnostics.report('block/must-be-block', source, statement, { name });
      else if (!repeatedAttribute(diagnostics, source, statement, attributes.get(name))) {
        attributes.set(name, statement);
        checkAttribute(context, source, statement, field.type);
      }
    } else if (field.kind === 'attribute') {
      diagnostics.report('block/must-be-attribute', source, headerSpan(statement), { name });
    } else {
      const first = firstBlocks.get(name);
      if (!first) firstBlocks.set(name, statement);
      checkNested(context, source, statement, field, counts.get(name) ?? 0, first);
    }
  }
  checkExclusive(context, source, block, schema);
  if (isBroken(block)) return;
  for (const field of schema.fields) {
    if (!field.required) continue;
    if (field.kind === 'attribute' && !attributes.has(field.name)) missingAttribute(context, source, block, field);
    if (field.kind === 'block' && !counts.has(field.name)) {
      diagnostics.report('block/missing-block', source, headerSpan(block), { name: field.name, block: block.fullName });
    }
  }
}

/** What `alloy validate` finds in a value, and where that is nothing, what only `alloy run` does. */
function checkAttribute(context: BodyContext, source: Source, { name, value }: Attribute, type: Type): void {
  const found = context.diagnostics.all.length;
  checkExpression(context, source, value, type, name.text);
  if (context.diagnostics.all.length === found) checkEvaluation(context, source, value, type, name.text);
}

function missingAttribute({ diagnostics, catalog }: CheckContext, source: Source, block: Block, field: AttributeField): void {
  const params = { name: field.name, block: block.fullName, type: typeInWords(field.type, catalog) };
  diagnostics.report('block/missing-attribute', source, headerSpan(block), params, { url: catalog.documentation(block.fullName) });
}

function countBlocks(statements: readonly Statement[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const statement of statements) {
    if (statement.kind === 'Block') counts.set(statement.fullName, (counts.get(statement.fullName) ?? 0) + 1);
  }
  return counts;
}

function checkNested(context: BodyContext, source: Source, block: Block, field: BlockField, count: number, first: Block | undefined): void {
  const { diagnostics } = context;
  const name = field.name;
  if (!field.enum && !field.repeated) {
    if (field.exactly !== undefined ? count !== field.exactly : count > 1) {
      // Alloy says so at each of them and looks into none; one of them, and the place of the first, is enough.
      const places = first ? [related(source, headerSpan(first), 'the first one is here')] : [];
      if (field.exactly !== undefined) {
        if (!first) diagnostics.report('block/wrong-count', source, headerSpan(block), { name, expected: field.exactly, found: count });
      } else if (first) diagnostics.report('block/duplicate-block', source, headerSpan(block), { name }, { related: places });
      return;
    }
  }
  nestedLabel(context, source, block, field);
  if (field.body.kind === 'schema') checkSchema(context, source, block, field.body.schema);
  else if (field.body.kind === 'map' && block.label?.text) diagnostics.report('block/label-not-allowed', source, nameSpan(block), { name });
}

/** `alloy validate` does not look at the labels of nested blocks, but `alloy run` does (LANGUAGE.md 5 and 7.4 no. 8). */
function nestedLabel({ diagnostics, catalog }: CheckContext, source: Source, block: Block, field: BlockField): void {
  if (field.body.kind !== 'schema' || block.broken) return;
  const label = block.label?.text ? block.label : undefined;
  if (label && !field.labelled) {
    const fix = withoutLabel(source, block, label, catalog.schema(field.body.schema));
    diagnostics.report('block/label-not-supported', source, label, { name: field.name }, { fixes: [fix] });
  } else if (!label && field.labelled) {
    diagnostics.report(
      'block/label-required',
      source,
      nameSpan(block),
      { name: field.name },
      { notes: [`write: ${field.name} "name" { … }`] },
    );
  }
}

/** Whether a statement can have another name as it is: nothing of this name is there, and it takes what is written. */
function canBeCalled({ catalog }: CheckContext, schema: Schema, block: Block, statement: Attribute | Block, name: string): boolean {
  const field = schema.byName.get(name);
  const isThere = block.statements.some(
    (each) => (each.kind === 'Attribute' && each.name.text === name) || (each.kind === 'Block' && each.fullName === name),
  );
  if (isThere && !(field?.kind === 'block' && (field.repeated || field.enum))) return false;
  if (field?.kind === 'block')
    return statement.kind !== 'Block' || field.body.kind !== 'schema' || takesBody(catalog.schema(field.body.schema), statement);
  if (!field || statement.kind !== 'Attribute') return true;
  const { value } = statement;
  if (value.kind === 'Array') return field.type.kind === 'list' || field.type.kind === 'any' || field.type.kind === 'capsule';
  const literal = value.kind === 'Literal' ? literalValue(value) : undefined;
  return !literal || decodeLiteral(literal, field.type, catalog) === undefined;
}

/** A block without its label; where it has an attribute for the name, the label goes there. */
function withoutLabel({ path: file, text, parse }: Source, block: Block, label: Label, schema: Schema): Fix {
  const removal = { file, start: nameSpan(block).end, end: label.end, text: '' };
  const open = parse.tokens[block.open]?.end;
  const isGiven = block.statements.some((each) => each.kind === 'Attribute' && each.name.text === 'name');
  const name = schema.byName.get('name');
  if (isGiven || open === undefined || name?.kind !== 'attribute' || name.type.kind !== 'string')
    return { title: 'remove the label', safety: 'suggested', edits: [removal] };
  const indent = /^[ \t]*/.exec(text.slice(text.lastIndexOf('\n', block.start - 1) + 1))?.[0] ?? '';
  const behind = /^[ \t]*\r?\n/.test(text.slice(open, text.indexOf('\n', open) + 1)) ? '' : `\n${indent}`;
  const attribute = { file, start: open, end: open, text: `\n${indent}\tname = ${JSON.stringify(label.text)}${behind}` };
  return { title: 'make "name" of the label', safety: 'suggested', edits: [removal, attribute] };
}

/** Where a name may have been meant: here, misspelt; or in a block below this one. */
function unknownName(
  context: CheckContext,
  source: Source,
  block: Block,
  schema: Schema,
  statement: Attribute | Block,
  name: string,
): void {
  const { diagnostics, catalog } = context;
  if (name === '' || name.split('.').includes('')) return; // Recovery has said what is missing.
  const isAttribute = statement.kind === 'Attribute';
  const sameKind = schema.fields.filter((f) => (f.kind === 'attribute') === isAttribute).map((f) => f.name);
  const notes: string[] = [];
  const fixes = [];
  const question = `${isAttribute ? 'attribute' : 'block'} ${schema.id} ${name}`;
  const owner = diagnostics.suggest(`owner ${question}`, schema.fields.length, () =>
    nestedOwner(context, schema, name, isAttribute ? 'attribute' : 'block'),
  );
  const guess = owner
    ? undefined
    : diagnostics.suggest(question, schema.fields.length, () => nearest(name, sameKind) ?? nearest(name, schema.byName.keys()));
  if (owner) notes.push(`this ${isAttribute ? 'attribute' : 'block'} belongs in the block "${owner}"`);
  else if (guess && sameKind.includes(guess)) {
    if (canBeCalled(context, schema, block, statement, guess))
      fixes.push(replaceFix(source, isAttribute ? statement.name : nameSpan(statement), guess));
    else notes.push(`did you mean "${guess}"?`);
  } else if (guess) notes.push(`did you mean the ${isAttribute ? 'block' : 'attribute'} "${guess}"?`);
  else if (sameKind.length > 0 && sameKind.length <= 12) {
    notes.push(`"${block.fullName}" has the ${isAttribute ? 'attributes' : 'blocks'} ${sameKind.join(', ')}`);
  }
  const change = catalog.history(block.fullName)?.paths.get(name);
  if (change?.removedIn)
    notes.push(`it was removed in Alloy ${change.removedIn}${change.replacement ? `: use "${change.replacement}"` : ''}`);
  else if (change?.since) notes.push(`it came with Alloy ${change.since}; this check is for ${catalog.displayVersion}`);
  const url = catalog.documentation(block.fullName);
  const params = { name, block: block.fullName };
  if (isAttribute) diagnostics.report('block/unknown-attribute', source, statement, params, { notes, fixes, url });
  else diagnostics.report('block/unknown-block', source, headerSpan(statement), params, { notes, fixes, url });
}

const OWNER_DEPTH = 3;

/** The path of the nearest nested block that has a field of this name and kind. */
function nestedOwner({ catalog }: CheckContext, schema: Schema, name: string, kind: 'attribute' | 'block'): string | undefined {
  let level: { path: string; schema: Schema }[] = [{ path: '', schema }];
  const seen = new Set<SchemaId>([schema.id]);
  for (let depth = 0; depth < OWNER_DEPTH && level.length > 0; depth++) {
    const next: { path: string; schema: Schema }[] = [];
    for (const { path, schema: outer } of level) {
      for (const field of outer.fields) {
        if (field.kind !== 'block' || field.body.kind !== 'schema' || seen.has(field.body.schema)) continue;
        seen.add(field.body.schema);
        const inner = catalog.schema(field.body.schema);
        const innerPath = path ? `${path} > ${field.name}` : field.name;
        if (inner.byName.get(name)?.kind === kind) return innerPath;
        next.push({ path: innerPath, schema: inner });
      }
    }
    level = next;
  }
  return undefined;
}
