/** Every request that the server answers, by its method. `docs/lsp.md` lists them, and a test compares the two. */
import type {
  CallHierarchyIncomingCallsParams,
  CallHierarchyItem,
  CallHierarchyPrepareParams,
  CancellationToken,
  CodeActionParams,
  CodeLensParams,
  CompletionItem,
  CompletionParams,
  DefinitionParams,
  DocumentDiagnosticParams,
  DocumentFormattingParams,
  DocumentHighlightParams,
  DocumentLinkParams,
  DocumentOnTypeFormattingParams,
  DocumentRangeFormattingParams,
  DocumentRangesFormattingParams,
  DocumentSymbolParams,
  FoldingRangeParams,
  HoverParams,
  InlayHintParams,
  LinkedEditingRangeParams,
  PrepareRenameParams,
  ReferenceParams,
  RenameParams,
  SelectionRangeParams,
  SemanticTokensDeltaParams,
  SemanticTokensParams,
  SemanticTokensRangeParams,
  SignatureHelpParams,
  TextDocumentContentParams,
  TypeDefinitionParams,
  WorkspaceDiagnosticParams,
  WorkspaceSymbolParams,
} from 'vscode-languageserver';
import { EXPLAIN, type ExplainParams, GRAPH, type GraphParams } from '../protocol.ts';
import { incomingCalls, outgoingCalls, prepareCallHierarchy } from '../service/call-hierarchy.ts';
import { codeActions } from '../service/code-actions/index.ts';
import { codeLenses } from '../service/code-lenses.ts';
import { completion, completionDocumentation } from '../service/completion/index.ts';
import { definition } from '../service/definition.ts';
import { documentLinks } from '../service/document-links.ts';
import { explain } from '../service/explain.ts';
import { foldingRanges } from '../service/folding.ts';
import { formatting, onTypeFormatting, rangeFormatting, rangesFormatting } from '../service/formatting.ts';
import { graph } from '../service/graph.ts';
import { hover } from '../service/hover.ts';
import { inlayHints } from '../service/inlay-hints.ts';
import { linkedEditingRanges } from '../service/linked-editing.ts';
import type { Site } from '../service/project.ts';
import { documentHighlights, references } from '../service/references.ts';
import { prepareRename, rename } from '../service/rename.ts';
import { selectionRanges } from '../service/selection.ts';
import { semanticTokens } from '../service/semantic-tokens.ts';
import { signatureHelp } from '../service/signature-help.ts';
import { documentSymbols, workspaceSymbols } from '../service/symbols.ts';
import { typeDefinition } from '../service/type-definition.ts';
import { pageText } from './pages.ts';
import { documentReport, workspaceReport } from './reports.ts';
import type { Session } from './session.ts';

/** Answers a request. What it throws is logged and answered, and harms no other request. */
export type Answer = (session: Session, params: unknown, token: CancellationToken) => unknown;

/** A request about a file; for one that is not known the answer is `nothing`. */
function about<P extends { readonly textDocument: { readonly uri: string } }>(
  nothing: unknown,
  answer: (site: Site, params: P, session: Session) => unknown,
): Answer {
  return async (session, params, token) => {
    const site = await session.site((params as P).textDocument.uri, token);
    return site ? answer(site, params as P, session) : nothing;
  };
}

/** A request about an item that the server gave: its file says where it is. */
function aboutItem<P extends { readonly item: CallHierarchyItem }>(answer: (site: Site, item: CallHierarchyItem) => unknown): Answer {
  return async (session, params, token) => {
    const { item } = params as P;
    const site = await session.site(item.uri, token);
    return site ? answer(site, item) : [];
  };
}

