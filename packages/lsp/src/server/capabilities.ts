import { type ClientCapabilities, type ServerCapabilities, TextDocumentSyncKind } from 'vscode-languageserver';
import { CODE_ACTION_KINDS } from '../service/code-actions.ts';

/** What the server answers. */
export function serverCapabilities(): ServerCapabilities {
  return {
    positionEncoding: 'utf-16',
    textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental, save: false },
    diagnosticProvider: { identifier: 'assay', interFileDependencies: true, workspaceDiagnostics: true },
    completionProvider: { triggerCharacters: ['.', '"', '[', '='], resolveProvider: true },
    hoverProvider: true,
    definitionProvider: true,
    codeActionProvider: { codeActionKinds: [...CODE_ACTION_KINDS] },
    documentFormattingProvider: true,
    documentRangeFormattingProvider: { rangesSupport: true },
    documentOnTypeFormattingProvider: { firstTriggerCharacter: '}', moreTriggerCharacter: ['\n'] },
    workspace: { workspaceFolders: { supported: true, changeNotifications: true } },
  };
}

/** What the server asks of a client, as far as it makes a difference. */
export interface ClientFeatures {
  readonly snippets: boolean;
  readonly pullsDiagnostics: boolean;
  readonly refreshesDiagnostics: boolean;
  readonly configuration: boolean;
  readonly watchesConfiguration: boolean;
  readonly watchesFiles: boolean;
  readonly textContent: boolean;
}

export function clientFeatures({ textDocument, workspace }: ClientCapabilities): ClientFeatures {
  return {
    snippets: textDocument?.completion?.completionItem?.snippetSupport === true,
    pullsDiagnostics: textDocument?.diagnostic !== undefined,
    refreshesDiagnostics: workspace?.diagnostics?.refreshSupport === true,
    configuration: workspace?.configuration === true,
    watchesConfiguration: workspace?.didChangeConfiguration?.dynamicRegistration === true,
    watchesFiles: workspace?.didChangeWatchedFiles?.dynamicRegistration === true,
    textContent: workspace?.textDocumentContent !== undefined,
  };
}
