import { isIn, type FileSystem } from '../project/file-system.ts';

/**
 * Which files are there, for checks that cannot wait. Where that takes a while to find out nobody knows at first; `onLearned` is told the
 * path once it is known, so that what depends on it is checked again.
 */
export class KnownFiles {
    readonly #files: FileSystem;
    readonly #onLearned: (path: string) => void;
    readonly #answers = new Map<string, boolean | Promise<boolean>>();

    constructor(files: FileSystem, onLearned: (path: string) => void) {
        this.#files = files;
        this.#onLearned = onLearned;
    }

    exists(path: string): boolean | Promise<boolean> {
        const known = this.#answers.get(path);
        if (known !== undefined) return known;
        const answer = this.#files.exists?.(path) ?? true;
        // What can be looked up at once is not kept, and so never stale.
        if (typeof answer !== 'boolean') this.#learn(path, answer);
        return answer;
    }

    /** Files, or folders with all that is in them, came or went. */
    forget(paths: ReadonlySet<string>): void {
        for (const known of this.#answers.keys()) if (isIn(known, paths)) this.#answers.delete(known);
    }

    #learn(path: string, answer: Promise<boolean>): void {
        this.#answers.set(path, answer);
        void answer.then(exists => {
            if (this.#answers.get(path) !== answer) return;
            this.#answers.set(path, exists);
            this.#onLearned(path);
        });
    }
}
