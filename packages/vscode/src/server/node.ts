/** The server in a process of its own, which the extension forks. */
import { serveNode } from '@assay/lsp/node';
import manifest from '../../package.json' with { type: 'json' };

serveNode({ transport: 'ipc', version: manifest.version });
