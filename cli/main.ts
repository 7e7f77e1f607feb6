/** The command `apim`: the one error boundary, and the one place that ends the process. */
import * as nodeModule from 'node:module';
import { processShell } from './shell.ts';

// By name and not imported by name: an older Node must be told so, not end in a message about this line.
const { enableCompileCache } = nodeModule as { enableCompileCache?: typeof nodeModule.enableCompileCache };
const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
if (!enableCompileCache || major < 22 || (major === 22 && minor < 13)) {
    process.stderr.write(`apim needs Node 22.13 or newer, and this is ${process.version}. Put a newer one first in the PATH.\n`);
    process.exit(64);
}
enableCompileCache();
const { runProgram } = await import('./program.ts');
const shell = processShell(code => process.exit(code));
process.exit(await shell.finish(await runProgram(process.argv.slice(2), shell)));
