import assert from 'node:assert/strict';
import { parseAddress, plainAccept } from '../../gateway/address.ts';
import { takeQueryKey } from '../../gateway/query.ts';
import { backendPath } from '../../gateway/backend.ts';
import { readApi, readClient } from '../../gateway/beans.ts';
import { HeaderList } from '../../gateway/header-list.ts';
import { fillPlaceholders } from '../../gateway/placeholders.ts';
import { withoutVersion } from '../../gateway/policies/policy-table.ts';

describe('the address of a request', () => {
    for (const [path, expected] of Object.entries({
        '/o/a/1.0': 'o a 1.0 null', '/o/a/1.0/': 'o a 1.0 /', '/o/a/1.0/x/': 'o a 1.0 /x/', '/o/a/1.0//x': 'o a 1.0 //x',
        '//o/a/1.0': ' o a /1.0', '/o//a/1': 'o  a /1', '/o/a//x': 'o a  /x', '/o/a': null, '/o/a/': null, '/o/a//': null, '/': null, '': null,
    })) {
        it(`${path || '(empty)'} is ${expected ?? 'too short'}`, () => assert.equal(shown(parseAddress(path, undefined, undefined)), expected));
    }

    it('takes the version from the header before that of Accept, and then has none in the path', () => {
        assert.equal(shown(parseAddress('/o/a/x', '2', 'application/apiman.3+json')), 'o a 2 /x');
        assert.equal(shown(parseAddress('/o/a/x', ' ', 'application/apiman.3+json')), 'o a 3 /x');
        assert.equal(shown(parseAddress('/o/a', '2', undefined)), 'o a 2 null');
        assert.equal(parseAddress('/o', '2', undefined), null);
    });

    it('leaves the asked format in Accept', () => {
        assert.deepEqual(['application/apiman.1+json', 'application/apiman.1+xml;q=1', 'application/apiman.1'].map(plainAccept), ['application/json', 'text/xml', 'application/apiman.1']);
    });

    function shown(address: ReturnType<typeof parseAddress>): string | null {
        return address && `${address.organization} ${address.api} ${address.version} ${address.destination}`;
    }
});

describe('the key in a query', () => {
    for (const [query, key, rest] of [
        ['', null, ''], ['a=1&b=%zz', null, 'a=1&b=%zz'], ['apikey=k', 'k', ''], ['a=1&ApiKey=k%20l&b', 'k l', 'a=1&b'],
        ['%61pikey=k', 'k', ''], ['apikey', '', ''], ['apikey=1&apikey=2', '1', ''], ['myapikey=1', null, 'myapikey=1'],
    ] as const) {
        it(`${query || '(empty)'}`, () => assert.deepEqual(takeQueryKey(query), { key, rest }));
    }
});

describe('the path at the back end', () => {
    for (const [base, destination, query, expected] of [
        ['/e/', null, '', '/e/'], ['/e/', '/', '', '/e/'], ['/e/', '/x/', '', '/e/x/'], ['/e', null, '', '/e'], ['/e', '/', '', '/e/'],
        ['/e', '/x', 'a=1', '/e/x?a=1'], ['/e', null, 'a=1', '/e/?a=1'], ['/', null, '', '/'], ['/e', 'x', '', '/e/x'],
    ] as const) {
        it(`${base} and ${destination}${query && `?${query}`} make ${expected}`, () => assert.equal(backendPath(base, destination, query), expected));
    }
});

describe('placeholders', () => {
    it('are filled from the known names only, else by their default, else not at all', () => {
        const known = new Map([['A', '1'], ['B', '$&']]);
        assert.equal(fillPlaceholders('${A} ${B} ${C} ${C:x} ${A:y} ${C:} $A', known), '1 $& ${C} x 1  $A');
    });
});

describe('headers', () => {
    it('are found in any case and keep order, case and repetitions', () => {
        const headers = new HeaderList(['A', '1', 'b', '2', 'a', '3']);
        assert.equal(headers.get('a'), '1');
        headers.set('B', '4');
        assert.deepEqual(headers.raw, ['A', '1', 'a', '3', 'B', '4']);
        headers.remove('A');
        assert.deepEqual(headers.raw, ['B', '4']);
    });
});

describe('beans', () => {
    it('take what Jackson converts', () => {
        const api = readApi('{"organizationId":1,"publicAPI":"true","parsePayload":null}');
        assert.ok(!('kind' in api));
        assert.deepEqual([api.organizationId, api.publicAPI, api.parsePayload, api.apiPolicies, api.endpoint], ['1', true, false, [], null]);
    });

    for (const [json, status] of [['', 500], ['null', 500], ['[]', 400], ['{', 400], ['{"x":1}', 400], ['{"contracts":null}', 500], ['{"contracts":[{"x":1}]}', 400], ['{"apiKey":{}}', 400]] as const) {
        it(`${json || '(empty)'} is no client`, () => {
            const bean = readClient(json);
            assert.equal('kind' in bean && bean.status, status);
        });
    }

    it('never quote a value in an error: it may be a key', () => {
        for (const json of ['{"apiKey":"secret-key"', '{"apiKey":"secret-key","contracts":"secret-key"}', '{"apiKey":["secret-key"]}']) {
            assert.doesNotMatch(JSON.stringify(readClient(json)), /secret-key/);
        }
    });
});

describe('implementations', () => {
    it('are compared without the version of the plugin', () => {
        assert.equal(withoutVersion('plugin:g:a:3.1.3.Final:war/x.Y'), 'plugin:g:a:war/x.Y');
        assert.equal(withoutVersion('class:x.Y'), 'class:x.Y');
    });
});
