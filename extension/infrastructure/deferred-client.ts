import type { BaseLanguageClient, Disposable, GenericNotificationHandler, GenericRequestHandler } from 'vscode-languageclient';

/**
 * The language client as features use it. Its code is most of the extension's, and no window waits for that: it is loaded when somebody starts the
 * server or asks it the first time. Who listens is kept until then.
 */
export class DeferredClient {
    readonly #make: () => Promise<BaseLanguageClient>;
    #loading: Promise<BaseLanguageClient> | undefined;
    #client: BaseLanguageClient | undefined;
    readonly #waiting = new Set<(client: BaseLanguageClient) => void>();

    constructor(make: () => Promise<BaseLanguageClient>) {
        this.#make = make;
    }

    load(): Promise<BaseLanguageClient> {
        return this.#loading ??= this.#make().then(client => {
            this.#client = client;
            this.#waiting.forEach(listen => listen(client));
            this.#waiting.clear();
            return client;
        });
    }

    /** What is asked while the server starts waits until it has. */
    readonly sendRequest: BaseLanguageClient['sendRequest'] = async (type: Message, ...args: unknown[]) => (await this.load()).sendRequest(nameOf(type), ...args as [unknown]);

    readonly sendNotification: BaseLanguageClient['sendNotification'] = async (type: Message, ...args: unknown[]) => (await this.load()).sendNotification(nameOf(type), ...args as [unknown]);

    readonly onRequest: BaseLanguageClient['onRequest'] = (type: Message, handler: GenericRequestHandler<never, never>) => this.#listen(client => client.onRequest(nameOf(type), handler));

    readonly onNotification: BaseLanguageClient['onNotification'] = (type: Message, handler: GenericNotificationHandler) => this.#listen(client => client.onNotification(nameOf(type), handler));

    readonly onProgress: BaseLanguageClient['onProgress'] = (type, token, handler) => this.#listen(client => client.onProgress(type, token, handler));

    #listen(register: (client: BaseLanguageClient) => Disposable): Disposable {
        if (this.#client) {
            return register(this.#client);
        }
        let registered: Disposable | undefined;
        const listen = (client: BaseLanguageClient): void => { registered = register(client); };
        this.#waiting.add(listen);
        return { dispose: () => { this.#waiting.delete(listen); registered?.dispose(); } };
    }
}

type Message = string | { method: string };

/** By their names: the classes of messages are not the client's own, which is a bundle of its own. */
function nameOf(message: Message): string {
    return typeof message === 'string' ? message : message.method;
}
