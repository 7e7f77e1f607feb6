import { TextDocument } from 'vscode-languageserver-textdocument';
import type { Project } from '../../language/project.ts';
import { formatEdits, formatText } from '../features/formatting.ts';
import { textsAfter } from '../lifecycle/standing.ts';
import type { ProjectSession } from '../session/project-session.ts';
import { insertMember, type Holder, type NewMember } from './place.ts';

/** A copy of the files that something is written into, piece by piece; what is written is formatted, the rest of a file stays as it is. */
export class Manuscript {
    readonly project: Project;
    /** Files that came into being. */
    readonly created: string[] = [];
    readonly #session: ProjectSession;
    readonly #before: ReadonlyMap<string, string>;
    #projectFile: string | undefined;
    readonly #projectFileBefore: string | undefined;

    /** `uris` are the files that matter for what is written; the copy knows no other. */
    constructor(session: ProjectSession, uris: ReadonlySet<string>) {
        this.#session = session.with(new Map(), uris);
        this.project = this.#session.project;
        this.#before = new Map([...this.project.files].map(([uri, file]) => [uri, file.text]));
        this.#projectFileBefore = this.#projectFile = session.projectFileText;
    }

    get projectFile(): string | undefined {
        return this.#projectFile;
    }

    set projectFile(text: string | undefined) {
        this.#projectFile = text;
        this.#session.setProjectFile(text);
    }

    /** The line in front of it is formatted too where the body began there: it may have to be broken. */
    insert(uri: string, holder: Holder, member: NewMember): void {
        const edit = insertMember(this.project, uri, holder, member);
        const text = textsAfter(this.project, [edit]).get(uri) ?? '';
        const written = TextDocument.create(uri, 'apim', 0, text);
        const start = { ...edit.range.start };
        if (/^\r?\n/.test(edit.newText) && holder.$cstNode?.range.start.line !== start.line) start.line += 1;
        const end = written.positionAt(written.offsetAt(edit.range.start) + edit.newText.length);
        this.project.setFile(uri, text);
        this.project.setFile(uri, TextDocument.applyEdits(written, formatEdits(this.project, uri, { start, end })));
    }

    /** Begins a file with these lines; a text that cannot be read is kept as it is, and reported. */
    create(uri: string, text: string): void {
        this.created.push(uri);
        this.project.setFile(uri, formatText(this.project.language.services, text) ?? text);
    }

    /** The files that came out different, with their texts. */
    texts(): Map<string, string> {
        const changed = new Map([...this.project.files].map(([uri, file]) => [uri, file.text] as const).filter(([uri, text]) => this.#before.get(uri) !== text));
        return this.#projectFile !== undefined && this.#projectFile !== this.#projectFileBefore ? changed.set(this.#session.projectFileUri, this.#projectFile) : changed;
    }
}
