import assert from 'node:assert/strict';
import { execFile, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

const root = join(import.meta.dirname, '../..');

const acme = `organization Acme {
  locked plan Gold@1.0 { policy RateLimiting { limit: 10, granularity: Client, period: Day } }
  published private api Orders@1.0 {
    endpoint: "https://orders.example"
    offers Gold@1.0
    policy Jwt { signingKeyString: "https://login.example/jwks" }
  }
}
`;
const shop = `organization Shop {
    client Mobile@1.0 { contract Acme/Orders@1.0 via Gould }
}
`;

/** What a user asks of the editor, and where the answers go. Lines and columns count from zero. */
const questions = `
local function ask(method, extra)
  local params = vim.tbl_extend('force', { textDocument = vim.lsp.util.make_text_document_params(0) }, extra or {})
  local answers = vim.lsp.buf_request_sync(0, method, params, 30000) or {}
  for _, answer in pairs(answers) do return answer.result or answer.error end
end
vim.cmd('edit shop.apim')
assert(vim.wait(60000, function() return #vim.diagnostic.get(0, { severity = vim.diagnostic.severity.ERROR }) > 0 end, 50), 'no diagnostics')
local at = function(line, character) return { position = { line = line, character = character } } end
local result = { diagnostics = {} }
for _, found in ipairs(vim.diagnostic.get(0)) do table.insert(result.diagnostics, { line = found.lnum, column = found.col, severity = found.severity, message = found.message }) end
result.hover = ask('textDocument/hover', at(1, 40))
result.definition = ask('textDocument/definition', at(1, 40))
result.completion = ask('textDocument/completion', at(1, 54))
result.formatting = ask('textDocument/formatting', { options = { tabSize = 2, insertSpaces = true } })
result.rename = ask('textDocument/rename', vim.tbl_extend('force', at(1, 40), { newName = 'Purchases' }))
result.symbols = ask('textDocument/documentSymbol')
result.actions = ask('textDocument/codeAction', { range = { start = { line = 1, character = 54 }, ['end'] = { line = 1, character = 54 } }, context = { diagnostics = {} } })
local file = io.open('result.json', 'w')
file:write(vim.fn.json_encode(result))
file:close()
vim.cmd('qall!')
`;

interface Answers {
    diagnostics: { line: number; column: number; severity: number; message: string }[];
    hover: { contents: { value: string } };
    definition: { uri: string }[] | { uri: string };
    completion: { items: { label: string; insertTextFormat?: number }[] } | { label: string; insertTextFormat?: number }[];
    formatting: unknown[];
    rename: { changes?: Record<string, unknown[]>; documentChanges?: unknown[] };
    symbols: { name: string }[];
    actions: { title: string }[];
}

describe('Neovim, with nothing but a path to the server', () => {
    const hasNeovim = spawnSync('nvim', ['--version']).status === 0;
    let folder = '';
    afterEach(() => rmSync(folder, { recursive: true, force: true }));

    it('shows findings, explains, finds, completes, formats, renames and mends', async function () {
        if (!hasNeovim) {
            // Said, not hidden: a machine without Neovim proves nothing about it.
            console.log('      skipped: Neovim is not installed.');
            this.skip();
        }
        folder = mkdtempSync(join(tmpdir(), 'apim-neovim-'));
        const [, configuration = ''] = /```lua\n([\s\S]*?)```/.exec(readFileSync(join(root, 'docs/editors.md'), 'utf8')) ?? [];
        assert.ok(configuration.includes('start_client'));
        const files = { 'apim.yaml': 'dialect: scheer-pas\n', 'acme.apim': acme, 'shop.apim': shop, 'init.lua': configuration, 'ask.lua': questions };
        for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
        // Without a bundle the server runs from its source, as in every other test.
        const environment = { ...process.env, HOME: folder, XDG_CONFIG_HOME: folder, XDG_DATA_HOME: folder, XDG_STATE_HOME: folder, APIM_SERVER: join(root, 'language-server/main.ts') };
        await promisify(execFile)('nvim', ['--headless', '--clean', '-n', '-u', 'init.lua', '-c', 'luafile ask.lua'], { cwd: folder, env: environment, timeout: 110_000 });
        const answers = JSON.parse(readFileSync(join(folder, 'result.json'), 'utf8')) as Answers;

        assert.ok(answers.diagnostics.some(({ line, severity, message }) => line === 1 && severity === 1 && message === "API 'Orders' does not offer plan 'Gould'. Did you mean 'Gold'?"));
        assert.match(answers.hover.contents.value, /Orders/);
        assert.match(JSON.stringify(answers.definition), /acme\.apim/);
        const items = Array.isArray(answers.completion) ? answers.completion : answers.completion.items;
        assert.ok(items.some(({ label }) => label === 'Gold'), JSON.stringify(items.map(({ label }) => label)));
        assert.ok(answers.formatting.length > 0);
        assert.match(JSON.stringify(answers.rename), /acme\.apim.*Purchases/);
        assert.ok(answers.symbols.some(({ name }) => name.startsWith('Shop')));
        assert.ok(answers.actions.some(({ title }) => title === "Use plan 'Gold'"), JSON.stringify(answers.actions));
    });
});
