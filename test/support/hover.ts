import assert from 'node:assert/strict';
import { hover } from '../../language-server/features/hover.ts';
import { openAtCursor } from './cursor.ts';

/** What is shown at the cursor `<|>`; undefined where nothing is. */
export function checkHover(text: string | Record<string, string>, expected: string | undefined): void {
    assert.equal(hovered(text), expected);
}

export function hovered(text: string | Record<string, string>): string | undefined {
    const { project, file, position } = openAtCursor(text);
    const shown = hover(project, file, position);
    return shown && 'value' in Object(shown.contents) ? (shown.contents as { value: string }).value : undefined;
}
