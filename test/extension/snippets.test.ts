import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { withoutPlaceholders } from '../../language-server/features/completion-item.ts';
import { openProject } from '../support/project.ts';

interface Snippet { prefix: string; description: string; body: string[] }

const snippets: Record<string, Snippet> = JSON.parse(readFileSync(join(import.meta.dirname, '../../extension/snippets/apim.json'), 'utf8'));

const organization = (members: string) => `organization Acme {\n  locked plan Gold@1.0 {\n  }\n${members}\n}\n`;
const orders = 'organization Organization {\n  locked plan Gold@1.0\n  published private api Api@1.0 {\n    endpoint: "https://x.example"\n    offers Gold@1.0\n  }\n}\n';

/** Where each is meant to be inserted, in a file that declares what its placeholders name. */
const places: Record<string, string> = {
    'Organization': '<|>',
    'Plan': 'organization Acme {\n  <|>\n}\n',
    'Private API': organization('  <|>'),
    'Public API': organization('  <|>'),
    'Client': `${orders}organization Shop {\n  <|>\n}\n`,
    'Contract': `${orders}organization Shop {\n  client App@1.0 {\n    <|>\n  }\n}\n`,
    'Members': organization('  <|>'),
    'Policy type': '<|>',
    'Parameter': '<|>',
    'Secret parameter': '<|>'
};

describe('the snippets', () => {
    for (const [name, { body }] of Object.entries(snippets)) {
        it(`write what is right, whatever is chosen: ${name}`, () => {
            const place = places[name];
            assert.ok(place, 'Say in this test where it is meant to be inserted.');
            for (const text of expansions(body.join('\n'))) {
                assert.doesNotMatch(text, /\$\d|\$\{\d/, 'a placeholder of a form that this test cannot fill in');
                const found = openProject(place.replace('<|>', text.replaceAll('\n', `\n${indentation(place)}`))).all();
                assert.deepEqual(found.filter(({ severity }) => severity === 'error').map(({ code, message }) => `${code}: ${message}`), [], text);
            }
        });
    }
});

/** The text of a snippet with its defaults, once for each way to choose from its lists. */
function expansions(body: string): string[] {
    const list = /\$\{(\d+)\|([^|]*)\|\}/.exec(body);
    return list ? list[2]!.split(',').flatMap(value => expansions(body.replace(list[0], value))) : [withoutPlaceholders(body)];
}

function indentation(place: string): string {
    return /( *)<\|>/.exec(place)?.[1] ?? '';
}
