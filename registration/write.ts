import { t } from '@vscode/l10n';
import { fail, succeed, type Failure, type Result } from './failure.ts';
import type { GatewayClient } from './gateway-client.ts';
import { awaitInForce, fingerprintNow, fingerprintWanted } from './in-force.ts';
import type { OperationContent, PlannedOperation } from './operation.ts';
import type { Secret } from './secret.ts';
import type { World } from './world.ts';

/** As long is waited, after a cancel, for the answer to the question what became of the write that was under way. */
const afterCancel = 800;

/**
 * Carries out one operation: looks whether the object is still as the plan found it, writes, and makes sure that it is in force.
 * `key` is what a client is registered with.
 */
export async function carryOut(
    operation: PlannedOperation, key: Secret | undefined, gateway: GatewayClient, world: World, signal?: AbortSignal
): Promise<Result<void>> {
    const content = operation.content.reveal();
    const wanted = fingerprintWanted(content, key);
    const now = await fingerprintNow(content, gateway, signal);
    if (!now.ok) {
        return now;
    }
    if (now.value !== content.before) {
        return now.value === wanted ? succeed(undefined) : fail({ kind: 'changed-since-plan', entity: operation.entity, gateway: gateway.name });
    }
    const written = await write(content, key, gateway, signal);
    const confirmed = written.ok ? await awaitInForce(operation, wanted, gateway, world, signal) : written;
    return confirmed.ok || isCertain(confirmed.failure) ? confirmed : whatBecameOfIt(operation, wanted, confirmed.failure, gateway, world);
}

async function write(content: OperationContent, key: Secret | undefined, gateway: GatewayClient, signal?: AbortSignal): Promise<Result<void>> {
    switch (content.kind) {
        case 'publish': return gateway.putApi(content.bean, signal);
        case 'unregister': return gateway.deleteClient(content.id, signal);
        case 'retire': return gateway.deleteApi(content.id, signal);
        case 'register': {
            if (!key) {
                throw new Error('a client is registered without a key');
            }
            const first = await gateway.putClient(content.bean, key, signal);
            // A broken record from an earlier registration makes Apiman answer 500 once; the registration after that works.
            const brokenBefore = !first.ok && first.failure.kind === 'gateway-refused' && first.failure.status === 500;
            return brokenBefore ? gateway.putClient(content.bean, key, signal) : first;
        }
    }
}

/** What a gateway was asked about already, or never got to see. Behind any other failure the write may be in force all the same, also behind a 500. */
function isCertain({ kind }: Failure): boolean {
    return ['not-in-force', 'overwritten', 'credentials-refused', 'insecure-gateway-url'].includes(kind);
}

/** The answer to a write never came, or was an error: only the gateway can say whether the write took effect. */
async function whatBecameOfIt(operation: PlannedOperation, wanted: string | undefined, failure: Failure, gateway: GatewayClient, world: World): Promise<Result<void>> {
    const content = operation.content.reveal();
    const signal = AbortSignal.timeout(failure.kind === 'cancelled' ? afterCancel : 3_000);
    // A request that was broken off may still be on its way through the gateway.
    await world.sleep(50);
    const now = await fingerprintNow(content, gateway, signal);
    if (!now.ok) {
        const detail = failure.kind === 'cancelled' ? t('it was cancelled while the request was under way') : failure.kind === 'gateway-unreachable' ? failure.detail
            : failure.kind === 'gateway-refused' ? t('it answered {0}, and then nothing', failure.status) : t('it does not answer any more');
        return fail({ kind: 'outcome-unknown', entity: operation.entity, gateway: gateway.name, detail });
    }
    return now.value === wanted ? succeed(undefined) : fail(failure);
}
