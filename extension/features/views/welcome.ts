import type { ViewLines } from '../../../language-server/protocol.ts';

/** Why *My Clients* has no lines; package.json has a welcome for each. */
export type Welcome = 'starting' | 'stopped' | 'noProject' | 'noEnvironment' | 'noOrganization' | 'notConnected' | 'hidden' | 'filtered';

/** What is known about the window and its lines. */
export interface Emptiness {
    server: 'starting' | 'running' | 'stopped';
    answered: Pick<ViewLines, 'isEmpty' | 'hidden' | 'environment' | 'connection' | 'counts'> | undefined;
    /** Whether a filter is set. */
    narrow: boolean;
    /** Whether the window has a file that ends with .apim, or an apim.yaml. */
    hasFiles: boolean;
    /** Whether gateways can be asked from this window. */
    canConnect: boolean;
}

/** The reason that a person can do something about first; `shown` where there are lines. */
export function welcomeFor({ server, answered, narrow, hasFiles, canConnect }: Emptiness): Welcome | 'shown' {
    if (server !== 'running') return server;
    if (answered && !answered.isEmpty) return narrow && answered.counts.shown === 0 ? 'filtered' : 'shown';
    if (answered?.hidden.count) return 'hidden';
    if (!hasFiles) return 'noProject';
    // What failed stands in the output, where the welcome leads.
    if (!answered) return 'stopped';
    // A project whose environment does not exist, or whose apim.yaml cannot be read, answers nothing.
    if (answered.environment === undefined) return 'noEnvironment';
    return canConnect && ['not-asked', 'unreachable'].includes(answered.connection) ? 'notConnected' : 'noOrganization';
}
