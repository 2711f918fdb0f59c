/** The server in a worker. */
import { serveWorker } from '@assay/lsp/browser';
import manifest from '../../package.json' with { type: 'json' };

serveWorker(globalThis as unknown as Parameters<typeof serveWorker>[0], manifest.version);
