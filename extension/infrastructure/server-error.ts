import type { RefusalData } from '../../language-server/protocol.ts';

/** What the language server answers instead of doing what it was asked. */
export interface ServerError extends Error { code: number; data?: RefusalData }

/** By its shape: its class is loaded with the language client only. */
export function isServerError(error: unknown): error is ServerError {
    return error instanceof Error && 'code' in error && typeof error.code === 'number';
}
