import type { ContractBean } from '../../compiler/gateway-document.ts';
import { implementationText, policyClass } from '../../language/implementation-key.ts';
import type { Project } from '../../language/project.ts';
import { mayDo } from '../../registration/roles.ts';
import { entityId } from '../../registration/operation.ts';
import { Secret } from '../../registration/secret.ts';
import { staticIdentity } from '../../registration/static-identity.ts';
import { testCall as send } from '../../registration/test-call.ts';
import { Refusal } from '../boundary.ts';
import { contractTerms } from '../contract/contract-terms.ts';
import type { ChainStep, ProjectParams, TestCall } from '../protocol.ts';
import type { RegistrationContext } from '../session/registering.ts';
import { targetOf } from '../session/target.ts';
import { pathToTry, visibleClient } from './client-page.ts';
import type { Window } from './window.ts';

/** Calls one contract of a client as the client would; nothing but the answer comes back, and what it repeats of the secrets is masked. */
export async function testCall(window: Window, params: ProjectParams & { client: string; api: string; path?: string }, signal: AbortSignal): Promise<TestCall> {
    window.requireTrust();
    const owner = window.project(params.project);
    const context = await window.context(owner, { asks: true, signal });
    const { session, environment } = context;
    const client = await visibleClient(window, context, params.client);
    await window.valueOf(mayDo('read API keys', client.organization, session.declarations('organization', environment), context.person));
    const contract = client.contracts.find(({ api }) => api === params.api);
    if (!contract) throw new Refusal(`${params.client} declares no contract with ${params.api}.`);
    const target = await window.valueOf(await targetOf(context));
    window.connect(owner, environment.name);
    const identity = await identityOf(context, params);
    const path = params.path ?? await pathToTry(window, session, params.api);
    const found = await window.valueOf(await send({ client: params.client, api: params.api, path, ...(identity ? { identity } : {}) }, target, context.world, signal));
    if (found.kind === 'failed') throw new Refusal(found.message);
    const { url, status, milliseconds, headers, body, truncated } = found;
    const refusal = refusalOf(headers, contractTerms(session.project, client, contract).chain, session.project);
    // Not to be registered one day because it was typed here.
    if (refusal?.code === wrongPassword && identity?.parameter !== undefined) window.forgetParameter(owner, environment.name, identity.parameter);
    return { url, environment: environment.name, ...(identity ? { user: identity.username } : {}), status, milliseconds, headers, body, truncated, ...(refusal ? { refusal } : {}) };
}

/** The first user of a fixed list; its password, where it is a secret parameter, is asked for as for a registration. */
async function identityOf({ session, environment, secrets }: RegistrationContext, { client, api }: { client: string; api: string }): Promise<{ username: string; password: Secret; parameter: string | undefined } | undefined> {
    const { organization, name, version } = entityId(api);
    const isMeant = ({ apiOrgId, apiId, apiVersion }: ContractBean) => apiOrgId === organization && apiId === name && apiVersion === version;
    const contract = session.compile(environment).clients.find(({ key }) => key === client)?.bean.contracts.find(isMeant);
    const listed = contract && staticIdentity(contract);
    if (!listed) return undefined;
    const [, parameter] = /^\$\{([^}]*)\}$/.exec(listed.password) ?? [];
    const password = parameter === undefined ? new Secret(listed.password) : await secrets.secretParameter(environment.name, parameter);
    return password && { username: listed.username, password, parameter };
}

const wrongPassword = '10003';

/** Which policy answers with a code, by its class. */
const refusing: Record<string, RegExp> = {
    10001: /^IPWhitelistPolicy$/, 10002: /^IPBlacklistPolicy$/, 10003: /^BasicAuthenticationPolicy$/, 10004: /^BasicAuthenticationPolicy$/, 10005: /^RateLimitingPolicy$/,
    10006: /^(RateLimiting|Quota|TransferQuota)Policy$/, 10007: /^IgnoredResourcesPolicy$/, 10008: /^(RateLimiting|Quota|TransferQuota)Policy$/, 10009: /^AuthorizationPolicy$/,
    10010: /^AuthorizationPolicy$/, 10011: /^BasicAuthenticationPolicy$/, 10012: /^QuotaPolicy$/, 10013: /^TransferQuotaPolicy$/, 10014: /^TimeRestrictedAccessPolicy$/
};

function refusalOf(headers: TestCall['headers'], chain: readonly ChainStep[], { view }: Project): TestCall['refusal'] {
    const header = (name: string) => headers.find(([candidate]) => candidate.toLowerCase() === name)?.[1];
    const code = header('x-policy-failure-code');
    if (code === undefined) return undefined;
    const wanted = refusing[code] ?? (code.startsWith('110') ? /^KeycloakOauthPolicy$/ : code.startsWith('120') ? /^JWTPolicy$/ : undefined);
    const step = chain.find(({ type }) => wanted?.test(policyClass(implementationText(view.policyType(type)?.implementation, view))));
    return { code, message: header('x-policy-failure-message') ?? '', ...(step ? { step } : {}) };
}
