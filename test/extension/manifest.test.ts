import assert from 'node:assert/strict';
import { existsSync, globSync, readFileSync } from 'node:fs';
import path from 'node:path';

const root = path.resolve(import.meta.dirname, '../..');
const read = (file: string) => readFileSync(path.join(root, file), 'utf8');

interface Command { command: string; title: string; category: string; enablement?: string }
interface MenuItem { command?: string; submenu?: string; when?: string; group?: string }
interface Manifest {
    main: string;
    browser: string;
    icon: string;
    activationEvents: string[];
    capabilities: { untrustedWorkspaces: { supported: string; description: string }; virtualWorkspaces: { supported: string; description: string } };
    contributes: {
        commands: Command[];
        keybindings: { command: string; key: string }[];
        submenus: { id: string }[];
        menus: Record<string, MenuItem[]>;
        colors: { id: string }[];
        configuration: { properties: Record<string, { scope?: string; order?: number; default?: unknown; markdownDescription?: string }> };
        views: Record<string, { id: string }[]>;
        viewsContainers: { activitybar: { id: string }[] };
        viewsWelcome: { view: string; contents: string; when: string }[];
    };
}
const manifest: Manifest = JSON.parse(read('package.json'));
const { contributes } = manifest;
const texts: Record<string, string> = JSON.parse(read('package.nls.json'));
const german: Record<string, string> = JSON.parse(read('package.nls.de.json'));
const declared = contributes.commands.map(command => command.command);
const source = globSync('extension/**/*.ts', { cwd: root }).map(read).join('\n');
const bundle = read('scripts/bundle.ts');
/** Commands that connect to a gateway or start one: hidden and refused where the workspace is not trusted, and in a browser. */
const connecting = ['apim.registerClient', 'apim.registerAll', 'apim.previewRegistration', 'apim.previewAll', 'apim.copyApiKey', 'apim.sendTestRequest', 'apim.startLocalGateway', 'apim.stopLocalGateway',
    'apim.registerAgain', 'apim.connectGateways', 'apim.deleteApi', 'apim.deleteClient', 'apim.importFromGateway'];
/** Commands that edit the source and then register it: in a browser the edit is all, where the workspace is not trusted they are hidden and refused. */
const registeringLater = ['apim.publishApi', 'apim.retireApi', 'apim.retireClient'];