export const requests: Readonly<Record<string, Answer>> = {
  'textDocument/diagnostic': about<DocumentDiagnosticParams>({ kind: 'full', items: [] }, (site, { previousResultId }, session) =>
    documentReport(site, session, previousResultId),
  ),
  'workspace/diagnostic': (session, params, token) => workspaceReport(session, params as WorkspaceDiagnosticParams, token),
  'textDocument/completion': about<CompletionParams>(null, (site, { position }, { features }) =>
    completion(site, position, { snippets: features.snippets }),
  ),
  'completionItem/resolve': (session, params) => completionDocumentation(session.project, params as CompletionItem),
  'textDocument/hover': about<HoverParams>(null, (site, { position }) => hover(site, position)),
  'textDocument/signatureHelp': about<SignatureHelpParams>(null, (site, { position }) => signatureHelp(site, position)),
  'textDocument/definition': about<DefinitionParams>(null, (site, { position }) => definition(site, position)),
  'textDocument/typeDefinition': about<TypeDefinitionParams>(null, (site, { position }) => typeDefinition(site, position)),
  'textDocument/references': about<ReferenceParams>([], (site, { position, context }) =>
    references(site, position, context.includeDeclaration),
  ),
  'textDocument/documentHighlight': about<DocumentHighlightParams>([], (site, { position }) => documentHighlights(site, position)),
  'textDocument/prepareRename': about<PrepareRenameParams>(null, (site, { position }) => prepareRename(site, position)),
  'textDocument/rename': about<RenameParams>(null, (site, { position, newName }) => rename(site, position, newName)),
  'textDocument/documentSymbol': about<DocumentSymbolParams>([], (site) => documentSymbols(site)),
  'workspace/symbol': async (session, params, token) => {
    await session.readFolders(token);
    return workspaceSymbols(session.project, (params as WorkspaceSymbolParams).query);
  },
  'textDocument/prepareCallHierarchy': about<CallHierarchyPrepareParams>([], (site, { position }) => prepareCallHierarchy(site, position)),
  'callHierarchy/incomingCalls': aboutItem<CallHierarchyIncomingCallsParams>(incomingCalls),
  'callHierarchy/outgoingCalls': aboutItem(outgoingCalls),
  'textDocument/codeAction': about<CodeActionParams>([], (site, { range, context }, { diagnosticOptions }) =>
    codeActions(site, range, context, diagnosticOptions),
  ),
  'textDocument/codeLens': about<CodeLensParams>([], (site, _, { settings, commands }) =>
    settings.codeLenses ? codeLenses(site, { commands }) : [],
  ),
  'textDocument/semanticTokens/full': about<SemanticTokensParams>(null, (site, { textDocument }, { tokens }) =>
    tokens.full(textDocument.uri, semanticTokens(site)),
  ),
  'textDocument/semanticTokens/full/delta': about<SemanticTokensDeltaParams>(null, (site, { textDocument, previousResultId }, { tokens }) =>
    tokens.delta(textDocument.uri, previousResultId, semanticTokens(site)),
  ),
  'textDocument/semanticTokens/range': about<SemanticTokensRangeParams>(null, (site, { range }) => ({ data: semanticTokens(site, range) })),
  'textDocument/foldingRange': about<FoldingRangeParams>([], (site) => foldingRanges(site)),
  'textDocument/selectionRange': about<SelectionRangeParams>([], (site, { positions }) => selectionRanges(site, positions)),
  'textDocument/linkedEditingRange': about<LinkedEditingRangeParams>(null, (site, { position }) => linkedEditingRanges(site, position)),
  'textDocument/formatting': about<DocumentFormattingParams>([], (site) => formatting(site)),
  'textDocument/rangeFormatting': about<DocumentRangeFormattingParams>([], (site, { range }) => rangeFormatting(site, range)),
  'textDocument/rangesFormatting': about<DocumentRangesFormattingParams>([], (site, { ranges }) => rangesFormatting(site, ranges)),
  'textDocument/onTypeFormatting': about<DocumentOnTypeFormattingParams>([], (site, { position, ch }) =>
    onTypeFormatting(site, position, ch),
  ),
  'textDocument/inlayHint': about<InlayHintParams>([], (site, { range }, { settings }) => inlayHints(site, range, settings.inlayHints)),
  'textDocument/documentLink': about<DocumentLinkParams>([], (site, _, { settings }) =>
    documentLinks(site, { documentation: settings.documentationLinks }),
  ),
  'workspace/textDocumentContent': (_, params) => ({ text: pageText((params as TextDocumentContentParams).uri) }),
  [GRAPH]: async (session, params, token) => {
    session.showsGraph = true;
    const site = await session.site((params as GraphParams).uri, token);
    return site ? graph(site) : null;
  },
  [EXPLAIN]: (_, params) => explain((params as ExplainParams).code),
};
