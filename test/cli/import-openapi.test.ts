import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Workplace } from '../support/apim.ts';

const acme = 'organization Acme {\n  locked plan Gold@1.0 {\n    policy RateLimiting { limit: 10, granularity: Client, period: Day }\n  }\n}\n';
const stock = JSON.stringify({
    openapi: '3.1.0', info: { title: 'Stock', version: '2.1', description: 'What is there.' }, servers: [{ url: 'https://stock.example/v2' }],
    components: { securitySchemes: { login: { type: 'openIdConnect', openIdConnectUrl: 'https://login.example/realms/shop/.well-known/openid-configuration' } } }
}, undefined, 2);

describe('apim import openapi', () => {
    let place: Workplace;
    beforeEach(() => { place = new Workplace({ 'acme.apim': acme, 'stock.json': stock }); });
    afterEach(() => place.remove());
    const source = () => readFileSync(join(place.folder, 'acme.apim'), 'utf8');

    it('writes the API with definition, endpoint, offer and policy, and apim check finds nothing wrong', async () => {
        const { exit, out, err } = await place.apim('import', 'openapi', 'stock.json', '--plan', 'Gold', '--yes');
        assert.equal(exit, 0, err);
        assert.equal(out, '✓ wrote acme.apim\n');
        assert.equal(source(), acme.replace(/\}\n$/, `
  published private api Stock@2.1 {
    description: "What is there."
    endpoint: "https://stock.example/v2"
    definition: "./stock.json"
    offers Gold@1.0

    policy KeycloakOAuth { realm: "https://login.example/realms/shop" }
  }
}
`));
        assert.match(err, /Imported from OpenAPI 3\.1\.0/);
        const check = await place.apim('check');
        assert.deepEqual([check.exit, /error|warning/.test(check.out)], [0, false], check.out);
        assert.deepEqual((await place.apim('format', '--check')).exit, 0);
    });

    it('copies a document from elsewhere, and makes a plan', async () => {
        const elsewhere = mkdtempSync(join(tmpdir(), 'apim-openapi-'));
        writeFileSync(join(elsewhere, 'swagger.yaml'), 'swagger: "2.0"\ninfo: { title: Pets, version: 1.0 }\nhost: pets.example\n');
        const { exit, out, err } = await place.apim('import', 'openapi', join(elsewhere, 'swagger.yaml'), '--new-plan', 'Silver@1.0', '--limit', '5/hour', '--keys', 'https://login.example/jwks', '--name', 'Animals', '--api-version', 'v3', '--yes');
        rmSync(elsewhere, { recursive: true });
        assert.equal(exit, 0, err);
        assert.match(out, /✓ wrote pets\.openapi\.yaml/);
        assert.match(source(), /locked plan Silver@1\.0 \{\n {4}policy RateLimiting \{ limit: 5, granularity: Client, period: Hour \}/);
        assert.match(source(), /published private api Animals@v3 "Pets" \{\n {4}endpoint: "https:\/\/pets\.example"\n {4}definition: "\.\/pets\.openapi\.yaml"\n {4}offers Silver@1\.0\n\n {4}policy Jwt/);
        assert.ok(existsSync(join(place.folder, 'pets.openapi.yaml')));
    });

    const refused: [what: string, args: string[], exit: number, message: RegExp][] = [
        ['no confirmation', ['stock.json', '--plan', 'Gold'], 6, /--yes/],
        ['no plan', ['stock.json', '--yes'], 64, /offers a plan: name one with --plan or --new-plan.*Locked plans: Gold@1\.0/],
        ['a plan that is not there', ['stock.json', '--plan', 'Silver', '--yes'], 64, /no locked plan Silver/],
        ['another organization', ['stock.json', '--org', 'Other', '--plan', 'Gold', '--yes'], 64, /no organization Other.*Declared: Acme/],
        ['a name that cannot stand in a URL', ['stock.json', '--plan', 'Gold', '--name', 'a b', '--yes'], 1, /'a b' cannot stand in a URL/],
        ['a version that is none', ['stock.json', '--plan', 'Gold', '--api-version', 'a b', '--yes'], 1, /'a b' is no version/],
        ['a limit that is none', ['stock.json', '--new-plan', 'X', '--limit', 'many', '--yes'], 64, /'many' is no limit/],
        ['a file that is not there', ['nowhere.json', '--yes'], 64, /cannot be read \(ENOENT\)/],
        ['a file that is none, with the line', ['acme.apim', '--yes'], 1, /acme\.apim:1 It is neither JSON nor YAML/]
    ];
    for (const [what, args, exit, message] of refused) {
        it(`writes nothing with ${what}`, async () => {
            const run = await place.apim('import', 'openapi', ...args);
            assert.match(run.err, message);
            assert.equal(run.exit, exit);
            assert.equal(source(), acme);
        });
    }

    it('shows what it would write', async () => {
        const { exit, out } = await place.apim('import', 'openapi', 'stock.json', '--public', '--dry-run');
        assert.equal(exit, 0);
        assert.match(out, /\+ {2}published public api Stock@2\.1 \{/);
        assert.equal(source(), acme);
    });
});
