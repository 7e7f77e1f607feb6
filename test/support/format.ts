import assert from 'node:assert/strict';
import { formatText } from '../../language-server/features/formatting.ts';
import { language } from './language.ts';

/** Formats a text, and the result once more, which must change nothing. */
export function checkFormat(text: string, expected: string | undefined): void {
    const formatted = formatText(language.services, text);
    assert.equal(formatted, expected);
    if (formatted !== undefined) assert.equal(formatText(language.services, formatted), formatted, 'Formatting what is formatted changes nothing.');
}
