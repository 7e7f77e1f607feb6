import { t } from '@vscode/l10n';
import type { ContractBean } from '../../compiler/gateway-document.ts';
import { identityOf } from '../../language/declarations.ts';
import { implementationText, policyClass } from '../../language/implementation-key.ts';
import type { Project } from '../../language/project.ts';
import { mayDo } from '../../registration/roles.ts';
import { Secret } from '../../registration/secret.ts';
import { testCallMethods, type TestCallMethod } from '../../registration/test-call-method.ts';
import { basicAuthorization, staticIdentity } from '../../registration/static-identity.ts';
import { Refusal } from '../boundary.ts';
import { contractTerms } from '../contract/contract-terms.ts';
import type { ChainStep, ProjectParams, TestCall } from '../protocol.ts';
import { parameterOrigin } from '../session/parameter-origin.ts';
import type { RegistrationContext } from '../session/registering.ts';
import { pathToTry, visibleClient } from './client-page.ts';
import type { Window } from './window.ts';

/** Calls one contract of a client as the client would; nothing but the answer comes back, and what it repeats of the secrets is masked. */
export async function testCall(window: Window, params: ProjectParams & { client: string; api: string; method?: string; path?: string; body?: string }, signal: AbortSignal): Promise<TestCall> {
    window.requireTrust();
    const owner = window.project(params.project);
    const { targetOf, testCall: send } = window.gatewaysOf(owner);
    const context = await window.context(owner, { asks: true, signal });
    const { session, environment } = context;
    const client = await visibleClient(window, context, params.client);
    await window.valueOf(mayDo('read API keys', client.organization, session.declarations('organization', environment), context.person));
    const contract = client.contracts.find(({ api }) => api === params.api);
    if (!contract) throw new Refusal(t('{0} declares no contract with {1}.', params.client, params.api));
    const target = await window.valueOf(await targetOf(context));
    window.connect(owner, environment.name);
    const { chain, signIns: [signIn], urls: [address] } = contractTerms(session.project, client, contract);
    const proof = signIn?.scheme === 'bearer' ? await tokenOf(window, owner.id, environment.name, params.api, address) : await proofOf(context, params);
    const path = params.path ?? await pathToTry(window, session, params.api);
    const method = methodOf(params.method);
    const found = await window.valueOf(await send({ client: params.client, api: params.api, method, path, ...params.body === undefined ? {} : { body: params.body }, ...proof }, target, context.world, signal));
    if (found.kind === 'failed') throw new Refusal(found.message);
    const { url, status, milliseconds, headers, body, truncated } = found;
    const refusal = refusalOf(headers, chain, session.project);
    // Not to be registered one day because it was typed here.
    if (refusal?.code === wrongPassword && proof?.parameter !== undefined) window.forgetParameter(owner, environment.name, proof.parameter);
    return { method, url, environment: environment.name, ...(proof?.user === undefined ? {} : { user: proof.user }), status, milliseconds, headers, body, truncated, ...(refusal ? { refusal } : {}) };
}

/** Nothing but what a caller of an API sends. */
function methodOf(wanted = 'GET'): TestCallMethod {
    const method = testCallMethods.find(known => known === wanted);
    if (!method) throw new Refusal(t("Nothing was sent: '{0}' is no method of a call.", wanted));
    return method;
}

/** How a call proves who makes it; `parameter` is the secret parameter that the password is the value of. */
interface Proof { authorization: Secret; secrets: Secret[]; user?: string; parameter?: string }

/** The first user of a fixed list; its password, where it is a secret parameter, is asked for as for a registration. */
async function proofOf({ session, environment, secrets }: RegistrationContext, { client, api }: { client: string; api: string }): Promise<Proof | undefined> {
    const { organization, name, version } = identityOf(api);
    const isMeant = ({ apiOrgId, apiId, apiVersion }: ContractBean) => apiOrgId === organization && apiId === name && apiVersion === version;
    const contract = session.compile(environment).clients.find(({ key }) => key === client)?.bean.contracts.find(isMeant);
    const listed = contract && staticIdentity(contract);
    if (!listed) return undefined;
    const [, parameter] = /^\$\{([^}]*)\}$/.exec(listed.password) ?? [];
    const password = parameter === undefined ? new Secret(listed.password) : await secrets.secretParameter(environment.name, parameter, parameterOrigin(environment));
    if (!password) throw new Refusal(t('Nothing was sent: there is no password for {0}, which the secret parameter {1} stands for.', listed.username, parameter ?? ''));
    const authorization = new Secret(basicAuthorization({ username: listed.username, password: password.reveal() }));
    return { authorization, secrets: [password], user: listed.username, ...(parameter === undefined ? {} : { parameter }) };
}

/** A token is the caller's own and lives for minutes: the user is asked for it, and it is kept nowhere. */
async function tokenOf(window: Window, project: string, environment: string, api: string, address: string | undefined): Promise<Proof> {
    const token = await window.callerToken({ kind: 'caller-token', project, environment, name: api, origin: address === undefined ? 'local' : new URL(address).origin });
    if (!token) throw new Refusal(t('Nothing was sent: {0} wants a token.', api));
    return { authorization: new Secret(`Bearer ${token.reveal()}`), secrets: [token] };
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
