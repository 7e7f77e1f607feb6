import type { Failure } from '../../registration/failure.ts';
import type { MyApis } from '../../registration/my-apis.ts';
import type { MyClients } from '../../registration/my-clients.ts';
import type { RegistrationPlan } from '../../registration/operation.ts';
import type { GatewaySnapshot } from '../../registration/read-back.ts';
import { visibleOrganizations } from '../../registration/roles.ts';
import { joinedOverview } from './joined-overview.ts';
import { preview, type RegistrationContext } from './registering.ts';

/** What a person may see of a project: its clients and its APIs, and what was read from the gateways for it, or why nothing could be. */
export interface Overview {
    clients: MyClients;
    apis: MyApis;
    reading?: readonly GatewaySnapshot[];
    /** What a registration of everything would change, compared with that reading. */
    plan?: RegistrationPlan;
    failure?: Failure;
}

export interface OverviewOptions {
    /** Whether the gateway is asked. */
    connect: boolean;
    showAll: boolean;
    /** What the gateways held when they were asked before; they are not asked again then. */
    reading?: readonly GatewaySnapshot[] | undefined;
}

export async function overviewOf(context: RegistrationContext, { connect, showAll, reading }: OverviewOptions): Promise<Overview> {
    const { session, environment, person } = context;
    const { visible } = visibleOrganizations(session.declarations('organization', environment), person, showAll);
    const found = connect ? await preview(context, { organizations: visible, reading }) : undefined;
    return joinedOverview(context, { showAll, found });
}

/** *My Clients* alone; `onFailure` is told why a gateway could not be asked. */
export async function clientsOf(context: RegistrationContext, { onFailure, ...options }: OverviewOptions & { onFailure?: (failure: Failure) => void }): Promise<MyClients> {
    const { clients, failure } = await overviewOf(context, options);
    if (failure) onFailure?.(failure);
    return clients;
}
