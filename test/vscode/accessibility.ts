import assert from 'node:assert/strict';
import axe from 'axe-core';
import type { Frame } from 'playwright-core';

/** Fails with what axe finds wrong in a webview for those who cannot see or use a mouse. */
export async function checkAccessibility(frame: Frame): Promise<void> {
    // The page's own policy lets no script in but this way.
    await frame.evaluate(axe.source);
    // A page is transparent: what it stands on is the editor, of which axe knows nothing.
    await frame.locator('html').evaluate((page: { style: { background: string } }) => { page.style.background = 'var(--vscode-editor-background)'; });
    const { violations } = await frame.evaluate(() => (globalThis as unknown as { axe: typeof axe }).axe.run());
    assert.deepEqual(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 120)).join(' ')}`), []);
}
