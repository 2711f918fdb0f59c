import { existsSync, readFileSync } from 'node:fs';
import { capabilities, requests } from '@assay/lsp/node';
import { expect, test } from 'vitest';
import * as protocol from 'vscode-languageserver';

// docs/lsp.md against the messages of the protocol, as the library has them, against what the server answers, and what it announces.

const root = new URL('../../', import.meta.url);

const text = (file: string): string => readFileSync(new URL(file, root), 'utf8');

interface Row {
  readonly method: string;
  readonly answered: string;
  readonly note: string;
  readonly test: string;
}

const rows: readonly Row[] = [...text('docs/lsp.md').matchAll(/^\| `([\w$/]+)` \| (\w+) \| (.*?) ?\| (.*?) ?\|$/gm)].map(
  ([, method = '', answered = '', note = '', file = '']) => ({ method, answered, note, test: file }),
);

/** Messages of the base protocol that are no types of their own in the library. */
const BASE = ['$/cancelRequest', '$/progress', '$/setTrace', '$/logTrace'];

interface MessageType {
  readonly method: string;
  readonly messageDirection?: string;
}

const messages: readonly MessageType[] = Object.values(protocol as Record<string, unknown>).filter(
  (each): each is MessageType =>
    typeof (each as MessageType | undefined)?.method === 'string' && (each as MessageType).method.includes('/') === true,
);

/** Notifications and requests about the session itself, which no table of ours lists. */
const SESSION = [
  'initialize',
  'initialized',
  'shutdown',
  'exit',
  '$/cancelRequest',
  '$/setTrace',
  'textDocument/didOpen',
  'textDocument/didChange',
  'textDocument/didClose',
  'textDocument/semanticTokens',
  'workspace/didChangeConfiguration',
  'workspace/didChangeWorkspaceFolders',
  'workspace/didChangeWatchedFiles',
];

test('every message of the protocol is in the table, once', () => {
  const all = new Set([...messages.map(({ method }) => method), 'initialize', 'initialized', 'shutdown', 'exit', ...BASE]);
  expect(all.size).toBeGreaterThan(90);
  expect(rows.map(({ method }) => method).sort()).toEqual([...all].sort());
});

test('what the table says is answered is, and nothing else', () => {
  const answered = rows.filter((row) => row.answered === 'yes').map(({ method }) => method);
  const own = Object.keys(requests).filter((method) => !method.startsWith('assay/'));
  expect(answered.sort()).toEqual([...new Set([...own, ...SESSION])].sort());
  const sent = messages.filter(({ messageDirection }) => messageDirection === 'serverToClient').map(({ method }) => method);
  for (const row of rows.filter((each) => each.answered === 'sent')) expect([...sent, '$/progress']).toContain(row.method);
});

test('what is answered has a test that there is, and what is not has a reason', () => {
  for (const { method, answered, note, test: file } of rows) {
    if (answered === 'no') expect(note, method).not.toBe('');
    else expect(existsSync(new URL(file, root)) ? file : '', method).toMatch(/\.test\.ts$/);
    // Tests over a connection say the method, or have the client say it.
    if (file.startsWith('test/lsp/')) expect(text(file) + text('test/lsp/client.ts') + text('test/lsp/sessions.ts')).toContain(method);
  }
});

/** Where capabilities are not called as their method is. */
const CAPABILITIES: Readonly<Record<string, string>> = {
  'textDocument/formatting': 'documentFormattingProvider',
  'textDocument/rangeFormatting': 'documentRangeFormattingProvider',
  'textDocument/rangesFormatting': 'documentRangeFormattingProvider.rangesSupport',
  'textDocument/onTypeFormatting': 'documentOnTypeFormattingProvider',
  'textDocument/prepareRename': 'renameProvider.prepareProvider',
  'textDocument/prepareCallHierarchy': 'callHierarchyProvider',
  'textDocument/prepareTypeHierarchy': 'typeHierarchyProvider',
  'textDocument/documentColor': 'colorProvider',
  'textDocument/colorPresentation': 'colorProvider',
  'textDocument/semanticTokens/full': 'semanticTokensProvider.full',
  'textDocument/semanticTokens/full/delta': 'semanticTokensProvider.full.delta',
  'textDocument/semanticTokens/range': 'semanticTokensProvider.range',
  'textDocument/didOpen': 'textDocumentSync.openClose',
  'textDocument/didClose': 'textDocumentSync.openClose',
  'textDocument/didChange': 'textDocumentSync.change',
  'textDocument/didSave': 'textDocumentSync.save',
  'textDocument/willSave': 'textDocumentSync.willSave',
  'textDocument/willSaveWaitUntil': 'textDocumentSync.willSaveWaitUntil',
  'callHierarchy/incomingCalls': 'callHierarchyProvider',
  'callHierarchy/outgoingCalls': 'callHierarchyProvider',
  'typeHierarchy/supertypes': 'typeHierarchyProvider',
  'typeHierarchy/subtypes': 'typeHierarchyProvider',
  'completionItem/resolve': 'completionProvider.resolveProvider',
  'codeAction/resolve': 'codeActionProvider.resolveProvider',
  'codeLens/resolve': 'codeLensProvider.resolveProvider',
  'inlayHint/resolve': 'inlayHintProvider.resolveProvider',
  'documentLink/resolve': 'documentLinkProvider.resolveProvider',
  'workspaceSymbol/resolve': 'workspaceSymbolProvider.resolveProvider',
  'workspace/symbol': 'workspaceSymbolProvider',
  'workspace/diagnostic': 'diagnosticProvider.workspaceDiagnostics',
  'workspace/executeCommand': 'executeCommandProvider',
  'workspace/textDocumentContent': 'workspace.textDocumentContent',
  'workspace/didChangeWorkspaceFolders': 'workspace.workspaceFolders.changeNotifications',
  'workspace/didCreateFiles': 'workspace.fileOperations.didCreate',
  'workspace/willCreateFiles': 'workspace.fileOperations.willCreate',
  'workspace/didRenameFiles': 'workspace.fileOperations.didRename',
  'workspace/willRenameFiles': 'workspace.fileOperations.willRename',
  'workspace/didDeleteFiles': 'workspace.fileOperations.didDelete',
  'workspace/willDeleteFiles': 'workspace.fileOperations.willDelete',
  'notebookDocument/sync': 'notebookDocumentSync',
};

/** What a client may say to a server that announces nothing. */
const UNANNOUNCED =
  /^(\$\/|client|window|workspace\/did(ChangeConfiguration|ChangeWatchedFiles)|initialize|shutdown|exit|notebookDocument\/did|textDocument\/semanticTokens$)/;

test('what is answered is announced, and what is not is not', () => {
  const announced = capabilities();
  for (const { method, answered } of rows) {
    if (answered === 'sent' || UNANNOUNCED.test(method) || method.endsWith('/refresh')) continue;
    if (['workspace/workspaceFolders', 'workspace/applyEdit', 'telemetry/event'].includes(method)) continue;
    const path = CAPABILITIES[method] ?? `${method.replace('textDocument/', '')}Provider`;
    const value = path.split('.').reduce<unknown>((found, name) => (found as Record<string, unknown> | undefined)?.[name], announced);
    expect([method, Boolean(value)]).toEqual([method, answered === 'yes']);
  }
});
