/** `npm test`: types, lint, unit and end-to-end tests, colours, and the tests in a real VS Code; ends with what failed and one line that counts them all. */
import { spawn } from 'node:child_process';
import { join } from 'node:path';

const root = join(import.meta.dirname, '..');
const node = [process.execPath, '--disable-warning=ExperimentalWarning'];

/** A step counts the tests that it names; one that names none counts as one test. */
const steps: { name: string; command: string[] }[] = [
    { name: 'types', command: [process.execPath, 'node_modules/typescript/bin/tsc'] },
    { name: 'types of what runs in webviews', command: [process.execPath, 'node_modules/typescript/bin/tsc', '--project', 'extension/infrastructure/webview'] },
    { name: 'lint', command: [process.execPath, 'node_modules/oxlint/bin/oxlint', '--type-aware'] },
    { name: 'tests', command: [...node, 'node_modules/mocha/bin/mocha.js', 'test/**/*.test.ts', '--ignore', 'test/vscode/**'] },
    { name: 'colours', command: [process.execPath, 'node_modules/vscode-tmgrammar-test/dist/unit.js', 'test/extension/grammar/*.apim'] },
    { name: 'tests in a real VS Code', command: [...node, 'test/vscode/run.ts'] }
];

const total = { passed: 0, failed: 0, skipped: 0 };
const failures: string[] = [];
for (const { name, command } of steps) {
    console.log(`\n── ${name}`);
    const { code, output } = await run(command);
    const passed = counted(output, 'passing');
    const failed = counted(output, 'failing');
    const isSkipped = code === 0 && passed === 0 && /^skipped: /m.test(output);
    total.passed += passed || (code === 0 && !isSkipped ? 1 : 0);
    total.failed += failed || (code === 0 ? 0 : 1);
    total.skipped += counted(output, 'pending') + (isSkipped ? 1 : 0);
    if (failed > 0 || code !== 0) failures.push(`\n── failed: ${name}\n${whatFailed(output)}`);
}
console.log('\n── result');
for (const failure of failures) console.log(failure);
console.log(`\n${total.passed} passed, ${total.failed} failed${total.skipped > 0 ? `, ${total.skipped} skipped` : ''}`);
process.exitCode = total.failed === 0 ? 0 : 1;

function run([program = '', ...args]: string[]): Promise<{ code: number; output: string }> {
    return new Promise(resolve => {
        const child = spawn(program, args, { cwd: root, stdio: ['ignore', 'pipe', 'inherit'] });
        let output = '';
        child.stdout.on('data', (chunk: Buffer) => {
            output += chunk.toString();
            process.stdout.write(chunk);
        });
        child.on('error', error => resolve({ code: 1, output: error.message }));
        child.on('close', code => resolve({ code: code ?? 1, output }));
    });
}

/** What is told of failures, for those who see only the end of a long log: what mocha lists behind its counts, or the last lines. */
function whatFailed(output: string): string {
    const lists = [...output.matchAll(/^\s*\d+ failing\b/gm)].map(({ index }) => output.slice(index));
    return lists.length > 0 ? lists.map(list => list.slice(0, 5000)).join('\n') : output.slice(-5000);
}

/** The sum of mocha's closing lines, of which a step may print several. */
function counted(output: string, word: 'passing' | 'failing' | 'pending'): number {
    return [...output.matchAll(new RegExp(`^\\s*(\\d+) ${word}\\b`, 'gm'))].reduce((sum, [, count]) => sum + Number(count), 0);
}
