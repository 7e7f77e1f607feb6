import { readdirSync, readFileSync } from 'node:fs';

/** The files below a folder of the repository whose names end like this. */
export function textsIn(folder: string, extension: string): [name: string, text: string][] {
    const url = new URL(`../../${folder}/`, import.meta.url);
    return readdirSync(url, { recursive: true, encoding: 'utf8' }).filter(name => name.endsWith(extension)).map(name => [name, readFileSync(new URL(name, url), 'utf8')]);
}
