import assert from 'node:assert/strict';
import fc from 'fast-check';
import { Project } from '../../language/project.ts';
import { hasWord, wordsOf } from '../../language/words.ts';
import { language } from '../support/language.ts';
import { layouts, models, print } from '../support/random-model.ts';
import { runs } from '../support/random.ts';

describe('the words of a text', () => {
    it('are all that it names, in backticks and as keywords too', () => {
        const words = wordsOf('organization `a b` {\n  client published@1 { contract Acme/Orders@1.0 via Gold policy Jwt { kind: low, text: "Silver" } }\n}')!;
        for (const word of ['a b', 'published', 'Acme', 'Orders', 'Gold', 'Jwt', 'low', 'kind']) assert.ok(hasWord(words, word), word);
        for (const word of ['Silver', 'Order', 'a', '']) assert.ok(!hasWord(words, word), word);
    });

    it('are the parameters inside of texts, too', () => {
        const words = wordsOf('parameter a = "https://${b c}.example/${ d }/$${e}"')!;
        for (const word of ['a', 'b c', 'd']) assert.ok(hasWord(words, word), word);
        for (const word of ['b', 'e', 'example']) assert.ok(!hasWord(words, word), word);
    });

    it('are not known where there is a mistake', () => {
        assert.equal(wordsOf('parameter'), undefined);
    });

    it('leave no file out that names something', () => {
        fc.assert(fc.property(models, models, layouts, (one, other, layout) => {
            const [prepared, asked] = [true, false].map(prepares => {
                const project = new Project(language);
                for (const [index, model] of [one, other].entries()) project.setFile(`${index}.apim`, print(model, layout));
                if (prepares) while (project.prepare());
                return project;
            });
            const elements = new Set(asked!.files.keys().flatMap(uri => asked!.references.inFile(uri).map(({ element }) => element)));
            for (const element of elements) assert.deepEqual(new Set(prepared!.references.filesNaming(element)), new Set(asked!.references.filesNaming(element)), element);
        }), { numRuns: runs(100) });
    });
});
