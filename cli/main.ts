/** The command `apim`: the one error boundary, and the one place that ends the process. */
import { enableCompileCache } from 'node:module';
import { processShell } from './shell.ts';

enableCompileCache();
const { runProgram } = await import('./program.ts');
const shell = processShell(code => process.exit(code));
process.exit(await shell.finish(await runProgram(process.argv.slice(2), shell)));
