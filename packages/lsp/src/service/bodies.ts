import type { BlockField, Catalog, Component, ConfigBlock, Field, Schema, SchemaId, Type } from '@assay/catalog';
import { type CustomNamespace, declareOf, findNamespace, type Module, type ModuleArgument, type Source } from '@assay/checker';
import type { Block } from '@assay/parser';
import type { Site } from './project.ts';

/** A block as far as its name says what it is. */
export type BlockHeader = Pick<Block, 'fullName' | 'start'>;

/** What stands in the body of a block. */
export type BodyShape =
  /** Blocks of a pipeline. */
  | { readonly kind: 'statements'; readonly module: Module; readonly insideTemplate: boolean }
  /** What a schema has. */
  | { readonly kind: 'schema'; readonly schema: Schema; readonly owner: Owner; readonly path: readonly string[]; readonly module: Module }
  /** The arguments of a declare. */
  | { readonly kind: 'instance'; readonly arguments: readonly ModuleArgument[]; readonly declared: Module; readonly module: Module }
  /** Any attributes of one type. */
  | { readonly kind: 'map'; readonly of: Type; readonly module: Module }
  /** Nothing is known of it. */
  | { readonly kind: 'unknown'; readonly module: Module };

/** A component, config block or service: what has a name of its own. */
export type Owner =
  | { readonly kind: 'component'; readonly name: string; readonly component: Component }
  | { readonly kind: 'config'; readonly name: string; readonly block: ConfigBlock };

/** What stands inside of nested blocks of the site's file, given from the outside in. */
export function bodyInside(blocks: readonly BlockHeader[], { checked, source, options }: Site): BodyShape {
  let body: BodyShape = { kind: 'statements', module: checked.program.root, insideTemplate: false };
  for (const block of blocks) body = bodyBelow(body, block, source, options.catalog);
  return body;
}

function bodyBelow(body: BodyShape, block: BlockHeader, source: Source, catalog: Catalog): BodyShape {
  switch (body.kind) {
    case 'statements':
      return statementBody(body.module, block, source, catalog);
    case 'schema': {
      const field = body.schema.byName.get(block.fullName);
      return field?.kind === 'block' ? nestedBody(body, field, block, catalog) : { kind: 'unknown', module: body.module };
    }
    default:
      return { kind: 'unknown', module: body.module };
  }
}

function statementBody(module: Module, block: BlockHeader, source: Source, catalog: Catalog): BodyShape {
  const name = block.fullName;
  const symbol = module.symbols.find((each) => each.source === source && each.block.start === block.start);
  if (name === 'declare')
    return symbol?.inner ? { kind: 'statements', module: symbol.inner, insideTemplate: false } : { kind: 'unknown', module };
  const custom = findNamespace(module, name.split('.')[0] ?? '');
  if (custom) return instanceBody(module, name, custom, symbol && declareOf(symbol));
  const owner = ownerOf(name, catalog);
  if (!owner) return { kind: 'unknown', module };
  const id = owner.kind === 'component' ? owner.component.arguments : owner.block.arguments;
  return { kind: 'schema', schema: catalog.schema(id), owner, path: [], module: name === 'foreach' ? (symbol?.inner ?? module) : module };
}

function instanceBody(module: Module, name: string, custom: CustomNamespace, declared: Module | undefined): BodyShape {
  if (custom.kind === 'declare') {
    const inner = declared ?? custom.symbol.inner;
    return inner ? { kind: 'instance', arguments: custom.arguments, declared: inner, module } : { kind: 'unknown', module };
  }
  const imported = custom.imported?.module.namespaces.get(name.split('.').slice(1).join('.'));
  if (imported?.kind !== 'declare' || !imported.symbol.inner) return { kind: 'unknown', module };
  return { kind: 'instance', arguments: imported.arguments, declared: imported.symbol.inner, module };
}

function nestedBody(outer: BodyShape & { kind: 'schema' }, field: BlockField, block: BlockHeader, catalog: Catalog): BodyShape {
  const { module, owner } = outer;
  switch (field.body.kind) {
    case 'schema':
      return { kind: 'schema', schema: catalog.schema(field.body.schema), owner, path: [...outer.path, block.fullName], module };
    case 'map':
      return { kind: 'map', of: field.body.of, module };
    case 'statements':
      return { kind: 'statements', module, insideTemplate: true };
  }
}

/** The component, config block or service of this name. */
export function ownerOf(name: string, catalog: Catalog): Owner | undefined {
  const component = catalog.component(name);
  if (component) return { kind: 'component', name, component };
  const block = catalog.configBlock(name);
  return block && { kind: 'config', name, block };
}

/** The body of a field: of a block, or of the objects that an attribute holds. */
export function fieldSchema(field: Field): SchemaId | undefined {
  if (field.kind === 'block') return field.body.kind === 'schema' ? field.body.schema : undefined;
  let { type } = field;
  while (type.kind === 'list' || type.kind === 'map') type = type.of;
  return type.kind === 'object' ? type.schema : undefined;
}
