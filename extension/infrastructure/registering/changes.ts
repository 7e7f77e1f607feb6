import * as vscode from 'vscode';
import { PlanDocumentRequest, type RegistrationPlan } from '../../../language-server/protocol.ts';
import type { LanguageServer } from '../language-server.ts';

/** More than these are not laid out one below the other: the summary names all of them. */
const mostAtOnce = 200;

/** What a registration would change, in the editor's own comparison: left the gateway, right what will be registered. */
export class RegistrationChanges implements vscode.TextDocumentContentProvider {
    static readonly scheme = 'apim-changes';
    readonly #server: LanguageServer;

    constructor(server: LanguageServer) {
        this.#server = server;
    }

    /** One operation opens a comparison, several open below each other. */
    async show(project: string, { environment, digest, operations }: RegistrationPlan): Promise<void> {
        const severalGateways = new Set(operations.map(({ gateway }) => gateway)).size > 1;
        const sides = operations.slice(0, mostAtOnce).map(({ entity, gateway }, operation) => {
            const name = severalGateways ? `${entity} (${new URL(gateway).host})` : entity;
            const side = (which: Side) => vscode.Uri.from({ scheme: RegistrationChanges.scheme, path: `/${name}.json`, query: JSON.stringify({ project, digest, operation, side: which } satisfies Address) });
            return { name, before: side('before'), after: side('after') };
        });
        const [only, ...more] = sides;
        if (only && more.length === 0) {
            await vscode.commands.executeCommand('vscode.diff', only.before, only.after, vscode.l10n.t('{0}: at the gateway ↔ to be registered in {1}', only.name, environment));
        } else if (only) {
            await vscode.commands.executeCommand('vscode.changes', vscode.l10n.t('Registration in {0}', environment), sides.map(({ before, after }) => [after, before, after]));
        }
    }

    async provideTextDocumentContent(uri: vscode.Uri, token: vscode.CancellationToken): Promise<string> {
        const { side, ...params } = JSON.parse(uri.query) as Address;
        return (await this.#server.client.sendRequest(PlanDocumentRequest, params, token))[side];
    }
}

type Side = 'before' | 'after';
interface Address { project: string; digest: string; operation: number; side: Side }
