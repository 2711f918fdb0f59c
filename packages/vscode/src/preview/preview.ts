/** The pipeline beside the editor: one panel, which shows the program of the file that somebody works on. */
import { GRAPH, type GraphNodeItem, type GraphParams, type GraphResult } from '@assay/lsp/protocol';
import {
  type Disposable,
  type ExtensionContext,
  type Position,
  type TextEditor,
  TextEditorRevealType,
  Uri,
  ViewColumn,
  type WebviewPanel,
  window,
} from 'vscode';
import { LANGUAGE, type LanguageServer } from '../language-server.ts';
import { type PlainRange, toRange } from '../ranges.ts';
import { pageHtml } from './html.ts';
import type { FromPage, PageState, ToPage } from './messages.ts';

const VIEW = 'assay.pipeline';

export class PipelinePreview implements Disposable {
  readonly #server: LanguageServer;
  readonly #folder: Uri;
  readonly #subscriptions: Disposable[] = [];
  #panel: WebviewPanel | undefined;
  /** The file whose program is shown. */
  #target: Uri | undefined;
  #graph: GraphResult | undefined;
  #isReady = false;
  #isAsking = false;
  #isOutdated = false;

  constructor({ extensionUri }: ExtensionContext, server: LanguageServer) {
    this.#server = server;
    this.#folder = extensionUri;
    this.#subscriptions.push(
      server.onReady(() => this.#update()),
      server.onGraphChanged((uris) => {
        const shown = new Set([this.#target?.toString(), ...(this.#graph?.uris ?? [])]);
        if (uris.some((uri) => shown.has(uri))) this.#update();
      }),
      window.onDidChangeActiveTextEditor((editor) => this.#follow(editor)),
      window.onDidChangeTextEditorSelection(({ textEditor }) => {
        if (textEditor === window.activeTextEditor) this.#showCursor(textEditor);
      }),
      window.registerWebviewPanelSerializer(VIEW, {
        deserializeWebviewPanel: async (panel, state: PageState | undefined) => {
          this.#target = state?.uri ? Uri.parse(state.uri) : window.activeTextEditor?.document.uri;
          this.#adopt(panel);
        },
      }),
    );
  }

  /** Shows the pipeline of the program that a file is part of. */
  async show(uri: Uri): Promise<void> {
    this.#target = uri;
    if (this.#panel) this.#panel.reveal(undefined, true);
    else {
      const showOptions = { viewColumn: ViewColumn.Beside, preserveFocus: true };
      this.#adopt(window.createWebviewPanel(VIEW, 'Pipeline', showOptions, { retainContextWhenHidden: true, enableFindWidget: true }));
    }
    await this.#update();
  }

  dispose(): void {
    this.#panel?.dispose();
    for (const each of this.#subscriptions) each.dispose();
  }

  #adopt(panel: WebviewPanel): void {
    this.#panel = panel;
    this.#isReady = false;
    panel.iconPath = {
      light: Uri.joinPath(this.#folder, 'images/file-light.svg'),
      dark: Uri.joinPath(this.#folder, 'images/file-dark.svg'),
    };
    panel.webview.options = { enableScripts: true, localResourceRoots: [this.#folder] };
    panel.webview.onDidReceiveMessage((message: FromPage) => this.#receive(message));
    panel.onDidDispose(() => {
      this.#panel = undefined;
      this.#graph = undefined;
    });
    panel.webview.html = pageHtml(panel.webview, this.#folder);
  }

  #receive(message: FromPage): void {
    switch (message.type) {
      case 'ready':
        this.#isReady = true;
        void this.#update();
        break;
      case 'openNode': {
        const node = this.#graph?.nodes.find(({ id }) => id === message.node);
        const finding = message.finding === undefined ? undefined : node?.findings[message.finding];
        if (node) void this.#open(node.uri, finding?.range ?? node.selectionRange);
        break;
      }
      case 'openEdge': {
        const edge = this.#graph?.edges.find(({ from, to }) => from === message.from && to === message.to);
        if (edge) void this.#open(edge.uri, edge.range);
        break;
      }
    }
  }

  /** Where the file is open already, otherwise in the column of the editors beside the preview. */
  async #open(uri: string, range: PlainRange): Promise<void> {
    const target = Uri.parse(uri);
    const open = window.visibleTextEditors.find(({ document }) => document.uri.toString() === target.toString());
    const other = window.visibleTextEditors.find(({ document }) => document.languageId === LANGUAGE);
    const viewColumn =
      open?.viewColumn ?? other?.viewColumn ?? (this.#panel?.viewColumn === ViewColumn.One ? ViewColumn.Two : ViewColumn.One);
    const selection = toRange(range);
    const editor = await window.showTextDocument(target, { viewColumn, selection });
    editor.revealRange(selection, TextEditorRevealType.InCenterIfOutsideViewport);
  }

  #follow(editor: TextEditor | undefined): void {
    if (!this.#panel || editor?.document.languageId !== LANGUAGE) return;
    const { uri } = editor.document;
    const isShown = this.#graph?.uris.includes(uri.toString());
    this.#target = uri;
    if (isShown) this.#showCursor(editor);
    else void this.#update();
  }

  #showCursor({ document, selection }: TextEditor): void {
    if (this.#panel && document.languageId === LANGUAGE)
      this.#post({ type: 'cursor', node: this.#nodeAt(document.uri, selection.active)?.id });
  }

  /** The innermost block that is a node. */
  #nodeAt(uri: Uri, position: Position): GraphNodeItem | undefined {
    const text = uri.toString();
    return this.#graph?.nodes
      .filter((node) => node.uri === text && toRange(node.range).contains(position))
      .sort((a, b) => b.range.start.line - a.range.start.line)[0];
  }

  /** Asks for the pipeline and shows it. Where it changes meanwhile, it is asked for again, but never twice at a time. */
  async #update(): Promise<void> {
    if (!this.#panel || !this.#isReady) return;
    if (this.#isAsking) {
      this.#isOutdated = true;
      return;
    }
    this.#isAsking = true;
    try {
      do {
        this.#isOutdated = false;
        const target = this.#target;
        if (!target) break;
        const graph = await this.#server.request<GraphResult | null>(GRAPH, { uri: target.toString() } satisfies GraphParams);
        if (!this.#isOutdated) this.#showGraph(graph ?? undefined);
      } while (this.#isOutdated);
    } finally {
      this.#isAsking = false;
    }
  }

  #showGraph(graph: GraphResult | undefined): void {
    if (!this.#panel) return;
    // A file that was closed is not known any more; its picture is still good.
    if (!graph && this.#graph) return;
    this.#graph = graph;
    if (!graph) {
      this.#post({ type: 'nothing', why: 'Open an Alloy file to see its pipeline.' });
      return;
    }
    const program = nameOf(graph.uris);
    this.#panel.title = `Pipeline: ${program}`;
    const { nodes, edges } = graph;
    this.#post({ type: 'graph', uri: this.#target?.toString() ?? '', program, graph: { nodes, edges } });
    const editor = window.activeTextEditor;
    if (editor) this.#showCursor(editor);
  }

  #post(message: ToPage): void {
    if (this.#isReady) void this.#panel?.webview.postMessage(message);
  }
}

/** A program of one file is called as the file, one of several as their directory. */
function nameOf(uris: readonly string[]): string {
  const parts = Uri.parse(uris[0] ?? '').path.split('/');
  return parts.at(uris.length === 1 ? -1 : -2) ?? '';
}
