import assert from 'node:assert/strict';
import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { Workplace } from '../support/apim.ts';

describe('secrets in the command line', () => {
    it('come from stdin where that is wanted, as they are', async () => {
        const place = new Workplace();
        place.environment['APIM_SECRET_SHOPPASSWORD'] = 'from the environment';
        place.input = 'APIM_SECRET_OTHER=x\nAPIM_SECRET_SHOPPASSWORD=a=b #c"\r\n';
        const { out } = await place.apim('build', '--with-secrets', '--secrets-stdin');
        assert.match(out, /a=b #c\\\\\\"/);
        assert.doesNotMatch((await place.apim('build', '--with-secrets')).out, /a=b/);
    });

    it('that are empty count as missing', async () => {
        const place = new Workplace();
        place.environment['APIM_SECRET_SHOPPASSWORD'] = '';
        const { exit, out, err } = await place.apim('build', '--with-secrets', '--out', 'all.json');
        assert.deepEqual([exit, out], [6, '']);
        assert.match(err, /shopPassword .*APIM_SECRET_SHOPPASSWORD/);
        assert.equal(statSync(join(place.folder, 'all.json'), { throwIfNoEntry: false }), undefined);
    });

    it('in a file are for its owner only, also where the file was for everybody before', async () => {
        const place = new Workplace();
        place.environment['APIM_SECRET_SHOPPASSWORD'] = 'canary-4711';
        place.write({ 'all.json': '' });
        assert.equal((await place.apim('build', '--with-secrets', '--out', 'all.json')).exit, 0);
        assert.equal(statSync(join(place.folder, 'all.json')).mode & 0o777, 0o600);
        assert.match(readFileSync(join(place.folder, 'all.json'), 'utf8'), /canary-4711/);
        assert.doesNotMatch(place.printed, /canary/);
    });

    it('that somebody wrote into a source are named by their place and not repeated', async () => {
        const place = new Workplace({
            'a.apim': 'organization A {\n  published public api X@1 {\n    endpoint: "https://x.example"\n    backend: { security: basic, username: "u", password: "canary-4711", nonsense: 1 }\n  }\n}\n',
            'apim.yaml': 'environments:\n  local:\n    gateway: local\n    password: canary-4711\n'
        });
        for (const command of [['check'], ['build'], ['plan'], ['register', '--yes']]) {
            const { exit, out, err } = await place.apim(...command);
            assert.equal(exit, 1);
            assert.match(out + err, /secret-in-clear/);
        }
        assert.doesNotMatch(place.printed, /canary/);
        place.remove();
    });
});
