import { readdirSync, readFileSync } from 'node:fs';

/** The prelude's files as one module, since the language floor reads no files. */
export function preludeModule(): string {
    const folder = new URL('../../language/prelude/', import.meta.url);
    const entries = readdirSync(folder).filter(name => name.endsWith('.apim')).sort()
        .map(name => `    ${JSON.stringify(name)}: ${JSON.stringify(readFileSync(new URL(name, folder), 'utf8'))}`);
    return `/** Generated from language/prelude/*.apim by \`npm run generate\`. */\nexport const preludeFiles: Readonly<Record<string, string>> = {\n${entries.join(',\n')}\n};\n`;
}
