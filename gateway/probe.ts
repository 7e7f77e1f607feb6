import { chainOf, decide } from './decision.ts';
import type { Decision } from './decision.ts';
import { EngineError } from './engine-error.ts';
import type { ConfigurationContext, Exchange } from './exchange.ts';
import { readBody, sendEmpty, sendError, sendJson } from './exchange.ts';

/** Apiman's policy probe: what remains of a limit, without counting a call. With a key it is about the contract, without about the public API. */
export async function probe({ context, request, response, ids: [organization, name, version, index] }: Exchange): Promise<void> {
    const at = /^-?\d+$/.test(index!) ? Number(index) : undefined;
    if (at === undefined || !context.registry.api(organization!, name!, version!)) return sendEmpty(response, 404);
    const text = await readBody(request, response);
    if (text === null) return;
    const asked = readProbe(text);
    if (!asked) return sendError(response, 500, 'ConfigurationParseException', 'The probe is no JSON object.');
    const key = new URL(request.url ?? '/', 'http://gateway').searchParams.get('apiKey');
    try {
        const decision = decisionFor(context, { organization: organization!, api: name!, version: version! }, key);
        const policy = chainOf(decision, context.services).policies[at];
        if (!policy) return sendEmpty(response, 500);
        if (!policy.probe) return sendEmpty(response, 501);
        sendJson(response, policy.probe({ api: decision.api.bean, client: decision.client?.bean, user: asked.user ?? 'null', address: asked.callerIp ?? 'null' }));
    } catch (error) {
        if (!(error instanceof EngineError)) throw error;
        sendError(response, error.status, errorTypes.find(([begin]) => error.message.startsWith(begin))?.[1] ?? 'PolicyException', error.message);
    }
}

const errorTypes = [['No client', 'ClientNotFoundException'], ['No contract', 'NoContractFoundException']] as const;

function decisionFor({ registry }: ConfigurationContext, { organization, api, version }: { organization: string; api: string; version: string }, key: string | null): Decision {
    return key === null ? { api: registry.api(organization, api, version)! } : decide(registry, { organization, api, version, destination: null, versionFrom: null }, key);
}

function readProbe(text: string): { user?: string; callerIp?: string } | undefined {
    try {
        const value: unknown = JSON.parse(text);
        return typeof value === 'object' && value !== null ? value : undefined;
    } catch {
        return undefined;
    }
}
