// Compiles `main.tsp` of a folder and writes nothing: `node typespec.mjs FOLDER`.
import { join } from 'node:path';
import { compile, NodeHost } from '@typespec/compiler';

const program = await compile(NodeHost, join(process.argv[2], 'main.tsp'), { noEmit: true });
process.stdout.write(`${program.sourceFiles.size} files, ${program.diagnostics.filter(({ severity }) => severity === 'error').length} errors\n`);
