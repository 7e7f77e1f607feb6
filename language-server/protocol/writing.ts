import { RequestType } from 'vscode-jsonrpc';
import type { TextEdit } from 'vscode-languageserver-protocol';
import type { WritingChoices } from '../writing/choices.ts';
import type { Draft, DraftField, DraftSoFar } from '../writing/draft.ts';
import type { ProjectParams } from './places.ts';

/** What can be chosen from while a declaration is written by choosing. */
export const WritingChoicesRequest = new RequestType<ProjectParams, WritingChoices, void>('apim/writingChoices');

/**
 * The source with what was chosen for a new declaration, and what the rules make of it; nothing is changed by asking. What is missing is proposed.
 * With `field`, for while somebody types, that answer alone is judged.
 */
export const WritingRequest = new RequestType<WritingParams, WritingAnswer, void>('apim/writing');

/** What an OpenAPI or Swagger document says that concerns an API; `uri` is where it lies, inside of the project or not. Refused with the line where it cannot be read. */
export const OpenApiRequest = new RequestType<ProjectParams & { uri: string; text: string }, OpenApiAnswer, void>('apim/openApi');

export interface WritingParams extends ProjectParams { draft: DraftSoFar; field?: DraftField }

export interface WritingAnswer {
    /** With everything that was proposed. */
    draft: Draft;
    /** Errors, warnings and remarks; with an error it is not to be written. */
    problems: { field: DraftField; severity: 'error' | 'warning' | 'info' | 'hint'; message: string }[];
    /** Left out where no text can be made of it. */
    source?: WrittenSource;
}

export interface WrittenSource {
    /** The file of the declaration, its path in the project, and where one goes on in it. */
    uri: string;
    path: string;
    cursor: { line: number; character: number };
    /** The declaration alone. */
    text: string;
    /** By URI; those of `created` are new files. */
    changes: Record<string, TextEdit[]>;
    texts: Record<string, string>;
    created: string[];
}

export interface OpenApiAnswer {
    /** What is known of the API; its `definition` lies in the project. */
    draft: Extract<DraftSoFar, { kind: 'api' }>;
    /** Whether the file has to be copied to where `definition` says. */
    isOutside: boolean;
    servers: { url: string; description?: string }[];
    notes: string[];
}

export type { Draft, DraftField, DraftKind, DraftSoFar, LimitDraft, SignInDraft } from '../writing/draft.ts';
export type { WritingChoices } from '../writing/choices.ts';
