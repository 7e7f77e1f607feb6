import { t } from '@vscode/l10n';
import { identityOf } from '../language/declarations.ts';
import { fail, succeed, type Result } from './failure.ts';
import { gatewayClients } from './gateway-client.ts';
import type { CallRequest, WholeAnswer } from './lenient-call.ts';
import { Masking } from './masking.ts';
import { Secret } from './secret.ts';
import { publicAddress } from './serving.ts';
import { callUrl, isCallable, noAnswerWithin, whyNotCallable } from './smoke.ts';
import { checkTarget, type RegistrationTarget } from './target.ts';
import type { TestCallMethod } from './test-call-method.ts';
import { troubleOf } from './transport.ts';
import type { World } from './world.ts';

/** One call that somebody asked for: which contract, and what below its address. `secrets` are what `authorization` is made of. */
export interface TestCallWish { client: string; api: string; method?: TestCallMethod; path: string; body?: string; authorization?: Secret; secrets?: readonly Secret[] }

/** What came back, with every secret that was sent masked; or why nothing was sent or nothing came. */
export type TestCallAnswer = { kind: 'answered'; url: string; milliseconds: number; status: number; headers: [string, string][]; body: string; truncated: boolean } | { kind: 'failed'; message: string };

const patience = 30_000;
/** More of a body nobody reads in an editor. */
const mostOfBody = 512 * 1024;

/** Calls a contract at the first gateway that has the client. The key is read there, sent with the call, and never given away. */
export async function testCall({ client, api, method = 'GET', path, body, authorization, secrets = [] }: TestCallWish, target: RegistrationTarget, world: World, signal: AbortSignal): Promise<Result<TestCallAnswer>> {
    const checked = checkTarget(target);
    if (!checked.ok) return checked;
    for (const gateway of gatewayClients(target, world)) {
        const contact = await gateway.connect(signal);
        const found = contact.ok ? await gateway.readClient(identityOf(client), signal) : contact;
        if (!found.ok) return found;
        const key = found.value?.key;
        if (!key) continue;
        const address = await publicAddress(gateway, signal);
        if (!isCallable(address)) return succeed({ kind: 'failed', message: whyNotCallable(address) });
        const url = urlBelow(callUrl(address, api), path);
        if (!url) return succeed({ kind: 'failed', message: t('It was not called: the path leads out of the API.') });
        const headers = { 'X-API-Key': key.reveal(), accept: '*/*', ...(body === undefined ? {} : { 'content-type': contentTypeOf(body) }), ...(authorization ? { authorization: authorization.reveal() } : {}) };
        const masking = new Masking([key, ...secrets, ...authorization ? [authorization, new Secret(authorization.reveal().replace(/^\w+ /, ''))] : []]);
        return succeed(await answerOf(url, { method, headers, ...body === undefined ? {} : { body }, ca: gateway.target.tls?.ca }, masking, world, signal));
    }
    return fail({ kind: 'not-registered', client, environment: target.environment });
}

/** By how it begins, and JSON by whether it can be read as such. */
function contentTypeOf(body: string): string {
    if (body.trimStart().startsWith('<')) return 'application/xml';
    try {
        JSON.parse(body);
        return 'application/json';
    } catch {
        return 'text/plain; charset=utf-8';
    }
}

/** What was typed behind the address must not lead elsewhere: the key is sent along. */
function urlBelow(address: string, path: string): string | undefined {
    const base = new URL(`${address}/`);
    const url = new URL(`${address}${/^[/?]/.test(path) ? '' : '/'}${path}`);
    return url.origin === base.origin && `${url.pathname}/`.startsWith(base.pathname) ? url.href : undefined;
}

async function answerOf(url: string, request: Omit<CallRequest, 'signal'>, masking: Masking, world: World, signal: AbortSignal): Promise<TestCallAnswer> {
    const late = AbortSignal.timeout(patience);
    const begun = world.now();
    try {
        const answer = await world.callForWhole(url, { ...request, signal: AbortSignal.any([signal, late]) }, mostOfBody);
        return { kind: 'answered', url, milliseconds: Math.round(world.now() - begun), ...shown(answer, masking) };
    } catch (error) {
        if (signal.aborted) throw error;
        return { kind: 'failed', message: late.aborted ? noAnswerWithin(patience) : t('No answer from {0}: {1}.', new URL(url).origin, troubleOf(error).detail) };
    }
}

/** A back end may repeat what it was sent. */
function shown({ status, headers, body, truncated }: WholeAnswer, masking: Masking): Pick<Extract<TestCallAnswer, { kind: 'answered' }>, 'status' | 'headers' | 'body' | 'truncated'> {
    return { status, truncated, headers: headers.map(([name, value]) => [name, masking.knownIn(value)]), body: body.includes(0) ? '' : masking.knownIn(body.toString('utf8')) };
}
