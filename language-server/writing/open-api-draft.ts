import type { ProjectSession } from '../session/project-session.ts';
import { normalUri } from '../file-uri.ts';
import type { ApiDraft, DraftSoFar } from './draft.ts';
import { folderUri, usualFolder } from './new-file.ts';
import type { OpenApiSummary } from './open-api.ts';
import { blockFor } from './place.ts';

type ApiSoFar = Extract<DraftSoFar, { kind: 'api' }>;

/** What the document says of an API, to be completed. `definition` is the file itself, or the place in the project that it is to be copied to. */
export function draftOfOpenApi(session: ProjectSession, { name, version, title, description, servers, signIn }: OpenApiSummary, file: string, organization?: string): ApiSoFar {
    const [first] = servers;
    return {
        kind: 'api', name, version, ...title === name ? {} : { title }, ...description === undefined ? {} : { description },
        ...first ? { endpoint: first.url } : {}, ...signIn ? { signIn } : {}, definition: isInside(session, file) ? file : copyIn(session, file, name, organization)
    };
}

export function isInside({ uri }: ProjectSession, file: string): boolean {
    return file.startsWith(`${uri}/`);
}

/** Beside the file that the API is written to. */
function copyIn(session: ProjectSession, file: string, name: string, organization: string | undefined): string {
    const { project } = session;
    const block = organization === undefined ? undefined : blockFor(project, organization, 'Api');
    const folder = block ? folderUri(block.uri) : usualFolder(project, session.uri);
    const ending = /\.(json|ya?ml)$/i.exec(file)?.[0].toLowerCase() ?? '.yaml';
    for (let number = 1; ; number++) {
        const copy = normalUri(`${folder}/${encodeURIComponent(name.toLowerCase())}${number === 1 ? '' : `-${number}`}.openapi${ending}`);
        if (project.view.fileExists(copy) !== true) return copy;
    }
}

/** `./orders.openapi.yaml`: how the source names a file, seen from the file that it stands in. */
export function definitionPath(definition: NonNullable<ApiDraft['definition']>, from: string): string {
    const [own, other] = [folderUri(from).split('/'), definition.split('/')];
    const common = own.findIndex((part, index) => part !== other[index]);
    const shared = common < 0 ? own.length : common;
    const up = '../'.repeat(own.length - shared);
    return `${up === '' ? './' : up}${other.slice(shared).map(decodeURIComponent).join('/')}`;
}
