import { t } from '@vscode/l10n';
import { LSPErrorCodes, ResponseError, ErrorCodes, type CancellationToken, type RemoteConsole } from 'vscode-languageserver';
import type { FailureKind } from '../registration/failure.ts';
import type { RefusalData } from './protocol.ts';

/** A request that is answered with a sentence for people instead of a result; no bug, and not logged as one. */
export class Refusal extends Error {
    /** What it was, for an editor that has a button for it. */
    readonly data: RefusalData | undefined;

    constructor(message: string, failure?: FailureKind, more?: Omit<RefusalData, 'failure'>) {
        super(message);
        this.data = failure === undefined && more === undefined ? undefined : { ...(failure === undefined ? {} : { failure }), ...more };
    }
}

/** Where everything that a handler throws ends: it is logged and answered as an error, and the server goes on. */
export class ErrorBoundary {
    readonly #console: RemoteConsole;
    readonly #prepare: () => Promise<void>;

    /** `prepare` runs before each request, to bring up to date what it is answered from. */
    constructor(console: RemoteConsole, prepare: () => Promise<void>) {
        this.#console = console;
        this.#prepare = prepare;
    }

    /** Wraps the handler of a request. A signal that is aborted means that nobody waits for the answer any more. */
    answer<P, R>(name: string, handler: (params: P, signal: AbortSignal) => R | Promise<R>): (params: P, token: CancellationToken) => Promise<R | ResponseError<void>> {
        return async (params, token) => {
            const { signal, release } = signalOf(token);
            try {
                await this.#prepare();
                const result = signal.aborted ? cancelled : await handler(params, signal);
                return result;
            } catch (error) {
                if (error instanceof ResponseError) return error as ResponseError<void>;
                // Whatever it ended with: nobody waits for it any more.
                if (signal.aborted) return cancelled;
                if (error instanceof Refusal) return refused(error);
                this.report(name, error);
                return new ResponseError<void>(ErrorCodes.InternalError, t('{0} failed because of a mistake in apim: {1}. The output of the language server says more.', name, error instanceof Error ? error.message : String(error)));
            } finally {
                release();
            }
        };
    }

    /** Wraps the handler of a notification. */
    listen<P>(name: string, handler: (params: P) => void): (params: P) => void {
        return params => {
            try {
                handler(params);
            } catch (error) {
                this.report(name, error);
            }
        };
    }

    report(name: string, error: unknown): void {
        this.#console.error(`${name}: ${error instanceof Error ? error.stack ?? error.message : String(error)}`);
    }
}

const cancelled = new ResponseError<void>(LSPErrorCodes.RequestCancelled, 'The request was cancelled.');

/** LSP's own requests declare that their errors carry nothing, and editors pass over what they carry all the same. */
function refused({ message, data }: Refusal): ResponseError<void> {
    return new ResponseError<unknown>(LSPErrorCodes.RequestFailed, message, data) as ResponseError<void>;
}

function signalOf(token: CancellationToken): { signal: AbortSignal; release: () => void } {
    const controller = new AbortController();
    if (token.isCancellationRequested) controller.abort();
    const listening = token.onCancellationRequested(() => controller.abort());
    return { signal: controller.signal, release: () => listening.dispose() };
}
