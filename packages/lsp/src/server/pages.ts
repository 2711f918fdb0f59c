import { explain } from '../service/explain.ts';

/** Clients that ask for the text of such URIs show the page of a code so. */
export const PAGE_SCHEME = 'assay-rule';

/** Where the page of a code is. */
export function pageUri(code: string): string {
  return `${PAGE_SCHEME}:/${code}.md`;
}

/** The page at a URI of {@link pageUri}; empty where there is none. */
export function pageText(uri: string): string {
  const code = uri.replace(/^[^:]*:\/*/, '').replace(/\.md$/, '');
  return explain(decodeURIComponent(code))?.markdown ?? '';
}
