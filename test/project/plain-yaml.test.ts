import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { parseDocument } from 'yaml';
import { plainYaml } from '../../project/plain-yaml.ts';
import { runs } from '../support/random.ts';

/** What it reads is what the real parser reads without a word; whether it reads it at all. */
function agrees(text: string): boolean {
    const plain = plainYaml(text);
    if (!plain) return false;
    const document = parseDocument(text, { logLevel: 'silent' });
    assert.deepEqual([document.errors.length, document.warnings.length], [0, 0], text);
    assert.deepEqual(plain.value, document.toJS(), text);
    return true;
}

describe('YAML as most people write it', () => {
    it('is read without a parser of all of it', () => {
        assert.deepEqual(plainYaml(`# A project.
dialect: scheer-pas   # whose rules
rules: { missing-description: off }
admins: [anna@shop.example, "b c"]
environments:
  local:
  production:
    protected: true
    gateways:
      - url: https://gateway.example:8081
        timeout: 20s
      - { url: 'http://other.example', auth: { type: bearer } }

    parameters:
      limit: 8
      text: "8 # 9: x"
`)?.value, {
            dialect: 'scheer-pas', rules: { 'missing-description': 'off' }, admins: ['anna@shop.example', 'b c'],
            environments: {
                local: null,
                production: {
                    protected: true, gateways: [{ url: 'https://gateway.example:8081', timeout: '20s' }, { url: 'http://other.example', auth: { type: 'bearer' } }],
                    parameters: { limit: 8, text: '8 # 9: x' }
                }
            }
        });
    });

    it('is what the samples are written in, and is read there as by the real parser', () => {
        const files = globSync('samples/**/apim.yaml', { cwd: join(import.meta.dirname, '../..') }).map(file => readFileSync(file, 'utf8'));
        const read = files.filter(agrees);
        assert.ok(read.length >= files.length * 0.8, `${read.length} of ${files.length}`);
    });

    it('is read as by the real parser, whatever is made of its pieces', () => {
        const piece = fc.constantFrom('a', 'b-c', 'key: ', 'url:', ': ', '- ', '-', '# x', ' #', ' ', '  ', '    ', '\n', '\n  ', '\n    ', '\n- ', '\n  - ', '{ ', ' }', '{', '}', '[', ']', ', ', ',', '"', '\'', '"x y"', '\'z\'', '8', '08', '1e3', '0x1', '20s', '.5',
            'true', 'off', 'null', '~', 'http://a.b:1/c', 'a@b', '&a', '*a', '!t', '|', '>', '\\', '\t', '?', '%', '@', '`', '---', '...', '\r\n', 'ä', 'a:b', ':', '<<: ');
        let read = 0;
        fc.assert(fc.property(fc.array(piece, { maxLength: 14 }).map(pieces => pieces.join('')), text => { if (agrees(text)) read++; }), { numRuns: runs(20_000) });
        assert.ok(read > 500, `${read} were read`);
    });

    it('is read as by the real parser, whatever one edit makes of it', () => {
        const files = globSync('samples/**/apim.yaml', { cwd: join(import.meta.dirname, '../..') }).map(file => readFileSync(file, 'utf8'));
        const edit = fc.tuple(fc.constantFrom(...files), fc.nat(), fc.nat(3), fc.constantFrom('', ' ', '\n', ':', '-', '#', '"', '{', ']', ',', 'x', '  ', '\t', '\n  '));
        fc.assert(fc.property(edit, ([text, at, length, inserted]) => { agrees(text.slice(0, at % text.length) + inserted + text.slice(at % text.length + length)); }), { numRuns: runs(5000) });
    });
});
