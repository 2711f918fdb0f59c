import { existsSync, realpathSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { CONFIGURATION_NAME } from '@assay/checker/configuration';
import { isConfiguration, isGlob, isPassedOver } from './files.ts';
import { shown } from './harmless.ts';
import { complaint, type Environment, faultMessage } from './output.ts';
import { repositoryRoot } from './repository.ts';

/** How long it has to be quiet before files are looked at again: editors and git write several at once. In milliseconds. */
const QUIET = 100;

/** Ends what is watched: removes its listener, and is called at once where the process is asked to end. */
type Ending = (end: () => void) => () => void;

/** Ctrl-C, and what `kill` sends. */
const onSignal: Ending = (end) => {
  process.once('SIGINT', end).once('SIGTERM', end);
  return () => process.off('SIGINT', end).off('SIGTERM', end);
};

/**
 * Runs something, and again whenever files that PATH arguments mean, or an assay.json, change. Ends when the process is asked to.
 *
 * @param run a fault in it is said, and what comes next is waited for
 */
export async function watchFiles(
  paths: readonly string[],
  run: () => Promise<void>,
  environment: Environment,
  ending: Ending = onSignal,
): Promise<void> {
  const { out, err } = environment;
  const { watch } = await import('chokidar');
  const above = join(repositoryRoot('.') ?? '.', CONFIGURATION_NAME);
  // What was named is followed, as it is when it is checked.
  const roots = [...paths.map((path) => realPath(rootOf(path))), ...(existsSync(above) ? [above] : [])];
  const named = new Set(roots.map((path) => resolve(path)));
  // A glob means files by any name.
  const any = paths.some((path) => rootOf(path) !== path);
  const isOurs = (path: string): boolean => any || isConfiguration(path) || basename(path) === CONFIGURATION_NAME;
  const watcher = watch(roots, {
    ignoreInitial: true,
    // They may lead out of the repository, and to what never ends.
    followSymlinks: false,
    ignored: (path, stats) => !named.has(resolve(path)) && (isPassedOver(basename(path)) || (stats?.isFile() === true && !isOurs(path))),
  });

  let changed = true;
  let wake = (): void => {};
  let over = false;
  let timer: NodeJS.Timeout | undefined;
  watcher.on('all', () => {
    clearTimeout(timer);
    timer = setTimeout(() => {
      changed = true;
      wake();
    }, QUIET);
  });
  // What cannot be watched is said; the rest is.
  watcher.on('error', (error) => err.write(complaint(`cannot be watched: ${(error as Error).message}`)));
  const remove = ending(() => {
    over = true;
    wake();
  });
  await new Promise<void>((ready) => {
    wake = ready;
    watcher.once('ready', ready);
  });
  while (!over) {
    if (changed) {
      changed = false;
      if (out.isTerminal) out.write(shown`\x1b[2J\x1b[3J\x1b[H`);
      try {
        await run();
      } catch (error) {
        err.write(faultMessage('internal fault', error, environment));
      }
      if (!over) err.write(shown`Waiting for changes; Ctrl-C ends this.\n`);
    }
    await new Promise<void>((resolve) => {
      wake = resolve;
      if (changed || over) resolve();
    });
  }
  clearTimeout(timer);
  remove();
  await watcher.close();
}

function realPath(path: string): string {
  try {
    return realpathSync(path);
  } catch {
    return path;
  }
}

/** What there is to watch for a PATH: itself, or the directory that all that a glob means is below. */
function rootOf(path: string): string {
  if (existsSync(path) || !isGlob(path)) return path;
  const parts = path.split('/');
  return parts.slice(0, parts.findIndex(isGlob)).join('/') || (path.startsWith('/') ? '/' : '.');
}