describe('the manifest of the extension', () => {
    it('has a handler for every command, and declares every command that has one', () => {
        const handled = [...source.matchAll(/boundary\.command\('([^']+)'/g)].map(match => match[1]!);
        assert.deepEqual(handled.toSorted(), declared.toSorted());
    });

    it('has no command that nobody tries in a real VS Code: by its title, its identifier, or a key', () => {
        const played = globSync('test/vscode/**/*.test.ts', { cwd: root }).map(read).join('\n');
        const untried = contributes.commands.filter(({ command, title }) => {
            const titles = [texts, german].map(language => language[title.replaceAll('%', '')]!);
            const keys = contributes.keybindings.filter(binding => binding.command === command).map(({ key }) => new RegExp(`press\\('${key.replace('ctrl', 'control')}'\\)`, 'i'));
            return ![`'${command}'`, ...titles.flatMap(text => [`'APIM: ${text}'`, `'${text}'`, `/^${text}$/`, `/^${text}/`])].some(name => played.includes(name)) && !keys.some(key => key.test(played));
        });
        assert.deepEqual(untried.map(({ command }) => command), []);
    });

    it('puts every command into one category, and says in the palette when it makes sense', () => {
        for (const command of contributes.commands) {
            assert.equal(command.category, '%category%', command.command);
            assert.ok(contributes.menus['commandPalette']!.some(item => item.command === command.command && item.when), `${command.command} is offered everywhere`);
        }
    });

    it('names no command, view, container, colour or context value in vain', () => {
        const submenus = contributes.submenus.map(({ id }) => id);
        assert.ok(submenus.every(id => contributes.menus[id]?.length));
        const views = Object.values(contributes.views).flat().map(view => view.id);
        for (const item of Object.values(contributes.menus).flat()) {
            assert.ok(item.command === undefined ? submenus.includes(item.submenu!) : declared.includes(item.command), item.command ?? item.submenu);
            for (const [, view] of item.when?.matchAll(/view == (\S+)/g) ?? []) {
                assert.ok(views.includes(view!), view);
            }
            for (const [context] of item.when?.matchAll(/(?<!\S|\.)!?apim\.(?!myClients|apis\b|gateways\b)\w+/g) ?? []) {
                assert.ok(source.includes(`'${context.replace('!', '')}'`), `nobody sets ${context}`);
            }
        }
        assert.deepEqual(Object.keys(contributes.views), contributes.viewsContainers.activitybar.map(container => container.id));
        assert.deepEqual([...source.matchAll(/'(apim\.state\.\w+)'/g)].map(match => match[1]!).toSorted(), contributes.colors.map(color => color.id).toSorted());
    });

    it('gives each entry of a menu a place of its own, and keeps menus short enough to read', () => {
        for (const [menu, items] of Object.entries(contributes.menus).filter(([name]) => name !== 'commandPalette')) {
            const places = items.map(({ group, when = '' }) => `${menu} ${group} ${when}`);
            assert.deepEqual(places.filter((place, index) => places.indexOf(place) !== index), []);
            assert.ok(contributes.submenus.every(({ id }) => id !== menu) || items.length <= 10, `${menu} has ${items.length} entries`);
        }
    });

    it('refuses what connects to a gateway in Restricted Mode and in the browser, in menus and in code', () => {
        const conditions = [...connecting.map(id => [id, 'apim.canConnect', 'requireGateway'] as const), ...registeringLater.map(id => [id, 'isWorkspaceTrusted', 'requireTrust'] as const)];
        for (const [id, condition, guard] of conditions) {
            assert.equal(contributes.commands.find(command => command.command === id)?.enablement, condition, id);
            for (const item of Object.values(contributes.menus).flat().filter(candidate => candidate.command === id)) {
                assert.ok(item.when?.split(' ').includes(condition), `${id} is offered where ${condition} is not true`);
            }
            assert.match(source, new RegExp(`'${id}', async [^\\n]*\\n\\s*(shell\\.)?session\\.${guard}\\(\\);`), `${id} does not begin with ${guard}`);
        }
        // Whoever connects and forgets the browser is found here: trust alone is not enough.
        assert.deepEqual([...new Set(Object.values(contributes.menus).flat().filter(({ when }) => when?.includes('isWorkspaceTrusted')).map(({ command }) => command))].toSorted(), registeringLater.toSorted());
        assert.equal(manifest.capabilities.untrustedWorkspaces.supported, 'limited');
        assert.equal(manifest.capabilities.virtualWorkspaces.supported, 'limited');
    });

    it('activates in projects with .apim only', () => {
        assert.deepEqual(manifest.activationEvents, ['workspaceContains:**/*.apim', 'workspaceContains:**/apim.yaml']);
    });

    it('names files that exist, or that the bundling makes, and that are packaged', () => {
        const packaged = read('.vscodeignore').split('\n').filter(line => line.startsWith('!')).map(line => line.slice(1));
        const named = [manifest.main, manifest.browser, manifest.icon, ...[...JSON.stringify(contributes).matchAll(/"((?:\.\/)?(?:extension|out)\/[^"]+)"/g)].map(match => match[1]!)];
        for (const file of named.map(name => path.posix.normalize(name))) {
            assert.ok(existsSync(path.join(root, file)) || bundle.includes(`'${file}'`), `${file} does not exist`);
            assert.ok(packaged.some(pattern => path.matchesGlob(file, pattern)), `${file} is not packaged`);
        }
        for (const [, made] of bundle.matchAll(/outfile: '([^']+)'/g)) {
            assert.ok(packaged.includes(made!), `${made} is not packaged`);
        }
    });

    it('has a text for every %placeholder%, and none too many', () => {
        const used = [...read('package.json').matchAll(/"%([^%"]+)%"/g)].map(match => match[1]!);
        assert.deepEqual([...new Set(used)].toSorted(), Object.keys(texts).toSorted());
    });

    it('links its welcome views to commands that exist', () => {
        const ours = Object.values(texts).flatMap(text => [...text.matchAll(/command:(apim\.\w+)(?!\.focus|\w)/g)].map(match => match[1]!));
        for (const command of ours) {
            assert.ok(declared.includes(command), command);
        }
        for (const { when } of contributes.viewsWelcome) {
            const [, kind] = /apim\.welcome == (\w+)/.exec(when) ?? [];
            assert.ok(kind === undefined || source.includes(`'${kind}'`), when);
        }
    });

    it('describes its settings in their order, each with a scope and a default; who the user is belongs to the machine', () => {
        const settings = Object.entries(contributes.configuration.properties);
        for (const [name, setting] of settings) {
            assert.ok(setting.scope && setting.order !== undefined && setting.default !== undefined && setting.markdownDescription, name);
        }
        assert.equal(contributes.configuration.properties['apim.user']?.scope, 'machine');
    });
});
