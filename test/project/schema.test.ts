import assert from 'node:assert/strict';
import { readFile, writeFile } from 'node:fs/promises';
import Ajv from 'ajv';
import { parse } from 'yaml';
import { projectFileJsonSchema } from '../../project/project-file-schema.ts';

const committed = new URL('../../project/apim.schema.json', import.meta.url);

describe('the JSON schema of apim.yaml', () => {
    it('is the committed one', async () => {
        const derived = `${JSON.stringify(projectFileJsonSchema(), null, 2)}\n`;
        const found = await readFile(committed, 'utf8').catch(() => '');
        if (found !== derived) {
            await writeFile(committed, derived);
        }
        assert.equal(found, derived, 'project/apim.schema.json was stale and has been rewritten: commit it.');
    });

    it('judges as the tool does', () => {
        const validate = new Ajv.default({ strict: false, validateFormats: false }).compile(projectFileJsonSchema() as object);
        const accepts = (yaml: string) => validate(parse(yaml));
        assert.ok(accepts('dialect: apiman\nenvironments: { p: { gateway: local, parameters: { a: 1 } } }'));
        assert.ok(accepts('environments: { p: { gateways: [{ url: "https://gw.example", auth: { type: basic, username: a } }] } }'));
        assert.ok(!accepts('dialekt: apiman'));
        assert.ok(!accepts('environments: { p: { gateway: locl } }'));
        assert.ok(!accepts('environments: { p: { gateways: [{ url: "https://gw.example", auth: { type: basic, username: a, password: b } }] } }'));
    });
});
