import { t } from '@vscode/l10n';
import type { Connection } from 'vscode-languageserver';
import { describeFailure, secretVariable, type Failure, type Result } from '../../registration/failure.ts';
import { Secret } from '../../registration/secret.ts';
import type { World } from '../../registration/world.ts';
import { Refusal } from '../boundary.ts';
import { isOnDisk } from '../file-uri.ts';
import type { Machine } from '../machine.ts';
import { KeptKeysRequest, SecretRefusedNotification, SecretRequest, type SecretQuestion, type WindowSession } from '../protocol.ts';
import type { GatewayAccess } from '../session/gateway-access.ts';
import { currentUser } from '../session/identity.ts';
import type { RegistrationContext, SecretSource } from '../session/registering.ts';
import type { WorkspaceProject } from '../workspace-project.ts';
import type { Workspace } from '../workspace.ts';
import { Overviews } from './overviews.ts';

/** What the messages know of the window that they come from: whom it trusts, who sits in front of it, and what it was told. */
export class Window {
    trusted = false;
    user: string | undefined;
    readonly workspace: Workspace;
    readonly machine: Machine;
    readonly overviews: Overviews;
    readonly #connection: Connection;
    /** Secrets that were given in this window; they are never written anywhere. */
    readonly #secrets = new Map<string, { question: SecretQuestion; secret: Secret }>();
    readonly #connected = new Set<string>();

    constructor(connection: Connection, workspace: Workspace, machine: Machine, onTold: () => void) {
        this.#connection = connection;
        this.workspace = workspace;
        this.machine = machine;
        this.overviews = new Overviews(this, onTold);
    }

    /** The session as the editor knows it when it starts the server; one that says nothing is trusted with nothing. */
    begin(options: unknown): void {
        const { session } = (options ?? {}) as { session?: Partial<WindowSession> };
        this.trusted = session?.trusted === true;
        this.user = typeof session?.user === 'string' ? session.user : undefined;
    }

    get world(): World {
        return this.machine.world;
    }

    /** Refuses what connects, sends credentials or starts a process while the workspace is not trusted. */
    requireTrust(): void {
        if (!this.trusted) throw new Refusal(t('This workspace is open in Restricted Mode: nothing is sent to a gateway and nothing is started until you trust it.'));
    }

    /** Whether gateways of a project can be asked from here. */
    reachesGateways({ session }: WorkspaceProject): boolean {
        return this.machine.gateways !== undefined && isOnDisk(session.folder);
    }

    /** The way to the gateways of a project; refused where this machine has none. */
    gatewaysOf(project: WorkspaceProject): GatewayAccess {
        const { gateways } = this.machine;
        if (gateways && this.reachesGateways(project)) return gateways;
        throw new Refusal(gateways
            ? t('Registering needs the files on disk, where it keeps its record: clone the project and open the clone.')
            : t('In the browser no gateway can be reached and no program be started: open the project in VS Code on a machine, or run `apim` in its folder.'));
    }

    /** The projects that messages are about: folders, not single files. */
    get projects(): WorkspaceProject[] {
        return this.workspace.projects.filter(({ kind }) => kind === 'folder' || kind === 'visited');
    }

    /** The named project, or the only one. */
    project(id: string | undefined): WorkspaceProject {
        const { projects } = this;
        const found = id === undefined && projects.length === 1 ? projects[0] : projects.find(project => sameUri(project.id, id));
        if (found) return found;
        throw new Refusal(projects.length === 0 ? t('There is no project in this window yet: open a folder with an .apim file.') : t('Which project is meant? Name one of this window.'));
    }

    /** The named project, of which all could be read: what stands elsewhere would be taken for removed. Who has corrected the permissions need not say so, since no editor is told of that. */
    async wholeProject(id: string | undefined): Promise<WorkspaceProject> {
        if (this.project(id).session.gap !== undefined) await this.workspace.reload();
        const found = this.project(id);
        if (found.session.gap !== undefined) throw new Refusal(found.session.gap);
        return found;
    }

