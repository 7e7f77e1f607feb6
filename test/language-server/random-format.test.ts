import assert from 'node:assert/strict';
import fc from 'fast-check';
import { formatText } from '../../language-server/features/formatting.ts';
import { SourceFile } from '../../language/source-file.ts';
import { language } from '../support/language.ts';
import { layouts, models, plain, print } from '../support/random-model.ts';
import { runs } from '../support/random.ts';

const declared = (text: string) => plain(new SourceFile(language, 'file:///a.apim', text).declared.map(({ declaration }) => declaration).filter(({ kind }) => kind !== 'organization'));

describe('models at random', () => {
    it('are what their text declares, however it is laid out', () => {
        fc.assert(fc.property(models, layouts, (model, layout) => assert.deepEqual(declared(print(model, layout)), plain(model))), { numRuns: runs(300) });
    });

    it('are formatted to one text, which formatting leaves alone and which declares the same', () => {
        fc.assert(fc.property(models, layouts, (model, layout) => {
            const text = print(model, layout);
            const formatted = formatText(language.services, text);
            assert.ok(formatted !== undefined, text);
            assert.equal(formatText(language.services, formatted), formatted);
            assert.deepEqual(declared(formatted), declared(text));
        }), { numRuns: runs(300) });
    });

    it('change by the lines of what is added: an option, a member, an item that has a line of its own', () => {
        const before = 'organization A {\n  locked plan Gold@1.0 {\n    policy RateLimiting {\n      limit: 10\n      granularity: Client\n    }\n  }\n}\n';
        for (const [from, to] of [['      granularity', '      period: Day\n      granularity'], ['    policy', '    description: "x"\n    policy'], ['  locked', '  plan New@1.0\n  locked']] as const) {
            const after = before.replace(from, to);
            assert.equal(formatText(language.services, after), after);
        }
    });
});
