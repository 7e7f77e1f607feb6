import assert from 'node:assert/strict';
import { logExtract } from '../../extension/features/report-problem/log-extract.ts';
import { reportText, type ReportFacts } from '../../extension/features/report-problem/report.ts';

const vocabulary = { commands: ['apim.registerClient', 'apim.registerAll'] };

describe('the log in a report of a problem', () => {
    const log = [
        '2026-05-04 09:00:01.123 [info] Starting the language server on VS Code\'s Node 24.1.0 (with node:sqlite).',
        '2026-05-04 09:00:02.000 [warning] apim.registerClient: The gateway of "acme-prod" at https://admin:hunter2@gateway.acme.example:8081 refused admin.',
        '2026-05-04 09:00:03.500 [error] apim.registerAll: TypeError: Cannot read "canary-4711" of /home/anna/geheim/shopinc.apim',
        '    at Registration.register (/home/anna/.vscode/extensions/apim.apim-0.1.0/out/extension.cjs:12:345)',
        '    at async hunter2 (C:\\Users\\Anna Schmidt\\shop\\secret-tool.js:1:2)',
        '    at node:internal/process/task_queues:95:5',
        'ShopInc/MobileShop@2.1: X-API-Key 5e0ff9',
        '2026-05-04 09:00:04.000 [error] connect ECONNREFUSED 10.1.2.3:8081',
        '2026-05-04 09:00:05.000 [error] apim.registerClients ECONNACME Errors',
    ].join('\n');

    it('is times, levels, words that we know, and places in our own programs', () => assert.deepEqual(logExtract(log, vocabulary), [
        '09:00:01 info …',
        '09:00:02 warning apim.registerClient …',
        '09:00:03 error apim.registerAll TypeError …',
        '    at extension.cjs:12:345',
        '09:00:04 error ECONNREFUSED …',
        '09:00:05 error …',
    ]));

    it('is the end of it', () => assert.deepEqual(logExtract(log, vocabulary, 2), ['09:00:04 error ECONNREFUSED …', '09:00:05 error …']));

    it('lets nothing through that it was not given before', () => {
        const said = ['hunter2', 'acme', 'anna', 'Schmidt', 'gateway.', '10.1.2.3', '5e0ff9', 'ShopInc', 'canary', 'geheim', '/home', 'C:\\', 'https', '8081'];
        const extract = logExtract(log, vocabulary).join('\n');
        assert.deepEqual(said.filter(word => extract.toLowerCase().includes(word.toLowerCase())), []);
    });

    it('is nothing where there is none', () => assert.deepEqual(logExtract('', vocabulary), []));
});

describe('a report of a problem', () => {
    const facts: ReportFacts = {
        versions: { 'API Management as Code': '0.1.0', 'System': 'linux x64' },
        settings: [
            { name: 'apim.user', fallback: '', value: 'anna@shop.example' },
            { name: 'apim.clipboard.clearAfter', fallback: 60, value: 5 },
            { name: 'apim.trace.server', fallback: 'messages', value: 'verbose', choices: ['messages', 'verbose'] },
            { name: 'apim.somewhere', fallback: 'messages', value: 'https://gateway.acme.example', choices: ['messages', 'verbose'] },
            { name: 'apim.list', fallback: [], value: ['anna'] },
            { name: 'apim.left', fallback: true, value: true },
        ],
        projects: [{ files: 3, environments: 2, organizations: 2, plans: 2, apis: 3, clients: 3, contracts: 2, policyTypes: 1, parameters: 2, registered: 0 }],
        findings: { 'unused-plan': 1, 'contract-public-api': 2 },
        log: ['09:00:01 info …'],
    };

    it('shows of a setting what can be chosen, and of what was typed that it is set', () => {
        const lines = reportText(facts).split('\n').filter(line => line.includes('`apim.'));
        assert.deepEqual(lines, [
            '- `apim.user`: set', '- `apim.clipboard.clearAfter`: `5`', '- `apim.trace.server`: `"verbose"`', '- `apim.somewhere`: set', '- `apim.list`: set',
        ]);
    });

    it('counts projects and findings', () => {
        const text = reportText(facts);
        assert.match(text, /^- files 3, environments 2, organizations 2, plans 2, apis 3, clients 3, contracts 2, policy types 1, parameters 2, registered 0$/m);
        assert.match(text, /- `contract-public-api`: 2\n- `unused-plan`: 1/);
    });

    it('says so where the server does not answer and nothing was found', () => {
        const text = reportText({ ...facts, projects: undefined, findings: {}, settings: [] });
        assert.match(text, /# Projects\n\nThe language server does not answer\./);
        assert.match(text, /# Findings\n\nNone\./);
    });
});
