/** Makes the extension's icon, which has to be a PNG, of its drawing: `node test/clients/vscode/icon.ts`. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';
import { client } from '../clients.ts';

const images = fileURLToPath(new URL('../../../packages/vscode/images', import.meta.url));
const folder = client('vscode');
if (folder) {
  const browser = await chromium.launch({ executablePath: join(folder, 'chromium'), args: ['--no-sandbox'] });
  const page = await browser.newPage({ viewport: { width: 256, height: 256 } });
  await page.setContent(`<style>body { margin: 0 }</style>${readFileSync(join(images, 'icon.svg'), 'utf8')}`);
  await page.screenshot({ path: join(images, 'icon.png'), omitBackground: true });
  await browser.close();
}
