import { readdirSync } from 'node:fs';
import path from 'node:path';
import { format } from 'node:util';

/** What VS Code calls in its extension host; a rejection is a failed run. */
export async function run(): Promise<void> {
    const { default: Mocha } = await import('mocha');
    // In a browser the window logs much of its own; the mark tells what comes from the tests.
    const mark = process.env['APIM_TEST_MARK'] ?? '';
    Mocha.reporters.Base.consoleLog = (...line: unknown[]) => console.log(mark + format(...line));
    const mocha = new Mocha({ ui: 'bdd', reporter: 'spec', color: false, timeout: 180_000, bail: false });
    for (const file of readdirSync(__dirname).filter(name => name.endsWith('.test.cjs')).sort()) {
        mocha.addFile(path.join(__dirname, file));
    }
    await mocha.loadFilesAsync();
    await new Promise<void>((resolve, reject) => {
        mocha.run(failures => failures === 0 ? resolve() : reject(new Error(`${failures} tests failed`)));
    });
}
