import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { matchesGlob } from 'node:path';
import { sampleFiles } from '../../extension/features/first-hour/sample-files.ts';
import { withMember } from '../../extension/features/first-hour/sample-member.ts';

const source = readFileSync(new URL('../../samples/shop/shopinc.apim', import.meta.url), 'utf8');
const members = (text: string) => text.split('\n').filter(line => line.includes('member '));

describe('the shop that is created as a sample', () => {
    it('has its creator as a member who may register', () => {
        assert.deepEqual(members(withMember(source, 'me@here.example')), ['  member "anna@shop.example" as editor', '  member "ben@shop.example" as viewer', '  member "me@here.example" as editor']);
        assert.equal(withMember(source, 'me@here.example').split('\n').length, source.split('\n').length + 1);
    });

    it('has nobody twice', () => assert.equal(withMember(source, 'anna@shop.example'), source));

    it('takes a name as it is written', () => assert.deepEqual(members(withMember(source, 'a$&"b')).at(-1), '  member "a$&\\"b" as editor'));

    it('is open to everybody where nobody knows who creates it', () => {
        assert.deepEqual(members(withMember(source, undefined)), []);
        assert.ok(withMember(source, undefined).startsWith('organization ShopInc {\n  client'));
    });
});

describe('the files of the sample', () => {
    it('are all of its folder, which a web server cannot list', () => {
        assert.deepEqual(readdirSync(new URL('../../samples/shop', import.meta.url)).toSorted(), sampleFiles.toSorted());
    });

    it('are packaged, each of them', () => {
        const packaged = readFileSync(new URL('../../.vscodeignore', import.meta.url), 'utf8').split('\n').filter(line => line.startsWith('!')).map(line => line.slice(1));
        for (const name of sampleFiles) assert.ok(packaged.some(pattern => matchesGlob(`samples/shop/${name}`, pattern)), name);
    });
});
