import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { questions } from '../../cli/init/questions.ts';
import { Workplace } from '../support/apim.ts';
import { startApim, type ApimProcess } from '../support/apim-process.ts';

const clean = { exit: 0, out: '', err: 'No problems in 1 file.\n' };

describe('apim init', () => {
    let place: Workplace;
    beforeEach(() => { place = new Workplace({}); });
    afterEach(() => place.remove());
    const read = (name: string) => readFileSync(join(place.folder, name), 'utf8');

    it('writes a project in which nothing is wrong, formatted as apim format would, and says what comes next', async () => {
        const { exit, out, err } = await place.apim('init', '--yes');
        assert.deepEqual([exit, out], [0, '✓ wrote apim.yaml\n✓ wrote acme.apim\n✓ wrote .gitignore\n']);
        for (const command of ['apim check', 'apim gateway start', 'apim register', 'apim key Acme/MobileShop@1.0', 'APIM_SECRET_ORDERSPASSWORD']) assert.ok(err.includes(command), command);
        assert.deepEqual(await place.apim('check'), clean);
        assert.equal((await place.apim('format', '--check')).exit, 0);
        assert.equal(read('apim.yaml'), 'dialect: scheer-pas\nenvironments:\n  local:\n    gateway: local\ndefaultEnvironment: local\n');
        assert.equal(read('.gitignore'), '.apim/\napim.record.local.jsonl\n');
        assert.match(read('acme.apim'), /published private api Orders@1\.0 \{[\s\S]*offers Gold@1\.0[\s\S]*client MobileShop@1\.0 \{[\s\S]*contract Acme\/Orders@1\.0 via Gold/);
    });

    it('takes the answers as options', async () => {
        const { exit, err } = await place.apim('init', '--yes', '--organization', 'Bank', '--api', 'Payments', '--endpoint', 'https://payments.bank.example/v1', '--plan', 'plan@2',
            '--client', '', '--gateway', 'production=https://gateway.example:8081', '--username', 'apimanager', '--dialect', 'apiman');
        assert.equal(exit, 0, err);
        assert.doesNotMatch(err, /apim key/);
        assert.equal(read('apim.yaml'), 'dialect: apiman\nenvironments:\n  local:\n    gateway: local\n  production:\n    gateways:\n      - url: https://gateway.example:8081\n        auth:\n'
            + '          type: basic\n          username: apimanager\n    protected: true\ndefaultEnvironment: local\n');
        assert.match(read('bank.apim'), /locked plan `plan`@2 \{[\s\S]*api Payments@1\.0 \{[\s\S]*endpoint: "https:\/\/payments\.bank\.example\/v1"\n\s*offers `plan`@2/);
        assert.doesNotMatch(read('bank.apim'), /^\s*(client|contract) /m);
        assert.equal((await place.apim('check', '--format', 'json')).exit, 0);
    });

    const refused: [name: string, args: string[], exit: number, message: RegExp][] = [
        ['without a terminal and without --yes', [], 6, /there is no terminal to ask on\. Answer with options, and add --yes/],
        ['a name that a gateway cannot serve', ['--yes', '--organization', 'My Bank'], 64, /Nothing was written: 'My Bank' cannot stand in a URL of the gateway/],
        ['a name that would end its quotes', ['--yes', '--api', 'a`b@1'], 64, /something that cannot be written in an \.apim file/],
        ['an endpoint that is none', ['--yes', '--endpoint', 'nowhere'], 64, /'nowhere' is not a valid endpoint URL/],
        ['a parameter that nobody declares', ['--yes', '--endpoint', 'https://${host}/x'], 64, /host/],
        ['a gateway without an environment', ['--yes', '--gateway', 'https://gateway.example'], 64, /production=https:\/\/gateway\.example:8081/],
        ['another local environment', ['--yes', '--gateway', 'local=https://gateway.example'], 64, /give this one another name/],
        ['a password that would be readable on the way', ['--yes', '--gateway', 'production=http://gateway.example', '--username', 'u'], 64, /would be readable on the way/],
        ['credentials in an address', ['--yes', '--gateway', 'production=https://u:canary@gateway.example'], 64, /A secret does not belong in an argument/],
        ['a folder that is not there', ['--yes', '-C', 'nowhere'], 64, /There is no folder .*nowhere/]
    ];
    for (const [name, args, exit, message] of refused) {
        it(`refuses ${name}, and writes nothing`, async () => {
            const run = await place.apim('init', ...args);
            assert.deepEqual([run.exit, run.out], [exit, ''], run.err);
            assert.match(run.err, message);
            assert.doesNotMatch(run.err, /canary/);
            assert.deepEqual(readdirSync(place.folder), []);
        });
    }

    it('never overwrites a file, and says which is in the way', async () => {
        place.write({ 'acme.apim': '// mine\n' });
        const { exit, err } = await place.apim('init', '--yes');
        assert.equal(exit, 6);
        assert.match(err, /Nothing was written: acme\.apim exists already/);
        assert.deepEqual([readdirSync(place.folder), read('acme.apim')], [['acme.apim'], '// mine\n']);
        const other = new Workplace({ 'apim.yaml': '' });
        assert.match((await other.apim('init', '--yes')).err, /there is a project already, .*apim\.yaml\. Look with: apim check/);
        other.remove();
    });

    it('adds to .gitignore what it lacks, once', async () => {
        place.write({ '.gitignore': 'node_modules/\n.apim/' });
        await place.apim('init', '--yes');
        assert.equal(read('.gitignore'), 'node_modules/\n.apim/\napim.record.local.jsonl\n');
    });

    it('makes a project that registers at the local gateway with the commands that it names', async () => {
        await place.apim('init', '--yes');
        let gateway: ApimProcess | undefined;
        try {
            gateway = startApim(['gateway', 'start', '--port', '0', '--api-port', '0'], { folder: place.folder });
            await gateway.until(/listening/);
            place.environment['APIM_SECRET_ORDERSPASSWORD'] = 'canary-4711';
            const registered = await place.apim('register', '--yes');
            assert.equal(registered.exit, 0, registered.err);
            assert.match((await place.apim('key', 'Acme/MobileShop@1.0')).out, /^\S{16,}\n$/);
        } finally {
            gateway?.child.kill('SIGTERM');
            await gateway?.ended;
        }
    });
});

const enter = '\r', control = { c: '\x03', u: '\x15' };

/** `apim init` on a terminal of its own (`script` of util-linux makes one): each answer is typed once its question stands there. */
async function dialogue(folder: string, answers: readonly [question: string, typed: string][]): Promise<{ exit: number | null; shown: string }> {
    const command = [process.execPath, '--disable-warning=ExperimentalWarning', join(import.meta.dirname, '../../cli/main.ts'), 'init'].map(word => `'${word}'`).join(' ');
    const child = spawn('script', ['-qefc', `stty cols 200 rows 50; exec ${command}`, '/dev/null'], { cwd: folder, env: { PATH: process.env['PATH'] ?? '', HOME: folder, TERM: 'xterm' }, stdio: ['pipe', 'pipe', 'inherit'] });
    let shown = '';
    child.stdout.on('data', (chunk: Buffer) => { shown += chunk.toString('utf8'); });
    const ended = new Promise<number | null>(resolve => child.once('close', resolve));
    let from = 0;
    try {
        for (const [question, typed] of answers) {
            for (const end = Date.now() + 60_000; !shown.slice(from).includes(question);) {
                assert.ok(Date.now() < end && child.exitCode === null, `'${question}' was not asked:\n${shown.slice(from)}`);
                await delay(20);
            }
            await delay(50);
            from = shown.length;
            child.stdin.write(typed);
        }
        return { exit: await Promise.race([ended, delay(60_000, null, { ref: false })]), shown };
    } finally {
        child.kill('SIGKILL');
    }
}

describe('the questions of apim init', () => {
    let place: Workplace;
    before(function () {
        if (spawnSync('script', ['--version']).status === 0) return;
        console.log('      skipped: there is no program script to make a terminal with.');
        this.skip();
    });
    beforeEach(() => { place = new Workplace({}); });
    afterEach(() => place.remove());
    const asked = (key: string) => questions.find(question => question.key === key)?.message ?? '';

    it('are answered by Enter alone with what is proposed, as by --yes', async () => {
        const { exit, shown } = await dialogue(place.folder, questions.filter(({ after }) => after === undefined).map(({ message }): [string, string] => [message, enter]));
        assert.equal(exit, 0, shown);
        const written = ['apim.yaml', 'acme.apim', '.gitignore'].map(name => readFileSync(join(place.folder, name), 'utf8'));
        const other = new Workplace({});
        await other.apim('init', '--yes');
        assert.deepEqual(written, ['apim.yaml', 'acme.apim', '.gitignore'].map(name => readFileSync(join(other.folder, name), 'utf8')));
        other.remove();
        assert.deepEqual(await place.apim('check'), clean);
    });

    it('are asked again where an answer cannot be, and say why', async () => {
        const { exit, shown } = await dialogue(place.folder, [
            [asked('organization'), `${control.u}My Bank${enter}`], ["'My Bank' cannot stand in a URL of the gateway", `${control.u}Bank${enter}`],
            [asked('api'), enter], [asked('endpoint'), enter], [asked('plan'), enter], [asked('client'), `${control.u}${enter}`],
            [asked('gateway'), `${control.u}production=https://gateway.example:8081${enter}`], [asked('username'), `${control.u}apimanager${enter}`], [asked('dialect'), enter]
        ]);
        assert.equal(exit, 0, shown);
        assert.match(readFileSync(join(place.folder, 'bank.apim'), 'utf8'), /^organization Bank/m);
        assert.match(readFileSync(join(place.folder, 'apim.yaml'), 'utf8'), /username: apimanager/);
    });

    it('write nothing where they are not answered to the end', async () => {
        const { exit, shown } = await dialogue(place.folder, [[asked('organization'), enter], [asked('api'), control.c]]);
        assert.equal(exit, 6, shown);
        assert.match(shown, /Nothing was written: it was not answered to the end\./);
        assert.deepEqual(readdirSync(place.folder), []);
    });
});
