import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { cliPage } from './cli-page.ts';
import { languagePage } from './language-page.ts';
import { manPage } from './man-page.ts';
import { policiesPage } from './policies-page.ts';
import { attributesModule, preludeModule } from './prelude-module.ts';
import { projectFileJsonSchema } from './project-file-schema.ts';
import { rulesPage } from './rules-page.ts';
import { settingsPage } from './settings-page.ts';
import { strictLexer, strictOutline, strictParser } from './strict-parser/index.ts';

/** Files that follow from other files. `npm run generate` writes them; a test rewrites a stale one and fails. */
export const derivedFiles: Record<string, () => string | Promise<string>> = {
    'language/generated/attributes.ts': attributesModule,
    'language/generated/prelude.ts': preludeModule,
    'language/generated/strict-lexer.ts': strictLexer,
    'language/generated/strict-outline.ts': strictOutline,
    'language/generated/strict-parser.ts': strictParser,
    'project/apim.schema.json': projectFileJsonSchema,
    'docs/apim.1': manPage,
    'docs/cli.md': cliPage,
    'docs/language.md': languagePage,
    'docs/rules.md': rulesPage,
    'docs/policies.md': policiesPage,
    'docs/settings.md': settingsPage
};

/** Writes a derived file where it is not what it should be; says whether it was stale. */
export function refresh(path: string, content: string): boolean {
    const url = new URL(`../../${path}`, import.meta.url);
    if (current(url) === content) return false;
    writeFileSync(url, content);
    return true;
}

function current(url: URL): string | undefined {
    try {
        return readFileSync(url, 'utf8');
    } catch {
        return undefined;
    }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
    for (const [path, content] of Object.entries(derivedFiles)) {
        if (refresh(path, await content())) console.log(`wrote ${path}`);
    }
}
