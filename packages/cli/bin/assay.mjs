#!/usr/bin/env node
// What `assay` is once it is installed. Node 22.8 and later keeps what it compiled of the bundle for the next run: a quarter of a short one.
import module from 'node:module';
import { compileCacheDirectory } from './compile-cache.mjs';

const directory = module.enableCompileCache && compileCacheDirectory();
if (directory) module.enableCompileCache(directory);
await import('../dist/assay.mjs');
