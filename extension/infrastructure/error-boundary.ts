import * as vscode from 'vscode';
import { isServerError } from './server-error.ts';

/** A request that cannot be carried out now; shown as a warning with what to do next, and not logged as an error. */
export class Refusal extends Error {
    readonly remedy: Remedy | undefined;

    constructor(message: string, remedy?: Remedy) {
        super(message);
        this.remedy = remedy;
    }
}

/** A button below a message: a command, or what only whoever shows the message can do. */
export type Remedy = { title: string } & ({ command: string; args?: unknown[] } | { run: () => unknown });

/** The one place where failures of commands end: cancelling is silent, the rest is logged and shown with what to do next. */
export class ErrorBoundary {
    readonly #log: vscode.LogOutputChannel;

    constructor(log: vscode.LogOutputChannel) {
        this.#log = log;
    }

    /** Registers a command whose failures end here. */
    command<A extends unknown[]>(id: string, handler: (...args: A) => unknown): vscode.Disposable {
        return vscode.commands.registerCommand(id, (...args: A) => this.run(id, async () => handler(...args)));
    }

    async run<T>(what: string, task: () => Promise<T>): Promise<T | undefined> {
        try {
            return await task();
        } catch (error) {
            this.#report(what, error);
            return undefined;
        }
    }

    #report(what: string, error: unknown): void {
        if (isCancellation(error)) {
            return;
        }
        if (error instanceof Refusal) {
            this.#log.warn(`${what}: ${error.message}`);
            void offer(vscode.window.showWarningMessage, error.message, error.remedy);
            return;
        }
        const message = error instanceof Error ? error.message : String(error);
        // What the server answers is a sentence for people; the trace of any other error is for those who mend it.
        this.#log.error(`${what}: ${isFailureOfOurs(error) ? error.stack ?? message : message}`);
        void offer(vscode.window.showErrorMessage, message, { title: vscode.l10n.t('Show Output'), command: 'apim.showOutput' },
            isFailureOfOurs(error) ? { title: vscode.l10n.t('Report a Problem…'), command: 'apim.reportProblem' } : undefined);
    }
}

/** Shows a message with one button, and does what the button says. Does not wait for the user's answer unless awaited. */
export async function offer(show: (message: string, ...items: string[]) => Thenable<string | undefined>, message: string, ...remedies: (Remedy | undefined)[]): Promise<void> {
    const buttons = remedies.filter(remedy => remedy !== undefined);
    const chosen = await show(message, ...buttons.map(button => button.title));
    const remedy = buttons.find(button => button.title === chosen);
    if (remedy && 'run' in remedy) {
        await remedy.run();
    } else if (remedy) {
        await vscode.commands.executeCommand(remedy.command, ...remedy.args ?? []);
    }
}

function isFailureOfOurs(error: unknown): error is Error {
    return error instanceof Error && !isServerError(error);
}

/** `LSPErrorCodes` of the protocol: the request, or the server's work on it, was cancelled. Loaded with the language client only. */
const cancelled: ReadonlySet<number> = new Set([-32800, -32802]);

function isCancellation(error: unknown): boolean {
    return error instanceof vscode.CancellationError
        || isServerError(error) && cancelled.has(error.code);
}
