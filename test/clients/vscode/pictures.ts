/** Pictures of the editor for the documentation. They are taken anew only where UPDATE_PICTURES is set; pngquant makes them small. */
import { execFileSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Page } from 'playwright-core';

const folder = fileURLToPath(new URL('../../../docs/editors/vscode', import.meta.url));

/** Takes docs/editors/vscode/NAME.png, of all that is seen. */
export async function takePicture(page: Page, name: string): Promise<void> {
  if (!process.env.UPDATE_PICTURES) return;
  mkdirSync(folder, { recursive: true });
  const path = join(folder, `${name}.png`);
  await page.screenshot({ path, animations: 'disabled', caret: 'initial' });
  execFileSync('pngquant', ['--force', '--skip-if-larger', '--strip', '--speed', '1', '--output', path, '128', path]);
}
