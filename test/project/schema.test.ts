import assert from 'node:assert/strict';
import Ajv from 'ajv';
import { parse } from 'yaml';
import schema from '../../project/apim.schema.json' with { type: 'json' };

describe('the JSON schema of apim.yaml', () => {
    it('judges as the tool does', () => {
        const validate = new Ajv.default({ strict: false, validateFormats: false }).compile(schema);
        const accepts = (yaml: string) => validate(parse(yaml));
        assert.ok(accepts('dialect: apiman\nenvironments: { p: { gateway: local, parameters: { a: 1 } } }'));
        assert.ok(accepts('environments: { p: { gateways: [{ url: "https://gw.example", auth: { type: basic, username: a } }] } }'));
        assert.ok(!accepts('dialekt: apiman'));
        assert.ok(!accepts('environments: { p: { gateway: locl } }'));
        assert.ok(!accepts('environments: { p: { gateways: [{ url: "https://gw.example", auth: { type: basic, username: a, password: b } }] } }'));
    });
});
