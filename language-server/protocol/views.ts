import { NotificationType0, RequestType } from 'vscode-jsonrpc';
import type { MyClients } from '../../registration/my-clients.ts';
import type { GatewayStanding, ViewLines, ViewLinesParams, ViewPath, ViewPathParams } from '../views/view-lines.ts';
import type { ProjectParams } from './places.ts';

/**
 * *My Clients*: what the user may see, declared and live state joined. A gateway of another machine is asked only where the window is connected
 * to it: after a plan or a registration there, or from the request on that says `connect`.
 */
export const MyClientsRequest = new RequestType<{ showAll: boolean; connect?: boolean }, MyClients, void>('apim/myClients');

/**
 * Lines of *My Clients*, *APIs* or *Gateways*: what differs from what this window was told last, with the lines below `below` in addition. The answer
 * is small as long as little has changed, however long the view is.
 */
export const ViewLinesRequest = new RequestType<ViewLinesParams, ViewLines, void>('apim/viewLines');

/** The way from the top of a view to the line of what is declared at a position; of the given views, the first that has one. */
export const ViewPathRequest = new RequestType<ViewPathParams, ViewPath | null, void>('apim/viewPath');

/** Asks the gateways of an environment whether they answer; from now on the window may ask them without a further word. */
export const ConnectGatewaysRequest = new RequestType<ProjectParams & { environment?: string }, { gateways: GatewayStanding[] }, void>('apim/connectGateways');

/** *My Clients* may look different now. */
export const MyClientsChangedNotification = new NotificationType0('apim/myClientsChanged');

/** The clients that the user may see, joined with what the gateway holds. */
export type { ClientState, MyClients, MyClientVersion, MyContract } from '../../registration/my-clients.ts';

/** Where an API stands, by its declaration and the gateway. */
export type { ApiState } from '../../registration/my-apis.ts';

/** What the views *My Clients*, *APIs* and *Gateways* show, and what they are asked. */
export type * from '../views/view-lines.ts';
