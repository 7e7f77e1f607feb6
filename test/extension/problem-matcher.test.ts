import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { Workplace } from '../support/apim.ts';

const manifest: { contributes: { problemPatterns: { name: string; regexp: string; file: number; line: number; column: number; severity: number; message: number; code: number }[] } } =
    JSON.parse(readFileSync(path.resolve(import.meta.dirname, '../../package.json'), 'utf8'));

describe('the problem matcher', () => {
    it('finds in the output of apim check each problem, once', async () => {
        const [pattern] = manifest.contributes.problemPatterns;
        const place = new Workplace({ 'über uns.apim': 'organization A { client C@1 { contract X/Y@1.0 via G } }\n', 'b.apim': 'organization B { plan }\n' });
        const { out } = await place.apim('check');
        const { diagnostics }: { diagnostics: { file: string; range: { start: { line: number; character: number } }; severity: string; message: string; code: string }[] } =
            JSON.parse((await place.apim('check', '--format', 'json')).out);
        place.remove();
        const found = out.split('\n').flatMap(line => {
            const match = new RegExp(pattern!.regexp).exec(line);
            return match ? [[match[pattern!.file], Number(match[pattern!.line]) - 1, Number(match[pattern!.column]) - 1, match[pattern!.severity], match[pattern!.message], match[pattern!.code]]] : [];
        });
        assert.ok(found.length > 3);
        assert.deepEqual(found, diagnostics.map(({ file, range: { start }, severity, message, code }) => [file, start.line, start.character, severity, message, code]));
    });
});
