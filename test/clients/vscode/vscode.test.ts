import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Locator } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { client } from '../clients.ts';
import { Editor, type Spot, spotOf, until } from './editor.ts';
import { packAssay, packOther, workspaceFolder } from './extensions.ts';
import { takePicture } from './pictures.ts';

// Two stories in the real VS Code, each in the order in which it is written: a test goes on where the one before stopped.

const folder = client('vscode');

/** How long one test may take on a busy machine, in milliseconds. */
const TIME = 300_000;

const FORMAT_ON_SAVE = { '[grafana-alloy]': { 'editor.formatOnSave': true } };

describe.skipIf(!folder)('in the real VS Code, beside the extension of Grafana', { timeout: TIME }, () => {
  const workspace = workspaceFolder();
  const onDisk = (file: string): string => readFileSync(join(workspace, file), 'utf8');
  const spot = (file: string, part: string, offset = 0): Spot => spotOf(onDisk(file), part, offset);
  let editor: Editor;
  let squiggle: Locator;

  beforeAll(async () => {
    const settings = { ...FORMAT_ON_SAVE, 'editor.minimap.enabled': false };
    editor = await Editor.start({ client: folder as string, extensions: [packAssay(), packOther()], folder: workspace, settings });
    squiggle = editor.page.locator('.squiggly-error').first();
    await editor.open('broken/misspelt-attribute.alloy');
  }, TIME);

  afterAll(() => editor?.stop());

  test('a mistake is underlined, and is in Problems', async () => {
    await squiggle.waitFor({ state: 'attached' });
    expect(await editor.page.locator('#status\\.editor\\.mode').textContent()).toContain('Grafana Alloy');
    await editor.page.locator('.notification-list-item', { hasText: "Grafana's extension for Alloy is installed too" }).waitFor();
    await editor.command('Notifications: Clear All Notifications');
    const row = await editor.problem('has no attribute "scrape_intervall"');
    expect(await row.textContent()).toContain('block/unknown-attribute');
    await takePicture(editor.page, 'problems');
  });

  test('it is explained', async () => {
    await editor.goTo('misspelt-attribute.alloy', spot('broken/misspelt-attribute.alloy', 'scrape_intervall', 2));
    await editor.command('Assay: Explain This');
    await editor.webview().locator('h1', { hasText: 'An attribute that the block does not have' }).waitFor();
    await takePicture(editor.page, 'explain');
    await editor.command('View: Close Editor');
    await editor.command('View: Hide Panel');
  });

  test('a quick fix mends it, and saving formats', async () => {
    const { page } = editor;
    const file = 'broken/misspelt-attribute.alloy';
    await page.keyboard.press('Control+.');
    await page.locator('.action-widget .monaco-list-row', { hasText: 'Change to "scrape_interval"' }).first().waitFor();
    await takePicture(page, 'quick-fix');
    await page.keyboard.press('Enter');
    await squiggle.waitFor({ state: 'detached' });
    await page.keyboard.press('Control+S');
    await until(async () => onDisk(file).includes('\tscrape_interval = "30s"\n'));
    // One letter less, so the other lines of the column have moved; and the other extension, which formats too, did not.
    expect(onDisk(file)).toContain('\ttargets         = prometheus');
    expect(onDisk(file)).not.toContain('formatted by the other extension');
  });

  test('completes a reference with what fits', async () => {
    const { page } = editor;
    const file = 'broken/unknown-reference.alloy';
    await editor.goTo('unknown-reference.alloy', spot(file, '[loki.write', 1));
    for (const key of ['Shift+End', 'Shift+ArrowLeft', 'Delete', 'Control+Space']) await page.keyboard.press(key);
    const row = page.locator('.suggest-widget .monaco-list-row', { hasText: 'loki.write.platform.receiver' }).first();
    await row.waitFor();
    await takePicture(page, 'completion');
    await row.click();
    await squiggle.waitFor({ state: 'detached' });
    await page.keyboard.press('Control+S');
    await until(async () => onDisk(file).includes('[loki.write.platform.receiver]'));
  });

  test('hovering says what an attribute takes', async () => {
    const { line } = spot('big-bang/logs.alloy', 'loki.source.kubernetes "');
    await editor.goTo('logs.alloy', { line: line + 2, column: 6 });
    await editor.command('Show or Focus Hover');
    const hover = editor.page.locator('.monaco-hover:visible', { hasText: 'forward_to' }).first();
    await hover.waitFor();
    expect(await hover.textContent()).toMatch(/receiver/i);
    await takePicture(editor.page, 'hover');
    await editor.page.keyboard.press('Escape');
  });

  test('goes to a definition in another file', async () => {
    await editor.goTo('logs.alloy', spot('big-bang/logs.alloy', 'loki.write.loki.receiver', 12));
    await editor.page.keyboard.press('F12');
    await editor.tab('destinations.alloy').waitFor();
    await editor.status(`Ln ${spot('big-bang/destinations.alloy', 'loki.write "loki"').line},`);
  });

  test('renames a component in all files of the program', async () => {
    await editor.goTo('destinations.alloy', spot('big-bang/destinations.alloy', 'loki.write "loki"', 13));
    await editor.page.keyboard.press('F2');
    const input = editor.page.locator('.rename-box input');
    await input.waitFor();
    await input.fill('central');
    await takePicture(editor.page, 'rename');
    await input.press('Enter');
    await until(async () => onDisk('big-bang/logs.alloy').includes('loki.write.central.receiver'));
    await until(async () => onDisk('big-bang/destinations.alloy').includes('loki.write "central" {'));
  });

  test('fixes all that is safe in a file, and formats all files', async () => {
    const { page } = editor;
    await editor.goTo('deprecated-function.alloy');
    await editor.command('Assay: Fix All That Is Safe to Fix');
    await editor.line('sys.env("CLUSTER_NAME")').first().waitFor();
    await page.keyboard.press('Control+S');
    await until(async () => onDisk('broken/deprecated-function.alloy').includes('sys.env("CLUSTER_NAME")'));
    const formatted = onDisk('big-bang/metrics.alloy');
    writeFileSync(join(workspace, 'big-bang/metrics.alloy'), formatted.replaceAll('\t', '  '));
    await editor.command('Assay: Format All Files of the Workspace');
    await page.locator('.notification-list-item', { hasText: /\d+ of \d+ files formatted/ }).waitFor();
    expect(onDisk('big-bang/metrics.alloy')).toBe(formatted);
    await editor.command('Notifications: Clear All Notifications');
  });

  test('a lens above a component shows what it is connected with', async () => {
    await editor.goTo('unknown-reference.alloy');
    await editor.page.locator('.codelens-decoration a', { hasText: 'feeds loki.write.platform' }).first().click();
    await editor.page.locator('.peekview-widget .monaco-editor .view-line', { hasText: 'loki.write "platform"' }).first().waitFor();
    await editor.page.keyboard.press('Escape');
  });

  describe('the pipeline', () => {
    const node = (id: string): Locator => editor.webview().locator(`.node[data-id="${id}"]`);
    /** Where each node is. */
    const places = (): Promise<Record<string, string | null>> =>
      editor
        .webview()
        .locator('.node')
        .evaluateAll((nodes) => Object.fromEntries(nodes.map((each) => [each.getAttribute('data-id'), each.getAttribute('transform')])));

    test('a click on a component leads to its source', async () => {
      await editor.page.keyboard.press('Control+B');
      await editor.goTo('logs.alloy');
      await editor.command('Assay: Show the Pipeline');
      await node('loki.write.central').waitFor({ state: 'attached' });
      await editor.webview().locator('button', { hasText: 'Fit' }).click();
      await takePicture(editor.page, 'pipeline');
      await node('loki.write.central').click();
      await editor.tab('destinations.alloy').waitFor();
      await editor.status(`Ln ${spot('big-bang/destinations.alloy', 'loki.write "central"').line},`);
    });

    test('it follows the cursor', async () => {
      const { line } = spot('big-bang/logs.alloy', 'loki.source.kubernetes "');
      await editor.goTo('logs.alloy', { line: line + 1, column: 1 });
      await editor.webview().locator('.node.chosen[data-id="loki.source.kubernetes.containers"]').waitFor();
      expect(await editor.webview().locator('footer').textContent()).toContain('Feeds loki.process.containers');
    });

    test('what is there holds still while something is typed', async () => {
      const before = await places();
      await editor.page.keyboard.press('Control+End');
      await editor.type('\nloki.echo "new" { }');
      await node('loki.echo.new').waitFor({ state: 'attached' });
      const { 'loki.echo.new': added, ...after } = await places();
      expect(added).toBeTruthy();
      expect(after).toEqual(before);
    });

    test('keys go along it and open the source', async () => {
      await node('loki.source.kubernetes.containers').focus();
      const direction = await editor.webview().locator('.area').getAttribute('data-direction');
      await editor.page.keyboard.press(direction === 'down' ? 'ArrowDown' : 'ArrowRight');
      await editor.webview().locator('.node.chosen[data-id="loki.process.containers"]').waitFor();
      await editor.page.keyboard.press('Enter');
      await editor.status(`Ln ${spot('big-bang/logs.alloy', 'loki.process "containers"').line},`);
    });

    test('it shows what is found, in the dark too', async () => {
      await editor.goTo('reference-cycle.alloy', spot('broken/reference-cycle.alloy', 'loki.relabel "team"'));
      await editor.webview().locator('.node .badge.error').first().waitFor();
      await editor.command('Preferences: Toggle between Light/Dark Themes');
      await editor.page.locator('.monaco-workbench.vs-dark').waitFor();
      await node('loki.process.parse').click();
      await editor.status(`Ln ${spot('broken/reference-cycle.alloy', 'loki.process "parse"').line},`);
      await takePicture(editor.page, 'pipeline-findings');
      await editor.goTo('reference-cycle.alloy', spot('broken/reference-cycle.alloy', 'loki.process "parse"', 40));
      await editor.webview().locator('button.finding', { hasText: 'these blocks wait for each other' }).click();
      await editor.status(`Ln ${spot('broken/reference-cycle.alloy', 'loki.process "parse"').line},`);
    });
  });

  test('starts the server again when it ends, says when it gives up, and starts it when it is asked to', async () => {
    /** The server that runs now, as soon as it is not the one of before. */
    const another = async (last?: number): Promise<number> => {
      let running: number[] = [];
      await until(async () => {
        running = editor.processes('server.js');
        return running.length === 1 && running[0] !== last;
      });
      return running[0] as number;
    };
    await editor.goTo('unknown-component.alloy');
    let server: number | undefined;
    for (let times = 0; times < 4; times++) {
      // It has to answer first: a server that ends before it does is another case.
      await squiggle.waitFor({ state: 'attached' });
      server = await another(server);
      process.kill(server, 'SIGKILL');
      await squiggle.waitFor({ state: 'detached' });
    }
    const message = editor.page.locator('.notification-list-item', { hasText: 'The server of Assay ended several times' });
    await message.waitFor();
    await message.locator('.monaco-button', { hasText: 'Restart' }).click();
    server = await another(server);
    await editor.command('Assay: Restart the Server');
    await another(server);
    // It answers.
    await squiggle.waitFor({ state: 'attached' });
  });

  test('shows the pipeline again after the window was loaded anew', async () => {
    await editor.open();
    await editor.webview().locator('.node').first().waitFor({ state: 'attached' });
    // The server of the window before is gone.
    await until(async () => editor.processes('server.js').length === 1);
  });
});

