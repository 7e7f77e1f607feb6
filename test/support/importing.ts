import type { GatewayDocument } from '../../compiler/gateway-document.ts';
import { importDocument, type ImportedSource } from '../../language-server/import/import-document.ts';
import { uriOf } from '../../language-server/file-uri.ts';
import { ProjectSession } from '../../language-server/session/project-session.ts';
import type { Environment } from '../../project/environment.ts';
import { canonicalText, normalApi, normalClient } from '../../registration/normal-form.ts';
import { Sealed } from '../../registration/sealed.ts';
import type { GatewayJson } from '../../registration/gateway-client.ts';
import { language } from './language.ts';

const folder = '/imported';

/** A project in memory with these files. */
export function projectWith(files: Record<string, string> = {}): { session: ProjectSession; environment: Environment } {
    const session = new ProjectSession(folder, language);
    for (const [name, text] of Object.entries(files)) {
        if (name === 'apim.yaml') session.setProjectFile(text);
        else session.project.setFile(uriOf(`${folder}/${name}`), text);
    }
    const found = session.environment();
    if (found.kind === 'unknown') throw new Error(found.message);
    return { session, environment: found.environment };
}

export interface Imported extends ImportedSource {
    /** By file name. */
    files: Record<string, string>;
    /** What the project compiles to with the imported source and the secrets that were found. */
    compiled: GatewayDocument;
}

/** Imports a document into a project with these files. */
export function importInto(files: Record<string, string>, document: { apis: readonly unknown[]; clients: readonly unknown[] }, wanted?: (element: string) => boolean): Imported {
    const { session, environment } = projectWith(files);
    const imported = importDocument(session, environment, new Sealed(document), { from: 'test', wanted });
    return {
        ...imported, files: Object.fromEntries([...imported.texts].map(([uri, text]) => [imported.edited.relative(uri), text])),
        compiled: imported.edited.compile(environment, name => imported.secrets.get(name)?.reveal() ?? `\${${name}}`).document
    };
}

/** A document as gateways compare it: in no order that means nothing. */
export function comparable({ apis, clients }: { apis: readonly object[]; clients: readonly object[] }): Record<string, string> {
    const beans = (list: readonly object[], kind: 'apiId' | 'clientId', normal: (bean: GatewayJson) => unknown) => list.map(bean => {
        const json = bean as GatewayJson;
        return [`${kind} ${String(json['organizationId'])}/${String(json[kind])}@${String(json['version'])}`, canonicalText(normal(json))] as const;
    });
    return Object.fromEntries([...beans(apis, 'apiId', normalApi), ...beans(clients, 'clientId', normalClient)].sort(([a], [b]) => (a < b ? -1 : 1)));
}
