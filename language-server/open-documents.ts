import type { OpenDocument } from '../language/text-snapshot.ts';
import type { FileSystem } from '../project/file-system.ts';
import { normalUri, uriOf } from './file-uri.ts';

/** The files that the editor has open: their text wins over what is on disk. */
export class OpenDocuments {
    readonly #documents = new Map<string, OpenDocument>();
    readonly #edited = new Set<string>();
    #latest: string | undefined;

    /** Notes that a document was opened or changed. */
    put(document: OpenDocument): string {
        const uri = normalUri(document.uri);
        this.#documents.set(uri, document);
        this.#edited.add(uri);
        this.#latest = uri;
        return uri;
    }

    remove(document: { uri: string }): string {
        const uri = normalUri(document.uri);
        this.#documents.delete(uri);
        this.#edited.delete(uri);
        return uri;
    }

    get(uri: string): OpenDocument | undefined {
        return this.#documents.get(uri);
    }

    /** All of them, the one that was edited last first. */
    uris(): string[] {
        const latest = this.#latest !== undefined && this.#documents.has(this.#latest) ? [this.#latest] : [];
        return [...new Set([...latest, ...this.#documents.keys()])];
    }

    /** Those that were edited since the last call. */
    takeEdited(): string[] {
        const edited = [...this.#edited];
        this.#edited.clear();
        return edited;
    }

    /** The disk as the editor's user sees it. */
    over(files: FileSystem): FileSystem {
        return {
            readFile: async path => this.get(uriOf(path))?.getText() ?? await files.readFile(path),
            readDirectory: path => files.readDirectory(path)
        };
    }
}
