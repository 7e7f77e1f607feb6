import * as vscode from 'vscode';

/** Puts a secret on the clipboard and takes it away again, unless something else has been copied meanwhile. */
export class ShortLivedClipboard implements vscode.Disposable {
    readonly #seconds: () => number;
    #timer: ReturnType<typeof setTimeout> | undefined;
    #clear: (() => Promise<void>) | undefined;

    /** @param seconds how long the secret stays; 0 leaves it there */
    constructor(seconds: () => number) {
        this.#seconds = seconds;
    }

    /** Returns after how many seconds the clipboard is cleared. */
    async write(secret: string): Promise<number> {
        clearTimeout(this.#timer);
        await vscode.env.clipboard.writeText(secret);
        const seconds = this.#seconds();
        this.#clear = seconds > 0 ? async () => {
            this.#clear = undefined;
            if (await vscode.env.clipboard.readText() === secret) {
                await vscode.env.clipboard.writeText('');
            }
        } : undefined;
        if (this.#clear) {
            this.#timer = setTimeout(() => void this.#clear?.(), seconds * 1000);
        }
        return seconds;
    }

    /** When the window closes, the secret goes with it. */
    dispose(): void {
        clearTimeout(this.#timer);
        void this.#clear?.();
    }
}
