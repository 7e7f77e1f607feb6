import assert from 'node:assert/strict';
import { atOnce } from '../../language/in-turns.ts';
import { semanticTokens, semanticTokensLegend } from '../../language-server/features/semantic-tokens.ts';
import { openProject } from './project.ts';

/** What each coloured name of a file means: `Orders interface declaration deprecated`. */
export function checkSemanticTokens(text: string, expected: readonly string[]): void {
    const { project, uri } = openProject(text);
    const { data } = atOnce(semanticTokens(project, uri('example.apim')));
    const lines = text.split('\n');
    let line = 0;
    let character = 0;
    const found: string[] = [];
    for (let index = 0; index < data.length; index += 5) {
        const [deltaLine = 0, deltaCharacter = 0, length = 0, type = 0, bits = 0] = data.slice(index, index + 5);
        line += deltaLine;
        character = deltaLine === 0 ? character + deltaCharacter : deltaCharacter;
        const modifiers = semanticTokensLegend.tokenModifiers.filter((_, bit) => bits & 1 << bit);
        found.push([lines[line]?.slice(character, character + length), semanticTokensLegend.tokenTypes[type], ...modifiers].join(' '));
    }
    assert.deepEqual(found, expected);
}
