import { readdirSync, readFileSync } from 'node:fs';
import type { PolicyTypeDeclaration } from '../../language/declarations.ts';
import { readAttributes } from '../../language/attributes.ts';
import { createLanguage } from '../../language/project.ts';
import { SourceFile } from '../../language/source-file.ts';

/** The prelude's files as one module, since the language floor reads no files, and what they declare, so that nobody has to read them to check a project. */
export function preludeModule(): string {
    return `/** Generated from language/prelude/*.apim by \`npm run generate\`. */
import type { PolicyTypeDeclaration } from '../declarations.ts';

export const preludeFiles: Readonly<Record<string, string>> = {
${files().map(({ name, text }) => `    ${JSON.stringify(name)}: ${JSON.stringify(text)}`).join(',\n')}
};

export const preludeTypes: readonly PolicyTypeDeclaration[] = ${asJson(shippedTypes())};
`;
}

/** The attributes of declarations as data. */
export function attributesModule(): string {
    return `/** Generated from language/attributes.ts by \`npm run generate\`. */
import type { Attributes } from '../attributes.ts';

export const attributes: Attributes = ${asJson(readAttributes())};
`;
}

/** As they are written now: what the language itself knows is what was generated last. */
export function shippedTypes(): PolicyTypeDeclaration[] {
    const language = createLanguage();
    return files().flatMap(({ name, text }) => new SourceFile(language, name, text).declared.map(({ declaration }) => declaration)).filter(declaration => declaration.kind === 'policy-type');
}

function files(): { name: string; text: string }[] {
    const folder = new URL('../../language/prelude/', import.meta.url);
    return readdirSync(folder).filter(name => name.endsWith('.apim')).sort().map(name => ({ name, text: readFileSync(new URL(name, folder), 'utf8') }));
}

/** Code of a value as JSON, which is read sooner than the same as code. */
function asJson(value: unknown): string {
    return `JSON.parse('${JSON.stringify(value).replaceAll('\\', '\\\\').replaceAll("'", "\\'")}')`;
}
