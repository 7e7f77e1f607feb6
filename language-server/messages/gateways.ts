import { environmentNames, resolveEnvironment, type Environment } from '../../project/environment.ts';
import { shownUrl } from '../../registration/address.ts';
import { describeFailure, type Result } from '../../registration/failure.ts';
import type { GatewayStanding, ProjectParams } from '../protocol.ts';
import type { ProjectGateways } from '../views/gateway-lines.ts';
import type { WorkspaceProject } from '../workspace-project.ts';
import type { Window } from './window.ts';

/** Which gateways there are and how they stand, by what they told when they were asked last. None is asked for it, but a local one of which nothing is known. */
export class Gateways {
    readonly #window: Window;
    /** By project and environment, in the order of apim.yaml. */
    readonly #told = new Map<string, GatewayStanding[]>();

    constructor(window: Window) {
        this.#window = window;
    }

    /** Asks whether they answer and take the credentials. */
    async connect({ project, environment }: ProjectParams & { environment?: string }, signal: AbortSignal): Promise<{ gateways: GatewayStanding[] }> {
        const window = this.#window;
        window.requireTrust();
        const owner = window.project(project);
        const { targetOf, checkTarget, gatewayClients } = window.gatewaysOf(owner);
        const context = await window.context(owner, { asks: true, signal, ...(environment === undefined ? {} : { environment }) });
        const { name } = context.environment;
        const target = await targetOf(context);
        const checked = target.ok ? checkTarget(target.value) : target;
        const gateways = checked.ok
            ? await Promise.all(gatewayClients(checked.value, window.world).map(async (client, index): Promise<GatewayStanding> => {
                const local = context.environment.gateways[index] === 'local';
                const contact = await client.connect(signal);
                if (!contact.ok) return { address: client.name, local, state: 'unreachable', failure: await this.#said(contact) };
                const publicUrl = client.target.publicUrl ?? contact.value.endpoint;
                return { address: client.name, local, state: 'connected', version: contact.value.version, ...(publicUrl === undefined ? {} : { publicUrl }) };
            }))
            : await this.#failed(context.environment, await this.#said(checked));
        // Who cancelled was told nothing, and has connected to nothing.
        signal.throwIfAborted();
        this.#told.set(`${owner.id} ${name}`, gateways);
        window.connect(owner, name);
        window.overviews.gatewaysChanged();
        return { gateways };
    }

    async all(): Promise<ProjectGateways[]> {
        return Promise.all(this.#window.projects.map(async project => {
            const { session, id } = project;
            const active = session.environment();
            const environments = environmentNames(session.parsed.file).flatMap(name => {
                const found = resolveEnvironment(session.parsed.file, name);
                return found.kind === 'environment' ? [found.environment] : [];
            });
            return {
                project: id, name: session.folder.slice(session.folder.lastIndexOf('/') + 1),
                environments: await Promise.all(environments.map(async environment => ({
                    name: environment.name, protected: environment.protected, active: active.kind === 'environment' && active.environment.name === environment.name,
                    source: sourceOf(project, ['environments', environment.name], 'key'),
                    gateways: (await this.#standings(project, environment)).map((standing, index) => ({ standing, source: sourceOf(project, gatewayPath(project, environment.name, index)) }))
                })))
            };
        }));
    }

    async #standings(project: WorkspaceProject, environment: Environment): Promise<GatewayStanding[]> {
        const window = this.#window;
        const reading = window.overviews.readingOf(project, environment);
        const told = this.#told.get(`${project.id} ${environment.name}`) ?? [];
        return Promise.all(environment.gateways.map(async (gateway, index): Promise<GatewayStanding> => {
            const snapshot = reading && 'snapshots' in reading ? reading.snapshots[index] : undefined;
            const answered = snapshot && { state: 'connected' as const, version: snapshot.version, ...(snapshot.publicUrl === undefined ? {} : { publicUrl: snapshot.publicUrl }) };
            if (gateway === 'local') {
                if (snapshot && answered) return { address: snapshot.gateway, local: true, ...answered };
                const found = window.trusted && window.reachesGateways(project) ? await window.gatewaysOf(project).findLocalGateway(project.session.folder, window.world) : undefined;
                if (!found?.ok) return { address: 'local', local: true, state: found ? 'stopped' : 'not-asked' };
                const { url, publicUrl } = found.value.target;
                return { address: shownUrl(url), local: true, ...(publicUrl === undefined ? {} : { publicUrl }), state: 'connected' };
            }
            const address = shownUrl(gateway.url);
            if (answered) return { address, local: false, ...answered };
            const known = told.find(standing => standing.address === address);
            if (known) return known;
            if (reading && 'failure' in reading) return { address, local: false, state: 'unreachable', failure: describeFailure(reading.failure) };
            return { address, local: false, state: 'not-asked', ...(gateway.publicUrl === undefined ? {} : { publicUrl: gateway.publicUrl }) };
        }));
    }

    async #failed({ gateways }: Environment, failure: string): Promise<GatewayStanding[]> {
        return gateways.map(gateway => ({ address: gateway === 'local' ? 'local' : shownUrl(gateway.url), local: gateway === 'local', state: 'unreachable', failure }));
    }

    /** In words; credentials that were refused are forgotten, so that the next attempt asks. */
    async #said(result: Result<unknown>): Promise<string> {
        return this.#window.valueOf(result).then(() => '', (error: unknown) => error instanceof Error ? error.message : String(error));
    }
}

function sourceOf({ session, hasProjectFile }: WorkspaceProject, path: (string | number)[], part: 'key' | 'value' = 'value') {
    return hasProjectFile ? { uri: session.projectFileUri, range: session.parsed.rangeOf(path, part) } : undefined;
}

/** Of several gateways each stands in a list. */
function gatewayPath({ session: { parsed } }: WorkspaceProject, environment: string, index: number): (string | number)[] {
    const written = parsed.file.environments[environment];
    return ['environments', environment, ...(written?.gateways ? ['gateways', index] : ['gateway'])];
}
