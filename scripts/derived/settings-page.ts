import { readFileSync } from 'node:fs';

interface Setting { type: string | string[]; default?: unknown; scope?: string; description?: string; markdownDescription?: string; enum?: string[] }

/** docs/settings.md: the settings of the extension, from its manifest. */
export function settingsPage(): string {
    const root = new URL('../../', import.meta.url);
    const manifest = JSON.parse(readFileSync(new URL('package.json', root), 'utf8')) as { contributes?: { configuration?: { properties?: Record<string, Setting> } } };
    const texts = JSON.parse(readFileSync(new URL('package.nls.json', root), 'utf8')) as Record<string, string>;
    // `#editor.codeLens#` is a link to that setting in VS Code, and nothing on a page.
    const translated = (text = '') => text.replaceAll(/%([^%]+)%/g, (_, key: string) => texts[key] ?? key).replaceAll(/`#([\w.]+)#`/g, '`$1`');
    const settings = Object.entries(manifest.contributes?.configuration?.properties ?? {});
    return [
        '# Settings', '', 'Settings of the VS Code extension. Generated from `package.json`; do not edit.', '',
        '| setting | default | scope | |', '|---|---|---|---|',
        ...settings.map(([name, { default: fallback, scope = 'window', description, markdownDescription }]) =>
            `| \`${name}\` | \`${JSON.stringify(fallback) ?? ''}\` | ${scope} | ${translated(markdownDescription ?? description).replaceAll('\n', ' ')} |`),
        ''
    ].join('\n');
}
