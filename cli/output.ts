import { fstatSync, writeSync } from 'node:fs';

/**
 * A standard stream as it is written to: at once and in order. Node's own streams are made only where the other side does not take all of it, and where
 * Windows has a console of its own: making them takes longer than checking a small project.
 */
export class Output {
    readonly #descriptor: 1 | 2;
    #trouble: NodeJS.ErrnoException | undefined;
    #stream: NodeJS.WriteStream | undefined;

    constructor(descriptor: 1 | 2) {
        this.#descriptor = descriptor;
    }

    get isTerminal(): boolean {
        return isTerminal(this.#descriptor);
    }

    write(text: string): void {
        if (this.#trouble) return;
        if (this.#stream || process.platform === 'win32') {
            this.stream.write(text);
            return;
        }
        const bytes = Buffer.from(text);
        try {
            for (let written = 0; written < bytes.length;) {
                const count = this.#writeSome(bytes.subarray(written));
                if (count === undefined) {
                    this.stream.write(bytes.subarray(written));
                    return;
                }
                written += count;
            }
        } catch (error) {
            this.#trouble = error as NodeJS.ErrnoException;
        }
    }

    /** Once everything was taken; what kept it from being taken. */
    async finish(): Promise<NodeJS.ErrnoException | undefined> {
        if (this.#stream) await new Promise<void>(resolve => { this.stream.write('', () => resolve()); });
        return this.#trouble;
    }

    get stream(): NodeJS.WriteStream {
        if (!this.#stream) {
            this.#stream = this.#descriptor === 1 ? process.stdout : process.stderr;
            this.#stream.on('error', (error: NodeJS.ErrnoException) => { this.#trouble ??= error; });
        }
        return this.#stream;
    }

    /** How many bytes were taken; undefined: one has to wait until some can be. */
    #writeSome(bytes: Uint8Array): number | undefined {
        try {
            return writeSync(this.#descriptor, bytes);
        } catch (error) {
            if ((error as NodeJS.ErrnoException).code === 'EAGAIN') return undefined;
            throw error;
        }
    }
}

/** What is no device is no terminal: to know that needs nothing of what sockets and terminals need, which is loaded for the others. */
export function isTerminal(descriptor: 0 | 1 | 2): boolean {
    try {
        return (process.platform === 'win32' || fstatSync(descriptor).isCharacterDevice()) && process.getBuiltinModule('node:tty').isatty(descriptor);
    } catch {
        return false;
    }
}
