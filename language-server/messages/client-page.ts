import { t } from '@vscode/l10n';
import { identityOf, keyOf, type ClientDeclaration } from '../../language/declarations.ts';
import { holdersOf, mayDo } from '../../registration/roles.ts';
import { differencesFromRecord } from '../../registration/record-differences.ts';
import { Masking } from '../../registration/masking.ts';
import type { PlannedOperation } from '../../registration/operation.ts';
import { Refusal } from '../boundary.ts';
import { contractTerms, descriptionOf } from '../contract/contract-terms.ts';
import { definitionFile } from '../contract/definition-file.ts';
import { examplePath } from '../contract/example-path.ts';
import { operationsIn } from '../contract/operations.ts';
import type { ClientPage, ContractTerms, MyClientVersion, MyContract, Operation, PlannedChange, ProjectParams } from '../protocol.ts';
import { knownRecord } from '../session/known-record.ts';
import type { ProjectSession } from '../session/project-session.ts';
import type { Overview } from '../session/overview.ts';
import type { RegistrationContext } from '../session/registering.ts';
import type { WorkspaceProject } from '../workspace-project.ts';
import type { Window } from './window.ts';

/** Everything about one client version that its page shows; of one that stands only at a gateway that is little. */
export async function clientPage(window: Window, { project, client: key }: ProjectParams & { client: string }, signal: AbortSignal): Promise<ClientPage> {
    const owner = window.project(project);
    const context = await window.context(owner, { asks: false, signal });
    const { session, environment } = context;
    const { organization, name, version } = identityOf(key);
    await window.valueOf(mayDo('see clients', organization, session.declarations('organization', environment), context.person));
    const client = declaredClient(context, key);
    const { clients, plan } = await overviewWith(window, owner, key);
    const all = clients.organizations.find(one => one.name === organization)?.clients.find(one => one.name === name)?.versions ?? [];
    const standing = all.find(version => version.key === key);
    if (!standing || !client && standing.state !== 'gateway-only') throw notDeclared(key);
    const organizations = session.declarations('organization', environment);
    const title = organizations.find(one => one.name === organization && one.title !== undefined)?.title;
    return {
        project: owner.id, key, name, version, ...(client?.title === undefined ? {} : { title: client.title }), ...(client ? descriptionOf(session.project, client.attributes) : {}),
        organization: { name: organization, ...(title === undefined ? {} : { title }) },
        environment: { name: environment.name, protected: environment.protected }, connection: clients.connection,
        state: standing.state, ...changedBy(standing), ...(standing.source ? { source: standing.source } : {}),
        versions: all.map(({ key: other, version, state }) => ({ key: other, version, state })),
        contracts: await Promise.all(standing.contracts.map((contract, index) => termsOf(window, context, client, contract, index))),
        changes: !client ? { comparedWith: clients.connection === 'connected' ? 'gateway' : 'record', operations: [] } : plan ? { comparedWith: 'gateway', operations: changesOf(plan.operations.filter(({ kind, entity }) => kind === 'publish' || entity === key), client) }
            : { comparedWith: 'record', operations: changesOf(await sinceRecord(context, key), client) }
    };
}

/** What the views show as well, so that nothing is read from a gateway for the page alone; an administrator may look at what the views hide. */
async function overviewWith(window: Window, owner: WorkspaceProject, key: string): Promise<Overview> {
    const usual = await window.overviews.of(owner, { showAll: false, connect: false });
    const isThere = usual.clients.organizations.some(({ name }) => key.startsWith(`${name}/`));
    return isThere ? usual : window.overviews.of(owner, { showAll: true, connect: false });
}

/** The declaration of a client in an organization that the user may see. */
export async function visibleClient(window: Window, { session, environment, person }: RegistrationContext, key: string): Promise<ClientDeclaration> {
    const client = declaredClient({ session, environment }, key);
    if (!client) throw notDeclared(key);
    await window.valueOf(mayDo('see clients', client.organization, session.declarations('organization', environment), person));
    return client;
}

function declaredClient({ session, environment }: Pick<RegistrationContext, 'session' | 'environment'>, key: string): ClientDeclaration | undefined {
    return session.declarations('client', environment).find(candidate => keyOf(candidate) === key);
}

function notDeclared(key: string): Refusal {
    return new Refusal(t('The client {0} is declared nowhere in the environment that is worked in.', key));
}

async function termsOf(window: Window, { session, environment }: RegistrationContext, client: ClientDeclaration | undefined, { api, plan, url, state, source }: MyContract, index: number): Promise<ContractTerms> {
    // Those that stand at the gateway alone come behind the declared ones, and nothing more is known of them.
    const declared = client?.contracts[index];
    if (!client || !declared) return { api: { key: api }, plan: { key: plan }, state, limits: [], urls: url === undefined ? [] : [url], examplePath: '', signIns: [], chain: [] };
    const { approval, urls, ...terms } = contractTerms(session.project, client, declared);
    const owner = api.slice(0, api.indexOf('/'));
    return {
        ...terms, state, ...(source ? { source } : {}), urls: [...new Set([...urls, ...url === undefined ? [] : [url]])],
        ...(approval ? { approval: { ...approval, approvers: holdersOf('approve contracts', owner, session.declarations('organization', environment)) } } : {}),
        examplePath: await pathToTry(window, session, api)
    };
}

/** Where the definition of the API is a file of this machine, a path out of it. */
export async function pathToTry({ machine }: Pick<Window, 'machine'>, { project }: ProjectSession, api: string): Promise<string> {
    return examplePath(await definitionOf({ machine }, project, api));
}

/** The calls that an API has, as far as a definition says. */
export async function operations(window: Window, { project, api }: ProjectParams & { api: string }): Promise<{ operations: Operation[] }> {
    return { operations: operationsIn(await definitionOf(window, window.project(project).session.project, api)) };
}

async function definitionOf({ machine }: Pick<Window, 'machine'>, project: ProjectSession['project'], api: string): Promise<string> {
    const file = definitionFile(project, api);
    return (file && await machine.files.readFile(file)) ?? '';
}

async function sinceRecord({ session, environment }: RegistrationContext, key: string): Promise<ReturnType<typeof differencesFromRecord>> {
    const record = await knownRecord(session, environment.name);
    // A record that cannot be used says nothing here; a registration names what is wrong with it.
    const disclosure = { secretOptions: session.compile(environment).secretOptions, masking: new Masking(), missingSecrets: [] };
    return differencesFromRecord(key, session.declaredRecord(environment), disclosure, record.ok ? record.value : undefined);
}

/** Of the operations those that concern this client: its own, and those of the APIs that it has contracts with. */
function changesOf(operations: readonly Pick<PlannedOperation, 'kind' | 'entity' | 'changes'>[], { contracts }: ClientDeclaration): PlannedChange[] {
    const apis = new Set(contracts.map(({ api }) => api));
    return operations.filter(({ kind, entity }) => kind !== 'publish' || apis.has(entity)).map(({ kind, entity, changes }) => ({
        kind, entity, changes: changes.map(({ path, before, after }) => ({ path, ...textOfSide('before', before), ...textOfSide('after', after) }))
    }));
}

function textOfSide(side: 'before' | 'after', value: unknown): { before?: string; after?: string } {
    return value === undefined ? {} : { [side]: JSON.stringify(value) };
}

function changedBy({ changedBy: who, elsewhere }: MyClientVersion): Pick<ClientPage, 'changedBy' | 'elsewhere'> {
    return { ...(who ? { changedBy: who } : {}), ...(elsewhere ? { elsewhere } : {}) };
}
