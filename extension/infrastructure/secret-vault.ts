import type * as vscode from 'vscode';
import type { SecretQuestion } from '../../language-server/protocol.ts';

/**
 * VS Code's SecretStorage, addressed by everything that says what a secret is for, the origin that it is sent to included:
 * a project that is changed to point elsewhere finds no secret there, and the user is asked.
 * What was typed is stored only after the gateway has taken it.
 */
export class SecretVault {
    readonly #storage: vscode.SecretStorage;
    readonly #unconfirmed = new Map<string, { question: SecretQuestion; value: string }>();

    constructor(storage: vscode.SecretStorage) {
        this.#storage = storage;
    }

    async find(question: SecretQuestion): Promise<string | undefined> {
        const address = addressOf(question);
        return this.#unconfirmed.get(address)?.value ?? await this.#storage.get(address);
    }

    /** Keeps what the user typed in memory, until `confirm` or `forget`. */
    hold(question: SecretQuestion, value: string): void {
        this.#unconfirmed.set(addressOf(question), { question, value });
    }

    /** Stores what was typed, after something that used it has succeeded. */
    async confirm(...kinds: SecretQuestion['kind'][]): Promise<void> {
        for (const [address, { question, value }] of this.#unconfirmed) {
            if (kinds.includes(question.kind)) {
                await this.#storage.store(address, value);
                this.#unconfirmed.delete(address);
            }
        }
    }

    /** Forgets what was typed and has not proved right. */
    discard(kind: SecretQuestion['kind']): void {
        for (const [address, { question }] of this.#unconfirmed) {
            if (question.kind === kind) this.#unconfirmed.delete(address);
        }
    }

    /** Stores what was found at the gateway itself, and so was taken there already. */
    async store(question: SecretQuestion, value: string): Promise<void> {
        await this.#storage.store(addressOf(question), value);
    }

    /** Keeps the API key of a client that is retired. */
    async keepKey(client: KeptKey, key: string): Promise<void> {
        await this.#storage.store(keptKeyAddress(client), key);
    }

    async keptKey(client: KeptKey): Promise<string | undefined> {
        return this.#storage.get(keptKeyAddress(client));
    }

    async forget(question: SecretQuestion): Promise<void> {
        this.#unconfirmed.delete(addressOf(question));
        await this.#storage.delete(addressOf(question));
    }
}

/** Whose key was kept; an address of its own in each project and environment. */
export interface KeptKey { project: string; environment: string; client: string }

function keptKeyAddress({ project, environment, client }: KeptKey): string {
    return JSON.stringify(['apim', 'api-key', project, environment, client]);
}

function addressOf({ kind, project, environment, name, origin }: SecretQuestion): string {
    return JSON.stringify(['apim', kind, project, environment, name, origin]);
}
