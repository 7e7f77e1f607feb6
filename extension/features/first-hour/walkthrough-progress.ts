import type * as vscode from 'vscode';
import { StatisticsRequest } from '../../../language-server/protocol.ts';
import { setContext } from '../../infrastructure/context-key.ts';
import type { LanguageServer } from '../../infrastructure/language-server.ts';

/**
 * Gives the steps of the walkthrough their check marks: each when the thing was done, and not when its button was pressed.
 *
 * VS Code marks a step at the moment at which its condition becomes true, and only if the walkthrough was there before: what was done
 * earlier would never be marked. So each condition in package.json has `apim.walkthroughAsks` in it, which is true for a moment only,
 * whenever there is something to tell.
 */
export class WalkthroughProgress implements vscode.Disposable {
    readonly #server: LanguageServer;
    #timer: ReturnType<typeof setTimeout> | undefined;

    constructor(server: LanguageServer) {
        this.#server = server;
    }

    async look(): Promise<void> {
        if (!this.#server.isRunning) {
            return;
        }
        const { projects } = await this.#server.client.sendRequest(StatisticsRequest);
        setContext('apim.hasContracts', projects.some(({ contracts }) => contracts > 0));
        setContext('apim.hasRegistered', projects.some(({ registered }) => registered > 0));
        clearTimeout(this.#timer);
        // A walkthrough that is just opening has to hear of its steps first.
        this.#timer = setTimeout(() => {
            setContext('apim.walkthroughAsks', true);
            this.#timer = setTimeout(() => setContext('apim.walkthroughAsks', false), 1000);
        }, 1000);
    }

    dispose(): void {
        clearTimeout(this.#timer);
    }
}
