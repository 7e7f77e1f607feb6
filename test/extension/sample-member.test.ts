import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
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
