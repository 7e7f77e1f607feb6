import { t } from '@vscode/l10n';
import { keyOf, organizationOf } from '../../language/declarations.ts';
import type { Environment } from '../../project/environment.ts';
import type { Inventory } from '../../registration/inventory.ts';
import { mayDo } from '../../registration/roles.ts';
import type { Secret } from '../../registration/secret.ts';
import { Refusal } from '../boundary.ts';
import { importDocument } from '../import/import-document.ts';
import type { FoundAtGateway, ImportedFiles, ProjectParams, SecretQuestion } from '../protocol.ts';
import { errorsAgainst } from '../session/edited-session.ts';
import { parameterOrigin } from '../session/parameter-origin.ts';
import type { Window } from './window.ts';

/** Imports of a window: what was read last from the gateways of each project, and the secrets that were found in it. */
export class Imports {
    readonly #window: Window;
    readonly #read = new Map<string, { environment: Environment; inventory: Inventory }>();
    readonly #secrets = new Map<string, { environment: Environment; secrets: ReadonlyMap<string, Secret> }>();

    constructor(window: Window) {
        this.#window = window;
    }

    /** Reads what stands at the gateways; what only members of its organization see is left out. */
    async find({ project, environment: name }: ProjectParams & { environment?: string }, signal: AbortSignal): Promise<FoundAtGateway> {
        this.#window.requireTrust();
        const found = await this.#window.wholeProject(project);
        const context = await this.#window.context(found, { asks: true, signal, ...name === undefined ? {} : { environment: name } });
        const { session, environment, person } = context;
        const inventory = await this.#window.valueOf(await this.#window.gatewaysOf(found).gatewayInventory(context));
        this.#window.connect(found, environment.name);
        this.#read.set(found.id, { environment, inventory });
        const organizations = session.declarations('organization', environment);
        const elements = (kind: 'api' | 'client', keys: readonly string[]) => {
            const declared = new Set(session.declarations(kind, environment).map(keyOf));
            return keys.filter(key => mayDo('see clients', organizationOf(key), organizations, person).ok).map(key => ({ kind, key, declared: declared.has(key) }));
        };
        return { environment: environment.name, elements: [...elements('api', inventory.apis), ...elements('client', inventory.clients)], unread: inventory.unread };
    }

    /** The source that the chosen elements become, judged by the project's own rules. Writes nothing. */
    files({ project, elements }: ProjectParams & { elements: string[] }): ImportedFiles {
        const found = this.#window.project(project);
        const read = this.#read.get(found.id);
        if (!read) throw new Refusal(t('Nothing was read from a gateway yet: begin with Import from Gateway.'));
        const { session } = found;
        const { environment, inventory } = read;
        const wanted = new Set(elements);
        const imported = importDocument(session, environment, inventory.document, { wanted: element => wanted.has(element), from: `the gateway of '${environment.name}'` });
        this.#secrets.set(found.id, { environment, secrets: imported.secrets });
        return {
            files: [...imported.texts].map(([uri, after]) => {
                const before = session.project.files.get(uri)?.text;
                return { uri, after, ...before === undefined ? {} : { before } };
            }),
            imported: imported.imported, declared: imported.declared, findings: imported.findings, secrets: [...imported.secrets.keys()].sort(),
            errors: errorsAgainst(false, session, imported.edited, environment).map(({ uri, diagnostic: { range, message } }) => `${session.relative(uri)}:${range.start.line + 1} ${message}`)
        };
    }

    /** The secrets of the last import, each with what it will be asked for by. */
    secrets({ project }: ProjectParams): { secrets: { question: SecretQuestion; value: string }[] } {
        this.#window.requireTrust();
        const { id } = this.#window.project(project);
        const found = this.#secrets.get(id);
        this.forget({ project });
        return { secrets: !found ? [] : [...found.secrets].map(([name, secret]) => ({ question: { kind: 'secret-parameter', project: id, environment: found.environment.name, name, origin: parameterOrigin(found.environment) }, value: secret.reveal() })) };
    }

    /** What was read holds keys and secrets: nothing of it stays here. */
    forget({ project }: ProjectParams): void {
        const { id } = this.#window.project(project);
        this.#secrets.delete(id);
        this.#read.delete(id);
    }
}
