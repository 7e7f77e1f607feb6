import type { GatewayClient } from './gateway-client.ts';
import type { PlannedOperation } from './operation.ts';
import type { Secret } from './secret.ts';
import { isSafeForSecrets, isThisMachine } from './address.ts';
import type { World } from './world.ts';

/** As long a gateway is waited for until it serves calls by what it has taken. */
const patience = 2_000;
/** One request for the last few is enough: a gateway takes registrations over in their order. */
const askedFor = 5;

/** No API has this name: a name begins with a letter or an underscore. */
const nowhere = ['-', '-', '-'];

/**
 * Apiman can read a registration back before the part that serves calls knows it: called at once, every fourth new key was answered
 * 404 `No client found`. So the gateway is asked for an API that does not exist, with the new key: 404 as long as it does not know
 * the key, 410 as soon as it does; no policy runs and no back end is called. A gateway that cannot be reached from here, or where
 * the key would be readable on the way, is not asked: the registration is in force as far as can be seen.
 */
export async function awaitCalls(
    served: readonly { operation: PlannedOperation; key: Secret | undefined }[], gateway: GatewayClient, world: World, signal?: AbortSignal
): Promise<void> {
    const keys = served.filter(({ operation }) => operation.kind === 'register' && (operation.reason === 'new' || operation.changes.some(({ path }) => path === 'apiKey'))).flatMap(({ key }) => key ?? []).slice(-askedFor);
    const address = keys.length > 0 ? await publicAddress(gateway, signal) : undefined;
    if (address === undefined || !isSafeForSecrets(address)) {
        return;
    }
    const begun = world.now();
    for (const key of keys) {
        let pause = 2;
        while (await isUnknown(key, address, world, signal) && world.now() - begun < patience) {
            await world.sleep(pause, signal);
            pause *= 2;
        }
    }
}

/**
 * Where callers reach it: as declared, otherwise as the gateway itself says. Apiman says `localhost` where nobody has told it better; of a
 * gateway elsewhere that is no address, and whatever listens here must not get its keys.
 */
export async function publicAddress(gateway: GatewayClient, signal?: AbortSignal): Promise<string | undefined> {
    if (gateway.target.publicUrl !== undefined) {
        return gateway.target.publicUrl;
    }
    const contact = await gateway.connect(signal);
    const own = contact.ok ? contact.value.endpoint : undefined;
    return own !== undefined && isThisMachine(own) && !isThisMachine(gateway.target.url) ? undefined : own;
}

async function isUnknown(key: Secret, address: string, world: World, signal?: AbortSignal): Promise<boolean> {
    try {
        const answer = await world.fetch(`${address.replace(/\/+$/, '')}/${nowhere.join('/')}`, {
            method: 'GET', headers: { 'X-API-Key': key.reveal() }, redirect: 'manual',
            signal: AbortSignal.any([AbortSignal.timeout(1_000), ...(signal ? [signal] : [])])
        });
        await answer.text();
        return answer.status === 404;
    } catch {
        return false;
    }
}