describe.skipIf(!folder)('as a web extension', { timeout: TIME }, () => {
  const workspace = workspaceFolder();
  const file = 'broken/unknown-reference.alloy';
  let editor: Editor;

  beforeAll(async () => {
    // It runs in a worker of the page, where there is no Node.js and no file system.
    const settings = { ...FORMAT_ON_SAVE, 'remote.extensionKind': { 'assay.assay-alloy': ['web'] } };
    editor = await Editor.start({ client: folder as string, extensions: [packAssay()], folder: workspace, settings });
    await editor.open(file);
  }, TIME);

  afterAll(() => editor?.stop());

  test('it finds mistakes, also in files that are not open', async () => {
    await editor.page.locator('.squiggly-error').first().waitFor({ state: 'attached' });
    await editor.problem('"output" may only be given once');
    expect(editor.processes('server.js')).toEqual([]);
  });

  test('it formats', async () => {
    const before = readFileSync(join(workspace, file), 'utf8');
    await editor.goTo('unknown-reference.alloy', spotOf(before, '= local', 0));
    await editor.type('   ');
    await editor.page.keyboard.press('Control+S');
    await editor.page.locator('.tab.active:not(.dirty)').first().waitFor();
    expect(readFileSync(join(workspace, file), 'utf8')).toBe(before);
  });

  test('it shows the pipeline of several files, of which one is open', async () => {
    await editor.goTo('logs.alloy');
    await editor.command('Assay: Show the Pipeline');
    await editor.webview().locator('.node[data-id="loki.write.loki"]').waitFor({ state: 'attached' });
  });
});