    /** What a registration or a look at the gateway needs, by default in the environment that is worked in. `asks`: what nobody has given yet is asked for, all secrets or the credentials of gateways alone. */
    async context({ session, id }: WorkspaceProject, { asks, signal, environment }: { asks: boolean | 'credentials'; signal?: AbortSignal; environment?: string }): Promise<RegistrationContext> {
        const found = session.environment(environment);
        if (found.kind === 'unknown') throw new Refusal(found.message);
        return {
            session, environment: found.environment, world: this.world, signal, secrets: this.#secretSource(id, asks),
            person: { user: await currentUser(this.user, this.machine.environment, () => this.machine.gitEmail(session.folder)), admins: session.parsed.file.admins }
        };
    }

    /** Who sits in front of the window. */
    async identity(): Promise<{ user?: string }> {
        const user = await currentUser(this.user, this.machine.environment, () => this.machine.gitEmail(this.projects[0]?.session.folder ?? '.'));
        return user === undefined ? {} : { user };
    }

    /** From now on the gateways of this environment may be asked without a further word. */
    connect({ id }: WorkspaceProject, environment: string): void {
        this.#connected.add(`${id} ${environment}`);
    }

    isConnected({ id }: WorkspaceProject, environment: string): boolean {
        return this.#connected.has(`${id} ${environment}`);
    }

    /** The value of a result; a failure becomes the answer to the request. Credentials that were refused are forgotten. */
    async valueOf<T>(result: Result<T>): Promise<T> {
        if (result.ok) return result.value;
        await this.#forgetRefused(result.failure);
        throw new Refusal(describeFailure(result.failure), result.failure.kind);
    }

    /** What a caller of an API signs in with; undefined where the user gave none. */
    async callerToken(question: SecretQuestion): Promise<Secret | undefined> {
        const { value } = await this.#connection.sendRequest(SecretRequest, question);
        return value ? new Secret(value.replace(/^Bearer\s+/i, '').trim()) : undefined;
    }

    /** What was typed for a secret parameter turned out to be wrong: the next time it is asked for again. */
    forgetParameter({ id }: WorkspaceProject, environment: string, name: string): void {
        for (const [key, { question }] of this.#secrets) {
            if (question.kind === 'secret-parameter' && question.project === id && question.environment === environment && question.name === name) this.#secrets.delete(key);
        }
    }

    /** API keys that the editor kept when clients were retired; an editor that keeps none does not answer. */
    async keptKeys(project: string, environment: string, clients: string[]): Promise<Map<string, Secret>> {
        const answer = await this.#connection.sendRequest(KeptKeysRequest, { project, environment, clients }).catch(() => ({ keys: {} }));
        return new Map(Object.entries(answer.keys).map(([client, key]) => [client, new Secret(key)]));
    }

    #secretSource(project: string, asks: boolean | 'credentials'): SecretSource {
        const { environment: variables } = this.machine;
        const find = async (question: SecretQuestion, variable: string, mayAsk = asks !== false): Promise<Secret | undefined> => {
            const key = JSON.stringify(question);
            const given = variables[variable];
            const known = this.#secrets.get(key)?.secret ?? (given ? new Secret(given) : undefined);
            if (known || !mayAsk) return known;
            const { value } = await this.#connection.sendRequest(SecretRequest, question);
            const secret = value ? new Secret(value) : undefined;
            if (secret) this.#secrets.set(key, { question, secret });
            return secret;
        };
        return {
            gatewayPassword: (environment, name, origin) =>
                find({ kind: 'gateway-password', project, environment, name, origin }, secretVariable('APIM_PASSWORD_', environment)),
            keyPassphrase: (environment, name, origin) =>
                find({ kind: 'key-passphrase', project, environment, name, origin }, secretVariable('APIM_PASSPHRASE_', environment)),
            secretParameter: (environment, name, origin) =>
                find({ kind: 'secret-parameter', project, environment, name, origin }, secretVariable('APIM_SECRET_', name), asks === true)
        };
    }

    async #forgetRefused(failure: Failure): Promise<void> {
        if (failure.kind !== 'credentials-refused') return;
        for (const [key, { question }] of this.#secrets) {
            if (question.kind !== 'gateway-password' || question.environment !== failure.environment) continue;
            this.#secrets.delete(key);
            await this.#connection.sendNotification(SecretRefusedNotification, question);
        }
    }
}

function sameUri(a: string, b: string | undefined): boolean {
    return b !== undefined && decodeURIComponent(a.replace(/\/$/, '')) === decodeURIComponent(b.replace(/\/$/, ''));
}
