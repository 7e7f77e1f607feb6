import assert from 'node:assert/strict';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { openProject } from '../support/project.ts';

/** Files of documents as people break them: `=== title`, the document, `---`, and all that it is answered with. `npm run goldens` writes the answers. */
const folder = new URL('broken/', import.meta.url);
const rewrite = process.env['APIM_REWRITE_GOLDENS'] === '1';

interface Broken { title: string; text: string; answer: string }

describe('broken documents', () => {
    let count = 0;
    for (const name of readdirSync(folder)) {
        const all = read(name);
        count += all.length;
        describe(name.replace('.txt', ''), () => {
            for (const { title, text, answer } of all) {
                it(title, () => {
                    const found = answered(text);
                    if (!rewrite) assert.equal(found, answer);
                    const mistakes = Number(/\((\d+) mistakes\)/.exec(title)?.[1] ?? 1);
                    assert.equal(found.split('\n').filter(line => / (error|warning)\[/.test(line)).length, mistakes, `one mistake, one diagnostic:\n${found}`);
                    assert.doesNotMatch(found, /token|parser|lexer|alternative|EOF|NAME|STRING|VERSION|QUANTITY|redundant/);
                });
            }
            if (rewrite) after(() => { writeFileSync(new URL(name, folder), all.map(({ title, text }) => `=== ${title}\n${text}\n---\n${answered(text)}\n`).join('')); });
        });
    }

    it('are many', () => assert.ok(count >= 120, `${count}`));
});

function read(name: string): Broken[] {
    return readFileSync(new URL(name, folder), 'utf8').split(/^=== /m).slice(1).map(section => {
        const [title = '', ...lines] = section.split('\n');
        const end = lines.lastIndexOf('---');
        return { title, text: lines.slice(0, end).join('\n'), answer: lines.slice(end + 1).join('\n').replace(/\n$/, '') };
    });
}

/** Each finding under the line that it is about, with its place marked. */
function answered(text: string): string {
    const lines = text.split('\n');
    return openProject(text).findings().filter(({ severity }) => severity === 'error' || severity === 'warning').map(({ range: { start, end }, severity, code, message }) => {
        const line = lines[start.line] ?? '';
        const length = end.line === start.line ? end.character - start.character : line.length - start.character;
        return `${line}\n${line.slice(0, start.character).replaceAll(/[^\t]/g, ' ')}${'^'.repeat(Math.max(1, length))} ${severity}[${code}]: ${message}\n`;
    }).join('');
}
