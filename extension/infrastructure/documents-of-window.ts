/** A folder that was added to the window, as far as it matters here. */
interface Folder { uri: { scheme: string } }
interface Filter { scheme: string; language?: string; pattern?: string }

/** Which documents the language server is shown: those on disk, those that ship with the extension, and those of the folders of the window, whatever file system they are of. */
export class DocumentsOfWindow {
    /** Grows; who holds it sees what was added. */
    readonly selector: Filter[] = [];
    readonly #schemes = new Set<string>();

    constructor(shipped: string, folders: readonly Folder[] = []) {
        this.#take('file');
        this.#take(shipped);
        this.add(folders);
    }

    /** Whether one of the folders is of a file system that was not among them yet. */
    add(folders: readonly Folder[]): boolean {
        const before = this.#schemes.size;
        for (const { uri } of folders) this.#take(uri.scheme);
        return this.#schemes.size > before;
    }

    #take(scheme: string): void {
        if (!this.#schemes.has(scheme)) {
            this.#schemes.add(scheme);
            this.selector.push({ scheme, language: 'apim' }, { scheme, pattern: '**/apim.yaml' });
        }
    }
}
