import assert from 'node:assert/strict';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { formatOnType } from '../../language-server/features/formatting-on-type.ts';
import { openAtCursor } from '../support/cursor.ts';

/** What the text is after the character in front of the cursor `<|>` was typed. */
function checkTyped(text: string, typed: string, expected: string): void {
    const { project, file: uri, position } = openAtCursor(text);
    const document = TextDocument.create(uri, 'apim', 0, text.replace('<|>', ''));
    assert.equal(TextDocument.applyEdits(document, formatOnType(project, uri, position, typed)), expected);
}

describe('formatting while typing', () => {
    it('formats what a bracket closes, and nothing else', () => checkTyped(
        'organization  A {\n plan Gold@1.0 {\npolicy  RateLimiting { limit: 1, granularity: Client , period: Day }\n   }<|>\n      plan   Silver@1.0\n}\n', '}',
        'organization  A {\n  plan Gold@1.0 {\n    policy RateLimiting { limit: 1, granularity: Client, period: Day }\n  }\n      plan   Silver@1.0\n}\n'));

    it('formats a bracket in the middle of a line up to the cursor', () => checkTyped(
        'organization A {\n  plan Gold@1.0 { policy  RateLimiting {limit:1,granularity:Client,period:Day}<|>   }\n}\n', '}',
        'organization A {\n  plan Gold@1.0 { policy RateLimiting { limit: 1, granularity: Client, period: Day }   }\n}\n'));

    it('formats the line that Enter leaves, and lets the new one be', () => checkTyped(
        'organization A {\n  plan   Gold@1.0\n      <|>\n}\n', '\n',
        'organization A {\n  plan Gold@1.0\n      \n}\n'));

    it('leaves alone what is not finished, and a bracket inside of a string', () => {
        checkTyped('organization  A {\n  plan   Gold@1.0 {\n}<|>\n', '}', 'organization  A {\n  plan   Gold@1.0 {\n}\n');
        checkTyped('organization  A   "}<|>" {\n}\n', '}', 'organization  A   "}" {\n}\n');
        checkTyped('<|>organization  A {\n}\n', '\n', 'organization  A {\n}\n');
    });
});
