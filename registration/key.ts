import { identityOf } from '../language/declarations.ts';
import { fail, succeed, type Result } from './failure.ts';
import { gatewayClients } from './gateway-client.ts';
import type { Secret } from './secret.ts';
import { checkTarget, type RegistrationTarget } from './target.ts';
import type { World } from './world.ts';

/** The API key of a client version (`ShopInc/MobileShop@2.1`): the gateways are the key store, the first that has the client answers. */
export async function readKey(client: string, target: RegistrationTarget, world: World, signal?: AbortSignal): Promise<Result<Secret>> {
    const checked = checkTarget(target);
    if (!checked.ok) {
        return checked;
    }
    for (const gateway of gatewayClients(target, world)) {
        const contact = await gateway.connect(signal);
        const found = contact.ok ? await gateway.readClient(identityOf(client), signal) : contact;
        if (!found.ok) {
            return found;
        }
        if (found.value?.key) {
            return succeed(found.value.key);
        }
    }
    return fail({ kind: 'not-registered', client, environment: target.environment });
}
