import { NotificationType, RequestType, RequestType0 } from 'vscode-jsonrpc';
import type { ProjectParams } from './places.ts';

/** The session of this window has changed. How it begins stands in `initializationOptions.session`, so that nothing can be asked before it is known. */
export const SessionNotification = new NotificationType<WindowSession>('apim/session');

/** Who the user is in the `member` lines of organizations: the setting, else the environment, else git; nobody where none of them says. */
export const IdentityRequest = new RequestType0<{ user?: string }, void>('apim/identity');

/** The projects of the window with their environments and which one is active. */
export const EnvironmentsRequest = new RequestType0<{ projects: ProjectEnvironments[] }, void>('apim/environments');

/** From now on everything goes to this environment of the project; remembered on this machine. */
export const SelectEnvironmentRequest = new RequestType<ProjectParams & { environment: string }, void, void>('apim/selectEnvironment');

/** Where a project stands, at a glance; no gateway is asked for it. */
export const StatusRequest = new RequestType<ProjectParams, ProjectStatus, void>('apim/status');

/** How much each project holds, in numbers: no name, no path and no host is among them. */
export const StatisticsRequest = new RequestType0<{ projects: ProjectStatistics[] }, void>('apim/statistics');

/** Checks every file of every project anew. */
export const ValidateWorkspaceRequest = new RequestType0<{ files: number; errors: number; warnings: number; infos: number; hints: number }, void>('apim/validateWorkspace');

/** The document that would be registered, as JSON text; secret parameters stay placeholders. `leftOut`: what is declared and not in it, and why, a sentence each. */
export const CompiledDocumentRequest = new RequestType<ProjectParams, { text: string; leftOut: string[] }, void>('apim/compiledDocument');

/** Starts the local gateway of the project's environment; answers once it serves. */
export const StartLocalGatewayRequest = new RequestType<ProjectParams, LocalGatewayStatus, void>('apim/startLocalGateway');

/** Ends it; what it holds is kept. */
export const StopLocalGatewayRequest = new RequestType<ProjectParams, LocalGatewayStatus, void>('apim/stopLocalGateway');

/** Puts its clock forward by so many milliseconds, ten years at most in all. */
export const AdvanceLocalGatewayClockRequest = new RequestType<ProjectParams & { milliseconds: number }, LocalGatewayTime, void>('apim/advanceLocalGatewayClock');

/** Whether a window trusts its workspace, and who the user is where a setting says so. */
export interface WindowSession { trusted: boolean; user: string | undefined }

/**
 * Of the active environment. `waiting`: how many clients that the user may see are not registered as they are declared. `localGatewayRuns`: by the
 * file that it keeps while it runs. `hidden`: organizations that the user may not see.
 */
export interface ProjectStatus { environment: string; protected: boolean; local: boolean; localGatewayRuns: boolean; waiting: number; user?: string; hidden: { count: number; hint: string } }

export interface ProjectEnvironments { project: string; name: string; environments: { name: string; protected: boolean; local: boolean }[]; active?: string }

/** `registered`: clients that stand in the record of the last registration in the active environment. */
export interface ProjectStatistics {
    files: number;
    environments: number;
    organizations: number;
    plans: number;
    apis: number;
    clients: number;
    contracts: number;
    policyTypes: number;
    parameters: number;
    registered: number;
}

export interface LocalGatewayStatus { running: boolean; url?: string; publicUrl?: string }

/** ISO 8601, and how many milliseconds that is ahead of the real time. */
export interface LocalGatewayTime { now: string; ahead: number }
