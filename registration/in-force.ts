import { fail, succeed, type Result } from './failure.ts';
import type { GatewayClient } from './gateway-client.ts';
import type { OperationContent, PlannedOperation } from './operation.ts';
import { apiFingerprint, clientFingerprint } from './fingerprint.ts';
import type { Secret } from './secret.ts';
import type { World } from './world.ts';

/** As long is waited for a write that a gateway has accepted. */
const patience = 5_000;

/** What stands at the gateway now, as the text that plans carry; `undefined` where it is not there. */
export async function fingerprintNow(content: OperationContent, gateway: GatewayClient, signal?: AbortSignal): Promise<Result<string | undefined>> {
    if (content.kind === 'publish' || content.kind === 'retire') {
        const api = await gateway.readApi(content.id, signal);
        return api.ok ? succeed(api.value && apiFingerprint(api.value)) : api;
    }
    const client = await gateway.readClient(content.id, signal);
    return client.ok ? succeed(client.value && clientFingerprint(client.value)) : client;
}

/** What is to stand there afterwards, in the same form. `key` for a registration. */
export function fingerprintWanted(content: OperationContent, key: Secret | undefined): string | undefined {
    switch (content.kind) {
        case 'publish': return apiFingerprint({ ...content.bean });
        case 'register': return clientFingerprint({ bean: { ...content.bean }, key });
        case 'unregister': case 'retire': return undefined;
    }
}

/**
 * Waits until what was written can be read back. A gateway's 204 says no more than that the request was taken: Apiman hands it on
 * to the part that serves calls, and a back end of several nodes takes a while.
 */
export async function awaitInForce(
    operation: PlannedOperation, wanted: string | undefined, gateway: GatewayClient, world: World, signal?: AbortSignal
): Promise<Result<void>> {
    const content = operation.content.reveal();
    const begun = world.now();
    for (let pause = 5; ; pause = Math.min(pause * 2, 500)) {
        const now = await fingerprintNow(content, gateway, signal);
        if (!now.ok) {
            return now;
        }
        if (now.value === wanted) {
            return succeed(undefined);
        }
        if (world.now() - begun + pause > patience) {
            const names = { entity: operation.entity, gateway: gateway.name };
            return fail(now.value === content.before ? { kind: 'not-in-force', ...names, seconds: patience / 1000 } : { kind: 'overwritten', ...names });
        }
        await world.sleep(pause, signal);
        if (signal?.aborted) {
            return fail({ kind: 'cancelled' });
        }
    }
}
