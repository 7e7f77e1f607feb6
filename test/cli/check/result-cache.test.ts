import assert from 'node:assert/strict';
import { appendFileSync, existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { formats } from '../../../cli/check/formats.ts';
import { ResultCache } from '../../../cli/check/result-cache.ts';
import { Workplace, type Run } from '../../support/apim.ts';
import { runApim } from '../../support/apim-process.ts';

const projectFile = 'rules:\n  missing-description: warning\nenvironments:\n  test:\n    gateway: local\n    parameters: { limit: 5 }\n  other:\n    gateway: { url: "https://gateway.example" }\n    parameters: { limit: 7 }\ndefaultEnvironment: test\nexclude: [drafts]\n';
/** A warning, an error that relates to another file, and a definition that is not there. Large enough to be kept. */
const files = {
    'apim.yaml': projectFile,
    'acme.apim': 'parameter limit\norganization Acme {\n  locked plan Gold@1.0 { policy RateLimiting { limit: limit granularity: Client period: Second } }\n'
        + '  published private api Orders@1.0 { endpoint: "http://localhost:8080" definition: "orders.yaml" offers Gold@1.0 }\n}\n',
    'shop.apim': 'organization Shop {\n  client Mobile@1.0 { contract Acme/Orders@1.0 via Gold contract Acme/Nothing@1.0 via Gold }\n}\n',
    'große liste.apim': `${'// What takes its time to be read.\n'.repeat(20_000)}organization Acme { }\n`
};

/** What is done to a project, and what is checked. */
const changes: Record<string, { change(path: (name: string) => string): void; args?: string[]; isSame?: true }> = {
    nothing: { change: () => undefined, isSame: true },
    'a touch': { change: path => utimesSync(path('shop.apim'), new Date(), new Date()), isSame: true },
    'a text of the same size and time': { change: path => keepingTime(path('shop.apim'), text => text.replace('Nothing', 'Orders_')) },
    'another file of the same size and time in its place': {
        change: path => {
            const { atime, mtime } = statSync(path('shop.apim'));
            writeFileSync(path('shop.new'), files['shop.apim'].replace('Mobile', 'Mobbel'));
            utimesSync(path('shop.new'), atime, mtime);
            renameSync(path('shop.new'), path('shop.apim'));
        }
    },
    'two files that change places': {
        change: path => {
            renameSync(path('shop.apim'), path('x'));
            renameSync(path('acme.apim'), path('shop.apim'));
            renameSync(path('x'), path('acme.apim'));
        }
    },
    'a longer text': { change: path => appendFileSync(path('acme.apim'), 'organization More { client C@1.0 { } }') },
    'a mistake of form': { change: path => appendFileSync(path('acme.apim'), 'organization {') },
    'another name': { change: path => renameSync(path('shop.apim'), path('ship.apim')) },
    'one file more': { change: path => writeFileSync(path('more.apim'), 'organization More { }') },
    'one file more in a folder': { change: path => { mkdirSync(path('below')); writeFileSync(path('below/more.apim'), 'organization More { }'); } },
    'one file less': { change: path => rmSync(path('shop.apim')) },
    'a file that is excluded': { change: path => { mkdirSync(path('drafts')); writeFileSync(path('drafts/more.apim'), 'organization {'); }, isSame: true },
    'another apim.yaml': { change: path => keepingTime(path('apim.yaml'), text => text.replace('description: warning', 'description: error  ')) },
    'no apim.yaml': { change: path => rmSync(path('apim.yaml')) },
    'no exclusion': { change: path => { mkdirSync(path('drafts')); writeFileSync(path('drafts/more.apim'), 'organization {'); writeFileSync(path('apim.yaml'), projectFile.replace('exclude: [drafts]\n', '')); } },
    'a record that comes': { change: path => writeFileSync(path('apim.record.test.jsonl'), '{"environment":"test","format":1,"note":""}\n{"client":"Shop/Old@1.0","state":"registered","key":true,"contracts":{}}\n') },
    'a record that cannot be used': { change: path => writeFileSync(path('apim.record.test.jsonl'), '<<<<<<< ours\n') },
    'a record of another environment': { change: path => writeFileSync(path('apim.record.other.jsonl'), '<<<<<<< ours\n'), isSame: true },
    'a definition that comes': { change: path => writeFileSync(path('orders.yaml'), 'openapi: 3.0.0\n') },
    'a project below': { change: path => { mkdirSync(path('below')); renameSync(path('shop.apim'), path('below/shop.apim')); writeFileSync(path('below/apim.yaml'), ''); } },
    'another environment': { change: () => undefined, args: ['-e', 'other'] },
    'an environment that is not there': { change: () => undefined, args: ['-e', 'nowhere'] }
};

describe('the kept result of a check', () => {
    const places: Workplace[] = [];
    const made = new Map<string, Workplace>();
    const placeWith = (content: Record<string, string> = files): Workplace => {
        const place = new Workplace(content);
        place.environment['XDG_CACHE_HOME'] = `${place.folder}/.cache`;
        places.push(place);
        return place;
    };
    before(async () => {
        asBuild('one');
        for (const name of Object.keys(changes)) made.set(name, placeWith());
        // What was written a moment ago may be written again within the same tick; from now on times are trusted.
        await delay(2_100);
    });
    after(() => {
        asBuild(undefined);
        for (const place of places) place.remove();
    });

    for (const [name, { change, args = [], isSame }] of Object.entries(changes)) {
        it(`is the result of a check after ${name}`, async () => {
            const place = made.get(name)!;
            const before = await place.apim('check');
            assert.equal(cached(place).length, 1);
            change(file => join(place.folder, file));
            for (const format of Object.keys(formats)) {
                const [kept, anew] = [await place.apim('check', ...args, '--format', format), await place.apim('check', ...args, '--format', format, '--no-cache')];
                assert.deepEqual(kept, anew, format);
            }
            const after = await place.apim('check', ...args);
            const compare: typeof assert.deepEqual = isSame ? assert.deepEqual : assert.notDeepEqual;
            compare(after, before);
        });
    }

    it('is shown without a check, and not with --no-cache, with APIM_NO_CACHE, by another build and in another folder', async () => {
        const place = placeWith();
        const { out } = await place.apim('check');
        doctor(place, text => text.replaceAll('Acme/Nothing', 'Acme/Notting'));
        const doctored = await place.apim('check');
        assert.equal(doctored.out, out.replace("'Acme/Nothing", "'Acme/Notting"));
        assert.equal((await place.apim('check', '--no-cache')).out, out);
        place.environment['APIM_NO_CACHE'] = '1';
        assert.equal((await place.apim('check')).out, out);
        delete place.environment['APIM_NO_CACHE'];
        asBuild('two');
        assert.equal((await place.apim('check')).out, out);
        asBuild('one');
        const other = placeWith();
        other.environment['XDG_CACHE_HOME'] = place.environment['XDG_CACHE_HOME']!;
        assert.equal((await other.apim('check')).out, out);
    });

    it('is passed over where any part of it is damaged, and made again', async () => {
        const place = placeWith();
        const { out } = await place.apim('check');
        const file = cached(place)[0]!;
        const whole = readFileSync(file);
        const cache = new ResultCache(place, { build: 'one', folder: place.folder, environment: undefined });
        assert.ok(cache.read());
        for (let index = 0; index < whole.length; index += 3) {
            const damaged = Buffer.from(whole);
            damaged[index]! ^= 1 + index % 255;
            writeFileSync(file, damaged);
            assert.equal(cache.read(), undefined, `byte ${index}`);
        }
        for (const content of [whole.subarray(0, 0), whole.subarray(0, 20), whole.subarray(0, 50), whole.subarray(0, -1), Buffer.concat([whole, whole]), Buffer.alloc(whole.length)]) {
            writeFileSync(file, content);
            assert.equal((await place.apim('check')).out, out);
            assert.ok(cache.read());
        }
    });

    it('knows files by their times once those are certain', async () => {
        const place = placeWith();
        const writtenAt = (date: Date) => { for (const name of Object.keys(files)) utimesSync(join(place.folder, name), date, date); };
        writtenAt(new Date(Date.now() + 3_600_000));
        await place.apim('check');
        assert.doesNotMatch(readFileSync(cached(place)[0]!, 'utf8'), /"state"/);
        writtenAt(new Date());
        await delay(2_100);
        await place.apim('check');
        assert.match(readFileSync(cached(place)[0]!, 'utf8'), /"state"/);
    });

    it('is not needed: a cache folder that cannot be made changes nothing', async () => {
        const place = placeWith();
        const { out, err, exit } = await place.apim('check', '--no-cache');
        for (const folder of [`${place.folder}/shop.apim`, 'relative']) {
            place.environment['XDG_CACHE_HOME'] = folder;
            place.environment['HOME'] = `${place.folder}/shop.apim`;
            assert.deepEqual(await place.apim('check'), { exit, out, err });
        }
        assert.equal(existsSync(`${place.folder}/relative`), false);
    });

    it('is not kept of a small project', async () => {
        const place = placeWith({ ...files, 'große liste.apim': 'organization Acme { }' });
        await place.apim('check');
        assert.deepEqual(cached(place), []);
    });

    it('holds no secret that somebody wrote into the source', async () => {
        const place = placeWith({ ...files, 'secret.apim': 'secret parameter password\norganization Secret { }\n', 'apim.yaml': projectFile.replace('limit: 5', 'limit: 5, password: canary-4711') });
        const [first, second] = [await place.apim('check'), await place.apim('check')];
        assert.deepEqual(first, second);
        assert.match(first.out, /secret-in-clear/);
        assert.doesNotMatch(first.out + readFileSync(cached(place)[0]!, 'utf8'), /canary/);
    });

    it('is whole whoever writes it at the same time', async () => {
        const place = placeWith();
        const environment = { ...place.environment, NODE_OPTIONS: '--import=data:text/javascript,globalThis.apimBuild=%22one%22' };
        const runs = await Promise.all(Array.from({ length: 8 }, (): Promise<Run> => runApim(['check'], { folder: place.folder, environment })));
        const anew = await place.apim('check', '--no-cache');
        for (const run of runs) assert.deepEqual(run, anew);
        assert.equal(cached(place).length, 1);
        doctor(place, text => text.replaceAll('Acme/Nothing', 'Acme/Notting'));
        assert.match((await runApim(['check'], { folder: place.folder, environment })).out, /Notting@1\.0'/);
    });
});

function asBuild(build: string | undefined): void {
    (globalThis as { apimBuild?: string | undefined }).apimBuild = build;
}

function cached({ environment }: Workplace): string[] {
    const folder = join(environment['XDG_CACHE_HOME']!, 'apim');
    return existsSync(folder) ? readdirSync(folder).map(name => join(folder, name)) : [];
}

function keepingTime(file: string, edit: (text: string) => string): void {
    const { atime, mtime } = statSync(file);
    writeFileSync(file, edit(readFileSync(file, 'utf8')));
    utimesSync(file, atime, mtime);
}

/** Changes what is kept, so that it shows who printed it. */
function doctor(place: Workplace, edit: (text: string) => string): void {
    const cache = new ResultCache(place, { build: 'one', folder: place.folder, environment: undefined });
    cache.write(JSON.parse(edit(JSON.stringify(cache.read()))) as NonNullable<ReturnType<ResultCache['read']>>);
}
