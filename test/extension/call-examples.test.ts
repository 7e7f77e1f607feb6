import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { callExamples, type ApiCall } from '../../extension/features/client-page/call-examples.ts';

const url = 'https://api.acme.example/Acme/Orders/1.0/orders';
const open: ApiCall = { url, signIns: [] };
const guarded: ApiCall = { url, signIns: [{ scheme: 'basic', user: 'shop' }, { scheme: 'bearer' }] };
const anybody: ApiCall = { url: 'http://127.0.0.1:8082/A/B/1', signIns: [{ scheme: 'basic' }] };
const code = (id: string, call: ApiCall, key?: string) => callExamples.find(example => example.id === id)!.code(call, key);

describe('code that calls an API', () => {
    it('is curl with the key from the environment, a user that curl asks the password of, and a token', () => {
        assert.equal(code('curl', open), `curl ${url} \\\n  -H "X-API-Key: $APIM_KEY"`);
        assert.equal(code('curl', guarded), `curl ${url} \\\n  -H "X-API-Key: $APIM_KEY" \\\n  -u shop \\\n  -H "Authorization: Bearer $TOKEN"`);
        assert.equal(code('curl', anybody).split('\n').at(-1), '  -u "$API_USER"');
    });

    it('is JavaScript, Python, Java and PowerShell that sign in the same way', () => {
        assert.equal(code('javascript', { url, signIns: [{ scheme: 'basic', user: 'shop' }] }), [
            `const response = await fetch("${url}", {`, '  headers: {', '    "X-API-Key": process.env.APIM_KEY,',
            '    Authorization: "Basic " + btoa("shop:" + process.env.API_PASSWORD),', '  },', '});', 'console.log(response.status, await response.text());'
        ].join('\n'));
        assert.match(code('python', guarded), /^import os\nimport requests\n[^]*"X-API-Key": os\.environ\["APIM_KEY"\],\n        "Authorization": f"Bearer \{os\.environ\['TOKEN'\]\}",\n    \},\n    auth=\("shop", os\.environ\["API_PASSWORD"\]\),\n\)/);
        assert.match(code('java', guarded), /import java\.util\.Base64;[^]*var user = "shop" \+ ":" \+ System\.getenv\("API_PASSWORD"\);[^]*"Bearer " \+ System\.getenv\("TOKEN"\)/);
        assert.equal(code('powershell', anybody), `Invoke-WebRequest 'http://127.0.0.1:8082/A/B/1' -Headers @{ "X-API-Key" = $env:APIM_KEY } -Authentication Basic -Credential (Get-Credential $env:API_USER) -AllowUnencryptedAuthentication`);
    });

    it('holds a key only where it is given one, and then no variable for it', () => {
        for (const { id } of callExamples) {
            assert.match(code(id, guarded), /APIM_KEY/, id);
            assert.match(code(id, guarded, 'canary-4711'), /canary-4711/, id);
            assert.doesNotMatch(code(id, guarded, 'canary-4711'), /APIM_KEY/, id);
        }
    });

    const nasty = `k'"$(id)\`id\`\\`;
    it('is syntax that its language accepts, whatever stands in key, user and address', () => {
        const call: ApiCall = { url: `${url}?q='"$(id)`, signIns: [{ scheme: 'basic', user: nasty }] };
        const shown = execFileSync('sh', ['-c', code('curl', call, nasty).replace(/^curl/, `printf '%s\\n'`)], { encoding: 'utf8' });
        assert.deepEqual(shown.trimEnd().split('\n'), [call.url, '-H', `X-API-Key: ${nasty}`, '-u', nasty]);
        assert.equal(spawnSync(process.execPath, ['--check', '--input-type=module', '-'], { input: code('javascript', call, nasty) }).status, 0);
        const python = spawnSync('python3', ['-c', 'import ast, sys; ast.parse(sys.stdin.read())'], { input: code('python', call, nasty) });
        assert.ok(python.error ?? python.status === 0, String(python.stderr));
    });

    it('sends from JavaScript what it says', async () => {
        const sent: { address: string; headers: Record<string, string> }[] = [];
        const fetchLike = async (address: string, { headers }: { headers: Record<string, string> }) => { sent.push({ address, headers }); return { status: 200, text: async () => '' }; };
        const Async = (async () => {}).constructor as new (...args: string[]) => (...values: unknown[]) => Promise<void>;
        await new Async('fetch', 'process', 'console', code('javascript', { url, signIns: [{ scheme: 'basic', user: 'shop' }] }))(fetchLike, { env: { APIM_KEY: 'k', API_PASSWORD: 'p' } }, { log: () => {} });
        assert.deepEqual(sent, [{ address: url, headers: { 'X-API-Key': 'k', Authorization: `Basic ${btoa('shop:p')}` } }]);
    });
});
