import type { DecompiledProject } from '../../compiler/decompile/decompile.ts';
import type { ApimServices } from '../../language/apim-module.ts';
import { formatText } from '../features/formatting.ts';
import { printParameter } from '../features/printed-declaration.ts';
import { uriOf } from '../file-uri.ts';
import type { ProjectSession } from '../session/project-session.ts';
import { organizationText, policyTypeText, typesUsed } from './source-text.ts';

/** One file an organization: the one that declares it already gets a further block, else a new one is made. What is declared stays as it is. */
export function importedTexts(session: ProjectSession, services: ApimServices, { organizations, policyTypes, parameters, comments }: DecompiledProject, from: string): Map<string, string> {
    const blocks = new Map<string, string[]>();
    const written = new Set<string>();
    for (const organization of organizations) {
        const uri = fileOf(organization.name, session);
        const text = organizationText(organization, element => comments.get(element));
        const types = policyTypes.filter(({ name }) => !written.has(name) && typesUsed(organization).has(name));
        for (const { name } of types) written.add(name);
        // What an organization uses first stands in its file; the words are those of the text, so a name inside another one is not meant.
        const names = new Set(text.match(/[A-Za-z_][A-Za-z0-9_.-]*/g));
        const own = parameters.filter(({ name, secret }) => !written.has(`parameter ${name}`) && (!secret || names.has(name)));
        for (const { name } of own) written.add(`parameter ${name}`);
        const block = [text, ...types.map(policyTypeText), ...own.length > 0 ? [own.map(parameter => `${printParameter(parameter)}\n`).join('')] : []].join('\n');
        blocks.set(uri, [...blocks.get(uri) ?? [], formatText(services, block) ?? block]);
    }
    return new Map([...blocks].map(([uri, added]) => [uri, joined(session.project.files.get(uri)?.text, added.join('\n'), from)]));
}

function joined(before: string | undefined, added: string, from: string): string {
    if (before === undefined) return `// Imported from ${from}.\n// A gateway knows neither titles and descriptions nor versions of plans, approvals and members.\n\n${added}`;
    const eol = before.includes('\r\n') ? '\r\n' : '\n';
    return `${before}${before === '' || before.endsWith('\n') ? '' : eol}${before.trim() === '' ? '' : eol}${added.replaceAll('\n', eol)}`;
}

function fileOf(organization: string, { project, folder }: ProjectSession): string {
    const [declaring] = project.index.entries('organization', organization).map(({ uri }) => uri).sort();
    const name = organization.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-').replaceAll(/^-|-$/g, '') || 'organization';
    return declaring ?? uriOf(`${folder}/${name}.apim`);
}
