/** `server.mjs`: a few lines, so that the language server itself can be loaded with what was compiled of it before. */
import nodeModule from 'node:module';
import path from 'node:path';
import { compiledBundle } from './compiled-bundle.ts';

nodeModule.enableCompileCache();
const program = path.join(import.meta.dirname, 'server-program.cjs');
const compiled = compiledBundle(program, (globalThis as { apimBuild?: string }).apimBuild ?? '');
if (compiled) compiled.keep();
else nodeModule.createRequire(program)(program);
