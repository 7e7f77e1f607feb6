import assert from 'node:assert/strict';
import { askEverything } from '../support/ask-everything.ts';
import { fuzz } from '../support/fuzz.ts';
import { processorTime } from '../support/processor-time.ts';
import { openProject } from '../support/project.ts';
import { runs, seed } from '../support/random.ts';

describe('bad input', () => {
    it('at random is answered, whatever it is', () => {
        fuzz(runs(1000), seed);
    });

    const deep: Record<string, (levels: number) => string> = {
        lists: levels => `policies S { policy X { a: ${'['.repeat(levels)}${']'.repeat(levels)} } }\n`,
        objects: levels => `policies S { policy X { a: ${'{ a: '.repeat(levels)}1${' }'.repeat(levels)} } }\n`,
        types: levels => `policy type X : other { implementation: 'class:x' a: ${'['.repeat(levels)}string${']'.repeat(levels)} }\n`,
        'lists that are not closed': levels => `policies S { policy X { a: ${'['.repeat(levels)}\n`
    };
    for (const [what, text] of Object.entries(deep)) {
        for (const levels of [500, 20_000]) {
            it(`of ${levels} levels of ${what} is answered within a second, and the file beside it is checked`, () => {
                const { project, uri } = openProject({ files: { 'deep.apim': text(levels), 'example.apim': 'organization A { client C@1 }\n' } });
                assert.ok(project.diagnostics(uri('example.apim')).some(({ code }) => code === 'client-without-contract'));
                assert.ok(project.diagnostics(uri('deep.apim')).some(({ code }) => code === 'syntax'));
                const took = processorTime(() => askEverything(project, uri('deep.apim'), { line: 0, character: 40 }));
                assert.ok(took < 1000, `${took} ms`);
            });
        }
    }

    it('of half a character in a path is answered', () => {
        const { project, uri } = openProject('organization A { api X@1 { definition: "\uD918.yaml" } }\n');
        askEverything(project, uri('example.apim'), { line: 0, character: 45 });
    });

    it('of half a character in a name is answered', () => {
        const { project, uri } = openProject('parameter `ps://a\uD800"\n');
        askEverything(project, uri('example.apim'), { line: 0, character: 0 });
        assert.ok(project.diagnostics(uri('example.apim')).length > 0);
    });

    it('of bytes that are no text is said to be that', () => {
        const { project, uri } = openProject('\uFFFD\0\u0001organization \uFFFD');
        assert.ok(project.diagnostics(uri('example.apim')).some(({ code }) => code === 'encoding'));
    });
});
