import assert from 'node:assert/strict';
import { defaultEnvironmentName, environmentNames, resolveEnvironment } from '../../project/environment.ts';
import { parseProjectFile } from '../../project/project-file.ts';

const two = parseProjectFile(`
environments:
  local: { gateway: local }
  production:
    gateways: [{ url: "https://gw1.example" }, { url: "https://gw2.example" }]
    parameters: { ordersHost: "https://orders.example", limit: 10, open: true }
    exclude: ["trial/**"]
    protected: true
`).file;

describe('an environment', () => {
    it('has its gateways, values, files and protection', () => {
        const result = resolveEnvironment(two, 'production');
        assert.ok(result.kind === 'environment');
        const { name, gateways, parameters, excludes } = result.environment;
        assert.equal(name, 'production');
        assert.deepEqual(gateways, [{ url: 'https://gw1.example' }, { url: 'https://gw2.example' }]);
        assert.deepEqual(parameters, { ordersHost: 'https://orders.example', limit: 10, open: true });
        assert.ok(excludes('trial/deep/a.apim') && !excludes('a.apim'));
        assert.equal(result.environment.protected, true);
    });

    it('can be the local gateway', () => {
        const result = resolveEnvironment(two, 'local');
        assert.deepEqual(result.kind === 'environment' && result.environment.gateways, ['local']);
    });

    it('that does not exist is answered with those that do', () => {
        assert.deepEqual(resolveEnvironment(two, 'produktion'), { kind: 'unknown', message: 'There is no environment \'produktion\'; did you mean \'production\'?' });
        assert.deepEqual(resolveEnvironment(two, 'x'), { kind: 'unknown', message: 'There is no environment \'x\': there is local, production.' });
        assert.equal(resolveEnvironment(two, '__proto__').kind, 'unknown');
    });
});

describe('the default environment', () => {
    const defaultOf = (yaml: string) => defaultEnvironmentName(parseProjectFile(yaml).file);

    it('is the one that the file names', () => assert.equal(defaultOf('environments: { a: { gateway: local }, b: { gateway: local } }\ndefaultEnvironment: b'), 'b'));
    it('is the only one', () => assert.equal(defaultOf('environments: { a: { gateway: local } }'), 'a'));
    it('is local where it is one of several', () => assert.equal(defaultEnvironmentName(two), 'local'));
    it('is the local gateway where the file declares none', () => {
        assert.deepEqual(environmentNames(parseProjectFile('').file), ['local']);
        const result = resolveEnvironment(parseProjectFile('').file);
        assert.deepEqual(result.kind === 'environment' && [result.environment.name, result.environment.gateways], ['local', ['local']]);
    });
    it('is asked for where it could be any', () => {
        const { file } = parseProjectFile('environments: { a: { gateway: local }, b: { gateway: local } }');
        assert.deepEqual(resolveEnvironment(file), { kind: 'unknown', message: 'Which environment is meant? Name one of a, b, or set "defaultEnvironment" in apim.yaml.' });
    });
});
