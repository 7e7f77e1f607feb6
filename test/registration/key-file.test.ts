import assert from 'node:assert/strict';
import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describeFailure, exitCodeOf } from '../../registration/failure.ts';
import { readKeyFile, writeKeyFile } from '../../registration/key-file.ts';
import { Secret } from '../../registration/secret.ts';

describe('a file of API keys', () => {
    let folder: string, path: string;
    beforeEach(() => {
        folder = mkdtempSync(join(tmpdir(), 'apim-keys-'));
        path = join(folder, 'keys.json');
    });
    afterEach(() => rmSync(folder, { recursive: true, force: true }));

    const write = (text: string, mode = 0o600) => {
        writeFileSync(path, text);
        chmodSync(path, mode);
    };

    async function refusal(): Promise<string> {
        const result = await readKeyFile(path);
        assert.ok(!result.ok, 'it was not refused');
        assert.equal(exitCodeOf(result.failure), 6);
        const words = describeFailure(result.failure);
        assert.doesNotMatch(words, /canary/);
        return words;
    }

    it('is read as it was written, sorted and for its owner only', async () => {
        const keys = new Map([['ShopInc/MobileShop@2.1', new Secret('k"1')], ['ShopInc/BackOffice@1.0', new Secret('k2')]]);
        assert.ok((await writeKeyFile(path, keys)).ok);
        assert.equal(readFileSync(path, 'utf8'), '{\n  "ShopInc/BackOffice@1.0": "k2",\n  "ShopInc/MobileShop@2.1": "k\\"1"\n}\n');
        assert.equal(statSync(path).mode & 0o777, 0o600);
        const result = await readKeyFile(path);
        assert.ok(result.ok);
        assert.deepEqual([...result.value].map(([client, key]) => [client, key.reveal()]), [['ShopInc/BackOffice@1.0', 'k2'], ['ShopInc/MobileShop@2.1', 'k"1']]);
        assert.deepEqual(readdirSync(folder), ['keys.json']);
    });

    it('replaces one that was open to others, and writes through a link', async () => {
        write('{}', 0o644);
        symlinkSync(path, join(folder, 'link.json'));
        assert.ok((await writeKeyFile(join(folder, 'link.json'), new Map([['A/B@1', new Secret('k')]]))).ok);
        assert.equal(statSync(path).mode & 0o777, 0o600);
        assert.ok((await readKeyFile(path)).ok);
    });

    for (const mode of [0o644, 0o640, 0o620, 0o604]) {
        it(`of mode ${mode.toString(8)} is refused, with what to do`, async () => {
            write('{"A/B@1":"canary"}', mode);
            assert.ok((await refusal()).endsWith(`chmod 600 ${path}`));
        });
    }

    const wrong: [what: string, text: string, words: RegExp][] = [
        ['is no JSON', '{"A/B@1":"canary', /it is not a JSON object/],
        ['is a list', '["canary"]', /it is not a JSON object/],
        ['has names and keys the wrong way round', '{"A/B@1":"k","canary":"A/B@1"}', /member 2 is not Organization\/Name@version/],
        ['has an empty key', '{"A/B@1":" "}', /the key of A\/B@1/],
        ['has a key of two lines', '{"A/B@1":"canary\\nX-Other: y"}', /the key of A\/B@1/],
        ['has a number for a key', '{"A/B@1":1}', /the key of A\/B@1/],
        ['has one key for two clients', '{"A/B@1":"canary","A/C@1":"x","A/D@1":"canary"}', /A\/B@1 and A\/D@1 have the same API key in .*keys\.json/]
    ];
    for (const [what, text, words] of wrong) {
        it(`that ${what} is refused without being repeated`, async () => {
            write(text);
            assert.match(await refusal(), words);
        });
    }

    it('that is not there is refused, or holds nothing yet where that is meant', async () => {
        assert.match(await refusal(), /there is no such file/);
        const result = await readKeyFile(path, { orEmpty: true });
        assert.ok(result.ok && result.value.size === 0);
        path = folder;
        assert.match(await refusal(), /cannot be read \(EISDIR\)/);
    });

    it('that cannot be written is a failure in words', async () => {
        const result = await writeKeyFile(join(folder, 'no', 'keys.json'), new Map());
        assert.ok(!result.ok && result.failure.kind === 'disk');
    });
});
