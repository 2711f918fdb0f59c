import { processEnvironment } from './output.ts';
import { run } from './run.ts';

// Not `process.exit`: what was written to a pipe must get out first.
process.exitCode = await run(process.argv.slice(2), processEnvironment());
