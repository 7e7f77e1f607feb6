import type { ApiState } from '../../registration/my-apis.ts';
import type { ClientState, MyClients } from '../../registration/my-clients.ts';
import type { Origin } from '../../language/declarations.ts';

/** stopped: a local gateway that does not run · not-asked: nobody has connected to it in this window. */
export type GatewayState = 'connected' | 'unreachable' | 'not-asked' | 'stopped';
export interface GatewayStanding { address: string; local: boolean; state: GatewayState; version?: string; publicUrl?: string; failure?: string }

export type ViewName = 'clients' | 'apis' | 'gateways';
/** What the lines of *My Clients* and *APIs* are put below of: what consumes or offers them, their state, the API that a client consumes, or nothing. */
export type ViewGrouping = 'organization' | 'state' | 'api' | 'none';
/** By name, what needs somebody's attention first, or the newest version first. */
export type ViewOrder = 'name' | 'state' | 'newest';

/** Which lines a view shows, and how they are arranged. */
export interface ViewQuery {
    view: ViewName;
    showAll: boolean;
    grouping: ViewGrouping;
    order: ViewOrder;
    /** Lines with all of these words in them, or above or below of them. */
    words: string;
    /** Versions in one of these states; all of them where none is named. */
    states: readonly LineState[];
}

export interface ViewLinesParams extends ViewQuery {
    /** Gateways of other machines are asked from now on. */
    connect?: boolean;
    /** Ids of lines whose children are wanted from now on; `''` stands for the top. */
    below: string[];
    /** The `revision` of the last answer. Left out by a view that shows nothing yet. */
    since?: number;
}

export interface ViewLines {
    revision: number;
    /** Nothing of what was shown before counts any more. */
    fresh: boolean;
    /** By the id of the line above, `''` for the top; parents come before their children. */
    splices: Record<string, LineSplice>;
    environment?: string;
    connection: MyClients['connection'];
    /** There is no organization that the user may see. */
    isEmpty: boolean;
    hidden: { count: number; hint: string };
    /** Versions, those that the filter leaves, and those that are not registered as they are declared. */
    counts: { all: number; shown: number; waiting: number };
}

/** `removed` lines from the line `from` on make room for `lines`. */
export interface LineSplice { from: number; removed: number; lines: ViewLine[] }

export type LineState = ClientState | ApiState | GatewayState;
export type LineKind =
    | 'organization' | 'state' | 'client' | 'version' | 'contract' | 'consumed-api' | 'api' | 'api-version' | 'offer' | 'consumer'
    | 'project' | 'environment' | 'gateway';

/** One line of a view; the editor has the words for it. */
export interface ViewLine {
    /** Stays the same from one answer to the next, so that expansion and selection survive. */
    id: string;
    kind: LineKind;
    /** Without children, or shown open or closed at first. */
    children: 'none' | 'open' | 'closed';
    project: string;
    label: string;
    title?: string | undefined;
    state?: LineState | undefined;
    changedBy?: 'source' | 'gateway' | 'both' | undefined;
    /** Other environments in which a client is registered. */
    elsewhere?: string[] | undefined;
    /** What commands are about: the key of a client version or an API; of a contract, both. */
    entity?: 'client' | 'api' | undefined;
    key?: string | undefined;
    api?: string | undefined;
    plan?: string | undefined;
    approval?: boolean | undefined;
    access?: 'private' | 'public' | undefined;
    url?: string | undefined;
    source?: Origin | undefined;
    /** How many versions or contracts are below, and how many of them are not registered as they are declared. */
    count?: number | undefined;
    waiting?: number | undefined;
    environment?: string | undefined;
    active?: boolean | undefined;
    protected?: boolean | undefined;
    gateway?: GatewayStanding | undefined;
}

export interface ViewPathParams { uri: string; position: Origin['range']['start']; views: ViewQuery[] }
export interface ViewPath { view: ViewName; ids: string[] }
