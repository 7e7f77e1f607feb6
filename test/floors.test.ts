import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Imports that a floor must not have; the last ones are allowed, so that the table is known not to refuse everything. */
const probes: [file: string, imported: string, refused: boolean][] = [
    ['java-regex/x.ts', '../language/rules.ts', true],
    ['java-regex/x.ts', './reader.ts', false],
    ['project/x.ts', '../language/project.ts', true],
    ['project/x.ts', 'node:fs', true],
    ['language/x.ts', '../compiler/compile.ts', true],
    ['language/x.ts', 'langium/lsp', true],
    ['language/checks/x.ts', '../../registration/plan.ts', true],
    ['compiler/x.ts', '../registration/plan.ts', true],
    ['compiler/x.ts', '../language/generated/ast.ts', true],
    ['registration/x.ts', '../gateway/server.ts', true],
    ['registration/x.ts', 'vscode', true],
    ['gateway/policies/x.ts', '../../registration/plan.ts', true],
    ['gateway/policies/x.ts', '../../java-regex/judge.ts', false],
    ['language-server/x.ts', 'vscode', true],
    ['cli/x.ts', '../gateway/server.ts', true],
    ['cli/commands/x.ts', '../../extension/main.ts', true],
    ['extension/features/register/x.ts', '../../../registration/plan.ts', true],
    ['extension/features/register/x.ts', '../../../language-server/server.ts', true],
    ['extension/features/register/x.ts', '../../../language-server/protocol.ts', false],
    ['extension/features/register/x.ts', '../../../language-server/protocol/views.ts', true],
    ['cli/x.ts', '../registration/plan.ts', false],
    ['compiler/x.ts', '../language/declarations.ts', false]
];

describe('walls between the floors', () => {
    const root = join(dirname(fileURLToPath(import.meta.url)), '..');
    const folder = mkdtempSync(join(tmpdir(), 'apim-floors-'));
    copyFileSync(join(root, '.oxlintrc.json'), join(folder, '.oxlintrc.json'));
    after(() => rmSync(folder, { recursive: true }));

    for (const [file, imported, refused] of probes) {
        it(`${dirname(file)} ${refused ? 'must not' : 'may'} import ${imported}`, () => {
            mkdirSync(join(folder, dirname(file)), { recursive: true });
            writeFileSync(join(folder, file), `import { x } from '${imported}';\nexport const y = x;\n`);
            assert.equal(lint(root, folder, file).includes('no-restricted-imports'), refused);
        });
    }
});

function lint(root: string, folder: string, file: string): string {
    try {
        return execFileSync(process.execPath, [join(root, 'node_modules/oxlint/bin/oxlint'), '--format', 'unix', file], { cwd: folder, encoding: 'utf8' });
    } catch (error) {
        return String((error as { stdout: unknown }).stdout);
    }
}
