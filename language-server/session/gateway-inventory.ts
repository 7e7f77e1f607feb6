import { keyOf } from '../../language/declarations.ts';
import { gatewayClients } from '../../registration/gateway-client.ts';
import type { Result } from '../../registration/failure.ts';
import { readInventory, type Inventory } from '../../registration/inventory.ts';
import { readRecord } from '../../registration/record-file.ts';
import { checkTarget } from '../../registration/target.ts';
import type { RegistrationContext } from './registering.ts';
import { targetOf } from './target.ts';

/** Everything that stands at the gateways of the environment. What the project or its record knows is found even where lists are broken. */
export async function gatewayInventory(context: RegistrationContext, organizations: readonly string[] = []): Promise<Result<Inventory>> {
    const { session, environment, world, signal } = context;
    const target = await targetOf(context);
    if (!target.ok) return target;
    const checked = checkTarget(target.value);
    if (!checked.ok) return checked;
    const record = await readRecord(session.folder, environment.name);
    const recorded = record.ok ? record.value : undefined;
    const known = {
        apis: [...session.declarations('api', environment).map(keyOf), ...recorded?.apis.keys() ?? []],
        clients: [...session.declarations('client', environment).map(keyOf), ...recorded?.clients.keys() ?? []]
    };
    return readInventory(gatewayClients(checked.value, world), { organizations, known, signal });
}
