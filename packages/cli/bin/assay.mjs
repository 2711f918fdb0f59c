#!/usr/bin/env node
// What `assay` is once it is installed. Node 22.8 and later keeps what it compiled of the bundle for the next run: a quarter of a short one.
import module from 'node:module';

module.enableCompileCache?.();
await import('../dist/assay.mjs');
