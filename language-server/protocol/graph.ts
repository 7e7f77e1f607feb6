import { RequestType } from 'vscode-jsonrpc';
import type { ContractImpact } from '../graph/impact.ts';
import type { ProjectParams, SourceLocation } from './places.ts';

/**
 * Who consumes what, drawn as `apim graph` draws it; with `around` only what leads to the named ones and what they lead to. No picture where
 * there would be more boxes than anybody could read. Around one thing it says what hangs on it, also without a picture.
 */
export const ContractGraphRequest = new RequestType<ProjectParams & { showAll: boolean; around?: string[] }, DrawnContracts, void>('apim/contractGraph');

/** The plan, API, client or organization that is declared around a position. */
export const ElementAtRequest = new RequestType<ElementAtParams, { project: string; key: string } | null, void>('apim/elementAt');

/** Each box of the picture is an element with `data-node`, each arrow one with `data-from` and `data-to`. */
export interface DrawnContracts { environment: string; svg?: string; nodes: DrawnNode[]; impact?: ContractImpact }

export interface DrawnNode { id: string; kind: 'client' | 'plan' | 'api' | 'gateway'; key: string; source?: SourceLocation }

/** Whom a change of one thing reaches. */
export type { ContractImpact } from '../graph/impact.ts';

export interface ElementAtParams { uri: string; position: SourceLocation['range']['start'] }
