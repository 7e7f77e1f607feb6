import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Workplace } from '../support/apim.ts';

const main = join(import.meta.dirname, '../../cli/main.ts');

describe('completion', () => {
    const place = new Workplace();
    after(() => place.remove());

    /** What can stand at the end of a line. */
    async function completed(...words: string[]): Promise<string[]> {
        const { exit, out, err } = await place.apim('complete', '--', ...words);
        assert.deepEqual([exit, err], [0, '']);
        return out.split('\n').slice(0, -1).map(line => line.split('\t')[0] ?? '');
    }

    const cases: [name: string, words: string[], expected: string[]][] = [
        ['commands', ['re'], ['register', 'retire', 'restore', 'record']],
        ['commands below a command, with the names that it takes', ['key', ''], ['rotate', 'ShopInc/BackOffice@1.0', 'ShopInc/MobileShop@1.0', 'ShopInc/MobileShop@2.1']],
        ['names of clients', ['register', 'ShopInc/M'], ['ShopInc/MobileShop@1.0', 'ShopInc/MobileShop@2.1']],
        ['several of them', ['register', 'ShopInc/BackOffice@1.0', 'ShopInc/B'], ['ShopInc/BackOffice@1.0']],
        ['names of everything', ['retire', 'Acme/O'], ['Acme/Orders@0.9', 'Acme/Orders@1.0']],
        ['options, those of every command among them', ['plan', '--e'], ['--exit-code', '--environment']],
        ['values of an option', ['check', '--format', 's'], ['sarif']],
        ['values behind an equals sign', ['check', '--format=j'], ['--format=json', '--format=junit']],
        ['environments', ['plan', '-e', ''], ['local', 'production']],
        ['files', ['build', '--out', ''], [':file']],
        ['folders', ['-C', ''], [':dir']],
        ['commands that help is about', ['help', 'pl'], ['plan']],
        ['shells', ['completion', ''], ['bash', 'zsh', 'fish']],
        ['nothing that is hidden', ['compl'], ['completion']],
        ['nothing behind what takes nothing', ['restore', 'x', ''], []]
    ];
    for (const [name, words, expected] of cases) {
        it(`knows ${name}: apim ${words.join(' ')}`, async () => assert.deepEqual(await completed(...words), expected));
    }

    it('names the project and the environment that the line names', async () => {
        const other = new Workplace({ 'apim.yaml': '', 'a.apim': 'organization Other { client Only@1 }' });
        assert.deepEqual(await completed('-C', other.folder, 'key', 'O'), ['Other/Only@1']);
        other.remove();
        assert.deepEqual(await completed('-e', 'nowhere', 'key', 'S'), []);
    });

    it('keeps the clients of others to themselves, and is silent where there is no project', async () => {
        place.environment['APIM_USER'] = 'somebody@else.example';
        assert.deepEqual(await completed('key', 'S'), []);
        place.environment['APIM_USER'] = 'anna@shop.example';
        const none = new Workplace({ 'a.apim': 'organization S { client S@1 }' });
        assert.deepEqual(await completed('-C', none.folder, 'key', 'S'), []);
        none.remove();
    });

    it('prints a script for each shell, and refuses another', async () => {
        for (const shell of ['bash', 'zsh', 'fish']) assert.match((await place.apim('completion', shell)).out, /apim complete|" complete --/);
        assert.equal((await place.apim('completion', 'tcsh')).exit, 64);
    });

    /** A program `apim` in the folder. */
    function installed(): void {
        const bin = join(place.folder, 'bin');
        mkdirSync(bin, { recursive: true });
        writeFileSync(join(bin, 'apim'), `#!/bin/sh\nexec '${process.execPath}' --disable-warning=ExperimentalWarning '${main}' "$@"\n`, { mode: 0o755 });
    }

    const environment = () => ({ PATH: `${join(place.folder, 'bin')}:${process.env['PATH']}`, HOME: place.folder, APIM_USER: 'anna@shop.example', TERM: 'xterm' });

    function requires(shell: string, test: Mocha.Context): void {
        if (spawnSync(shell, ['--version']).status === 0) return;
        console.log(`      skipped: ${shell} is not installed.`);
        test.skip();
    }

    it('works in fish', async function () {
        requires('fish', this);
        installed();
        writeFileSync(join(place.folder, 'apim.fish'), (await place.apim('completion', 'fish')).out);
        const lines = ['apim ne', 'apim key ShopInc/MobileShop@2', 'apim check --format=sa', 'apim check --format sa', 'apim -e p', 'apim build --out shopin', 'apim register ShopInc/BackOffice@1.0 ShopInc/B'];
        const script = ['source apim.fish', ...lines.map(line => `echo (complete -C '${line}' | string replace -r '\\t.*' '')`)].join('\n');
        const { stdout, stderr } = spawnSync('fish', ['--no-config', '-c', script], { cwd: place.folder, encoding: 'utf8', env: environment() });
        assert.deepEqual([stderr, stdout.split('\n').slice(0, -1)], ['', ['new-version', 'ShopInc/MobileShop@2.1', '--format=sarif', 'sarif', 'production', 'shopinc.apim', 'ShopInc/BackOffice@1.0']]);
    });

    it('works in zsh, on a terminal of its own', async function () {
        requires('zsh', this);
        installed();
        writeFileSync(join(place.folder, 'apim.zsh'), (await place.apim('completion', 'zsh')).out);
        // A shell within the shell: what Tab makes of each line is read back as what Enter then echoes.
        const lines = ['ne', 'key ShopInc/MobileShop@2', 'check --format=sa', 'check --format sa', '-e p', 'build --out shopin', 'register ShopInc/B'];
        writeFileSync(join(place.folder, 'ask.zsh'), `zmodload zsh/zpty
zpty -b z zsh -f -i
zpty -w z $'PS1= PROMPT= RPS1=; stty cols 200; autoload -U compinit; compinit -u -D; source apim.zsh; shown() { print -r -- "<$BUFFER>" >> shown; BUFFER=; }; zle -N shown; bindkey "^X" shown; print ready >> shown'
count=1
until [[ -e shown ]]; do sleep 0.05; done
for line in "$@"; do
    # What is typed behind the Tab waits until the line is completed.
    zpty -w -n z "apim $line"$'\\t\\x18'
    ((count += 1))
    until (( $(wc -l < shown) >= count )); do sleep 0.05; done
done
zpty -d z
cat shown
`);
        const { stdout, stderr } = spawnSync('zsh', ['-f', 'ask.zsh', ...lines], { cwd: place.folder, encoding: 'utf8', env: environment(), timeout: 110_000 });
        const completed = ['new-version', 'key ShopInc/MobileShop@2.1', 'check --format=sarif', 'check --format sarif', '-e production', 'build --out shopinc.apim', 'register ShopInc/BackOffice@1.0'];
        assert.deepEqual([stderr, stdout.split('\n').slice(1, -1).map(line => line.replace(/ >$/, '>'))], ['', completed.map(line => `<apim ${line}>`)]);
    });

    it('works in bash, also behind the characters at which it breaks words', async () => {
        installed();
        writeFileSync(join(place.folder, 'complete.sh'), `${(await place.apim('completion', 'bash')).out}
for line in "$@"; do
    COMP_LINE=$line COMP_POINT=\${#line}
    _apim_complete
    echo "\${COMPREPLY[*]}"
done
`);
        const lines = ['apim ne', 'apim key ShopInc/MobileShop@', 'apim key ShopInc/MobileShop@2', 'apim check --format=sa', 'apim -e p', 'apim build --out shopin', 'apim register  ShopInc/B'];
        const { stdout, stderr } = spawnSync('bash', ['--norc', 'complete.sh', ...lines], {
            cwd: place.folder, encoding: 'utf8', env: environment()
        });
        assert.deepEqual([stderr, stdout.split('\n').slice(0, -1)], ['', ['new-version', '1.0 2.1', '2.1', 'sarif', 'production', 'shopinc.apim', 'ShopInc/BackOffice@1.0']]);
    });
});
