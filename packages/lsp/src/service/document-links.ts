import { attributeOf } from '@assay/checker';
import { type Block, type Statement, TokenKind, unquote } from '@assay/parser';
import type { DocumentLink } from 'vscode-languageserver';
import { rangeOf } from './positions.ts';
import type { Site } from './project.ts';

export interface DocumentLinkOptions {
  /** Names of components lead to their documentation. */
  readonly documentation: boolean;
}

/** Which attribute of an import says where the module is. */
const SOURCES: Readonly<Record<string, string>> = { 'import.file': 'filename', 'import.git': 'repository', 'import.http': 'url' };

/** Links to the modules that are imported, and to the documentation where it is asked for. */
export function documentLinks(site: Site, { documentation }: DocumentLinkOptions): DocumentLink[] {
  const links: DocumentLink[] = [];
  const visit = (statements: readonly Statement[]): void => {
    for (const block of statements) {
      if (block.kind !== 'Block') continue;
      const module = moduleLink(site, block);
      if (module) links.push(module);
      const url = documentation ? site.options.catalog.documentation(block.fullName) : undefined;
      const last = block.name.at(-1);
      if (url && last) links.push({ range: rangeOf(site.source, { start: block.start, end: last.end }), target: url });
      if (block.fullName === 'declare' || block.fullName === 'foreach' || block.fullName === 'template') visit(block.statements);
    }
  };
  visit(site.source.parse.root.statements);
  return links;
}

function moduleLink({ project, source }: Site, block: Block): DocumentLink | undefined {
  const name = SOURCES[block.fullName];
  const value = name === undefined ? undefined : attributeOf(block, name)?.value;
  if (value?.kind !== 'Literal' || (value.token !== TokenKind.String && value.token !== TokenKind.RawString)) return undefined;
  const target = targetOf(unquote(value.raw), project.uriOf(source.path));
  return target === undefined ? undefined : { range: rangeOf(source, { start: value.start + 1, end: value.end - 1 }), target };
}

/** A URL, or a path as Alloy finds it when it is started where the file is. */
function targetOf(text: string, base: string): string | undefined {
  if (text === '' || text.startsWith('git@')) return undefined;
  try {
    const url = new URL(text, base);
    return ['file:', 'http:', 'https:', new URL(base).protocol].includes(url.protocol) ? url.href : undefined;
  } catch {
    return undefined;
  }
}
