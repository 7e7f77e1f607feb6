import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { askEverything } from './ask-everything.ts';
import { openProject } from './project.ts';

/** Texts to begin with: the samples, and documents as people break them. */
const seeds = ['../../samples/shop', '../../samples/hospital', '../../samples/energy', '../language/broken'].flatMap(folder => readdirSync(join(import.meta.dirname, folder))
    .filter(name => /\.(apim|txt)$/.test(name)).map(name => readFileSync(join(import.meta.dirname, folder, name), 'utf8')).flatMap(text => text.split(/^(?:===.*|---)\n/m)).filter(text => text.trim() !== ''));
const junk = ['{', '}', '[', ']', '"', "'", '"""', '`', '${', '$${', '/*', '*/', '//', '\\', '@', '/', ':', ',', '\0', '\uFFFD', '\uD800', '😀', '\r', '\n', '\u2028', 'organization ', 'policy ', 'api ', 'via ', '\uFEFF', '9'.repeat(400), '('.repeat(60)];

/** Breaks so many texts at random and asks everything of them. A failure names the text, by which it can be played again. */
export function fuzz(count: number, seed: number): void {
    let state = seed >>> 0;
    // mulberry32, so that a run can be repeated from its number.
    const random = (below: number) => {
        state = (state + 0x6D2B79F5) >>> 0;
        let mixed = Math.imul(state ^ (state >>> 15), state | 1);
        mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
        return ((mixed ^ (mixed >>> 14)) >>> 0) % below;
    };
    const one = (list: readonly string[]) => list[random(list.length)] ?? '';
    for (let played = 0; played < count; played++) {
        let text = one(seeds);
        for (let cuts = random(6); cuts >= 0; cuts--) {
            const at = random(text.length + 1);
            const other = one(seeds);
            const piece = random(3) === 0 ? other.slice(random(other.length), random(other.length)) : random(4) === 0 ? String.fromCharCode(...Array.from({ length: 8 }, () => random(65536))) : one(junk);
            text = text.slice(0, at) + piece + text.slice(at + random(12));
        }
        try {
            const { project, uri } = openProject(text);
            const before = text.slice(0, random(text.length + 1)).split('\n');
            askEverything(project, uri('example.apim'), { line: before.length - 1, character: before.at(-1)?.length ?? 0 });
        } catch (error) {
            throw new Error(`seed ${seed}, text ${played}: ${JSON.stringify(text)}`, { cause: error });
        }
    }
}
