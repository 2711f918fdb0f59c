/** Documents of an editor with `n` of what the name says, and what is asked of each. Each answer is meant to be linear in `n`. */
import type { CheckOptions } from '@assay/checker';
import * as lsp from '@assay/lsp';
import type { Position } from 'vscode-languageserver';

const repeat = (n: number, piece: (index: number) => string): string => Array.from({ length: n }, (_, index) => piece(index)).join('');

const SINK = 'loki.write "w" {\n\tendpoint {\n\t\turl = "http://l/loki/api/v1/push"\n\t}\n}\n\n';

export const documents: Readonly<Record<string, (n: number) => string>> = {
  components: (n) => SINK + repeat(n, (i) => `loki.process "p${i}" {\n\tforward_to = [loki.write.w.receiver]\n}\n\n`),
  'components that are unknown': (n) => repeat(n, (i) => `lok.write "p${i}" {\n\tforward_to = [loki.wri.w.receiver]\n}\n\n`),
  'components that are deprecated': (n) => repeat(n, (i) => `loki.echo "e${i}" {\n\tx = env("A")\n}\n\n`),
  'components without layout': (n) => repeat(n, (i) => `loki.echo   "e${i}" {\n }\n`),
  'components that are not closed': (n) => repeat(n, (i) => `loki.echo "e${i}" {\n`),
  'components on one line': (n) => `${repeat(n, (i) => `loki.echo "e${i}" { } `)}\n`,
  'carriage returns': (n) => repeat(n, (i) => `loki.echo "e${i}" { }\r\n\r\n`),
  declares: (n) => repeat(n, (i) => `declare "d${i}" {\n\targument "x" { }\n}\n\nd${i} "i" {\n\tx = 1\n}\n\n`),
  instances: (n) =>
    `declare "d" {\n\targument "x" { }\n\n\texport "y" {\n\t\tvalue = argument.x.value\n\t}\n}\n\n${repeat(n, (i) => `d "i${i}" {\n\tx = d.i${(i + 1) % n}.y\n}\n\n`)}`,
  arguments: (n) => `declare "d" {\n${repeat(n, (i) => `\targument "x${i}" { }\n`)}}\n\nd "i" {\n${repeat(n, (i) => `\tx${i} = 1\n`)}}\n`,
  attributes: (n) => `local.file "a" {\n${repeat(n, (i) => `\ta${i} = 1 // c\n`)}}\n`,
  stages: (n) =>
    `loki.process "a" {\n\tforward_to = []\n\n${repeat(n, (i) => `\tstage.static_labels {\n\t\tvalues = {a${i} = "x"}\n\t}\n\n`)}}\n`,
  fields: (n) =>
    `loki.process "a" {\n\tforward_to = []\n\n\tstage.static_labels {\n\t\tvalues = {\n${repeat(n, (i) => `\t\t\ta${i} = "x",\n`)}\t\t}\n\t}\n}\n`,
  elements: (n) => `loki.process "a" {\n\tforward_to = [${repeat(n, (i) => `loki.echo.e${i}.receiver, `)}]\n}\n`,
  'a chain of names': (n) => `loki.process "a" {\n\tforward_to = a${repeat(n, () => '.b')}\n}\n`,
  'a block whose name is long': (n) => `a${repeat(n, () => '.b')} "l" { }\n`,
  comments: (n) => repeat(n, (i) => `// comment ${i}\n\n`),
  'lines of a string': (n) => `local.file "a" {\n\tfilename = \`${repeat(n, (i) => `line ${i}\n`)}\`\n}\n`,
};

/** Places of a document that something is asked about. */
export interface Places {
  /** On the line behind the one that the number of the piece half way stands on. */
  readonly middle: Position;
  /** In a name. */
  readonly name: Position;
  readonly end: Position;
  /** The beginnings of lines, a tenth of the size of the document as many. */
  readonly lines: readonly Position[];
}

const START: Position = { line: 0, character: 0 };

/** What editors ask of a document that has been checked. */
export const answersOf: Readonly<Record<string, (site: lsp.Site, places: Places) => unknown>> = {
  diagnostics: (site) => lsp.diagnostics(site),
  completion: (site, { middle }) => lsp.completion(site, middle),
  hover: (site, { middle }) => lsp.hover(site, middle),
  signatureHelp: (site, { middle }) => lsp.signatureHelp(site, middle),
  definition: (site, { middle }) => lsp.definition(site, middle),
  typeDefinition: (site, { middle }) => lsp.typeDefinition(site, middle),
  references: (site, { name }) => lsp.references(site, name, true),
  documentHighlights: (site, { name }) => lsp.documentHighlights(site, name),
  prepareRename: (site, { name }) => lsp.prepareRename(site, name),
  linkedEditingRanges: (site, { name }) => lsp.linkedEditingRanges(site, name),
  documentSymbols: (site) => lsp.documentSymbols(site),
  workspaceSymbols: ({ project }) => lsp.workspaceSymbols(project, 'p'),
  callHierarchy: (site, { name }) =>
    lsp.prepareCallHierarchy(site, name).map((item) => [lsp.incomingCalls(site, item), lsp.outgoingCalls(site, item)]),
  codeActions: (site, { middle }) => lsp.codeActions(site, { start: middle, end: middle }, { diagnostics: [], only: ['refactor'] }),
  codeLenses: (site) => lsp.codeLenses(site, { commands: true }),
  semanticTokens: (site) => lsp.semanticTokens(site),
  foldingRanges: (site) => lsp.foldingRanges(site),
  selectionRanges: (site, { lines }) => lsp.selectionRanges(site, lines),
  formatting: (site) => lsp.formatting(site),
  rangesFormatting: (site, { lines }) =>
    lsp.rangesFormatting(
      site,
      lines.map((line) => ({ start: line, end: { ...line, character: 1 } })),
    ),
  onTypeFormatting: (site, { middle }) => lsp.onTypeFormatting(site, middle, '}'),
  inlayHints: (site, { end }) => lsp.inlayHints(site, { start: START, end }, { types: true, signals: true }),
  documentLinks: (site) => lsp.documentLinks(site, { documentation: true }),
  graph: (site) => lsp.graph(site),
};

/** The URI of a document that is opened. */
export const URI = 'file:///w/main.alloy';

/** A document that an editor has opened, checked, and its places. */
export function openDocument(text: string, size: number, options: CheckOptions): { readonly site: lsp.Site; readonly places: Places } {
  const project = new lsp.Project(options, 'file:///w');
  project.open(URI, text);
  const site = project.site(URI) as lsp.Site;
  // What a check costs is measured elsewhere.
  if (site.checked.graph.modules.length + site.checked.diagnostics.length === 0) throw new Error('there is no module');
  const at = (offset: number): Position => lsp.positionAt(site.source, Math.min(offset, text.length));
  // At each size at the same place of the piece that is half way.
  const half = text.search(new RegExp(`(?<!\\d)${size / 2}(?!\\d)`));
  const places: Places = {
    middle: at(text.indexOf('\n', Math.max(half, 0)) + 4),
    name: at(text.indexOf('"') + 2),
    end: at(text.length),
    lines: Array.from({ length: Math.ceil(size / 10) }, (_, line) => ({ line, character: 0 })),
  };
  return { site, places };
}
