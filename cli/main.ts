/** The command `apim`: the one place that ends the process. */
import * as nodeModule from 'node:module';
import { bundleBeside } from './bundle-beside.ts';
import type * as whole from './whole-program.ts';

// By name and not imported by name: an older Node must be told so, not end in a message about this line.
const { enableCompileCache } = nodeModule as { enableCompileCache?: typeof nodeModule.enableCompileCache };
const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
if (!enableCompileCache || major < 22 || (major === 22 && minor < 13)) {
    process.stderr.write(`apim needs Node 22.13 or newer, and this is ${process.version}. Put a newer one first in the PATH.\n`);
    process.exit(64);
}
enableCompileCache();
void run(process.argv.slice(2)).then(exit => process.exit(exit));

/** A check is run in every build and all day, and needs little of the program. */
async function run(args: readonly string[]): Promise<number> {
    const exit = args.includes('check') ? await (await import('./check/alone.ts')).checkAlone(args) : undefined;
    return exit ?? wholeProgram(args);
}

/** Of the bundles, it is one of its own: see scripts/bundle.ts. */
async function wholeProgram(args: readonly string[]): Promise<number> {
    const bundle = await bundleBeside<typeof whole>('apim-program.cjs');
    const exit = await (bundle?.module ?? await import('./whole-program.ts')).wholeProgram(args);
    bundle?.keep();
    return exit;
}
