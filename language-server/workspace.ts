import { FileChangeType, type FileEvent } from 'vscode-languageserver-protocol';
import { syntaxDiagnostics, type Diagnostic, type Language } from '../language/project.ts';
import { SourceFile } from '../language/source-file.ts';
import type { OpenDocument } from '../language/text-snapshot.ts';
import { findProjects, projectOf, readProject, type Project as FoundProject } from '../project/discovery.ts';
import { findProjectFolder, isPassedOver } from '../project/source-files.ts';
import { isListed, relativePath } from '../project/file-system.ts';
import { folderOf, isProjectFile, isRecordFile, isSourceFile, normalUri, pathOf, uriOf } from './file-uri.ts';
import { KnownFiles } from './known-files.ts';
import { OpenDocuments } from './open-documents.ts';
import { ahead, loadProject, updateProject } from './project-loading.ts';
import { recallActiveEnvironment } from './session/known-record.ts';
import type { ProjectSession, Surroundings } from './session/project-session.ts';
import { asFound, fileProject, folderProject, foldersOf, type WorkspaceProject } from './workspace-project.ts';

export interface WorkspaceOptions {
    files: Surroundings;
    language: Language;
    /** URI of the folder of the shipped policy types. */
    prelude: string | undefined;
    /** Called when diagnostics may differ. */
    onChange: () => void;
    /** Called with the files whose declarations may differ. */
    onEdit: (uris: readonly string[]) => void;
    /** Called when a record was written: something was registered, by whomever. */
    onRecord: () => void;
    /** Called when not all of a project could be read, with what the user is to know. */
    onGap: (gap: string) => void;
    onFailure: (error: unknown) => void;
}

/**
 * The projects of the window and the files that are open in it. What comes from disk is done one after the other in the background;
 * what is typed is taken over by `flush`, at once.
 */
export class Workspace {
    readonly open = new OpenDocuments();
    readonly #options: WorkspaceOptions;
    readonly #files: Surroundings;
    readonly #known: KnownFiles;
    readonly #projects = new Map<string, WorkspaceProject>();
    /** The project of an open file, as long as the projects stay as they are. */
    readonly #owners = new Map<string, WorkspaceProject>();
    /** What is wrong with the form of an open file whose project is still being read: its user need not wait for all the others. */
    readonly #early = new Map<string, readonly Diagnostic[]>();
    /** What of each folder was said to be unreadable. */
    readonly #told = new Map<string, ReadonlySet<string>>();
    #folders: string[] = [];
    /** Files whose diagnostics differ although none of the projects says so. */
    #differing: string[] = [];
    #work: Promise<void> | undefined;
    /** What is to be done, but not begun yet, and so need not be asked for once more. */
    readonly #waiting = new Set<string>();
    /** What others did to files, and was not looked at yet. */
    #events: FileEvent[] = [];
    #rereads = false;

    constructor(options: WorkspaceOptions) {
        this.#options = options;
        this.#known = new KnownFiles(options.files, path => {
            this.#touch(new Set([uriOf(path)]));
            options.onChange();
        });
        this.#files = { ...options.files, ...this.open.over(options.files), exists: path => this.#known.exists(path) };
    }

    /** The projects that a user has in mind, by their id. */
    get projects(): WorkspaceProject[] {
        return [...this.#projects.values()].filter(({ kind }) => kind !== 'unchecked').sort((a, b) => (a.id < b.id ? -1 : 1));
    }

    /** Resolves when everything from disk is taken in; undefined where that is so already. */
    get settled(): Promise<void> | undefined {
        return this.#work;
    }

    /** Takes the URIs of the folders that are open. */
    setFolders(uris: readonly string[]): void {
        this.#folders = uris.flatMap(uri => pathOf(uri) ?? []);
        this.#discoverSoon();
    }

    edited(document: OpenDocument): void {
        this.open.put(document);
        this.#options.onChange();
    }

    closed(document: { uri: string }): void {
        const uri = this.open.remove(document);
        this.#early.delete(uri);
        this.#enqueue(() => this.#close(uri));
    }

    watched(events: readonly FileEvent[]): void {
        for (const { uri, type } of events) this.#events.push({ uri: normalUri(uri), type });
        this.#enqueueOnce('events', () => this.#takeEvents().catch((error: unknown) => {
            // What they said may be half taken in: then what there is says the same.
            void this.reload();
            throw error;
        }));
    }

    /** Reads every project anew. */
    async reload(): Promise<void> {
        this.#rereads = true;
        this.#discoverSoon();
        await this.#work;
    }

    /** Takes over what was typed. */
    flush(): void {
        const edited = this.open.takeEdited();
        for (const uri of edited) this.#takeText(uri);
        if (edited.length > 0) this.#options.onEdit(edited);
    }

    /** The project of a file, open or not. */
    projectOf(uri: string): WorkspaceProject | undefined {
        return this.#owners.get(uri) ?? this.#projects.values().find(({ session }) => session.project.files.has(uri) || session.projectFileUri === uri);
    }

    /** Reads anew what is known of the environment that is worked in, which may be another one now. */
    reloadEnvironment({ session }: WorkspaceProject): void {
        this.#enqueue(() => recallActiveEnvironment(session));
    }

    /** The files whose diagnostics may have changed, one by one as they are checked, those of `first` first. Who stops finds the rest with the next call. */
    *changes(first: readonly string[]): Generator<string> {
        for (let uri = this.#differing.shift(); uri !== undefined; uri = this.#differing.shift()) yield uri;
        for (const { session } of this.#projects.values()) yield* session.project.changes(first);
    }

    /** Does some of what makes questions quick to answer, while there is nothing else to do. Whether there is more of it. */
    prepare(): boolean {
        return this.#projects.values().some(({ session }) => session.project.prepare());
    }

    diagnosticsOf(uri: string): Diagnostic[] {
        const project = this.projectOf(uri);
        if (!project) return [...this.#early.get(uri) ?? []];
        return project.kind === 'unchecked' ? [] : project.session.project.diagnostics(uri);
    }

    /** The text of an open file goes to its project; where that is not known yet, it is looked for. */
    #takeText(uri: string): void {
        const document = this.open.get(uri);
        if (!document) return;
        const { written } = document;
        const owner = this.#ownerOf(uri);
        this.#tellEarly(uri, owner || !isSourceFile(uri) ? [] : syntaxDiagnostics(new SourceFile(this.#options.language, uri, written)));
        if (!owner) this.#enqueue(() => this.#visit(uri));
        else if (isProjectFile(uri)) this.#takeSettings(owner, written.whole);
        else if (owner.session.project.files.get(uri)?.written !== written) owner.session.project.setFile(uri, written, document);
    }

    #tellEarly(uri: string, diagnostics: readonly Diagnostic[]): void {
        if (this.#early.delete(uri) || diagnostics.length > 0) this.#differing.push(uri);
        if (diagnostics.length > 0) this.#early.set(uri, diagnostics);
    }

    #takeSettings(owner: WorkspaceProject, text: string | undefined): void {
        const { session } = owner;
        const excluded = JSON.stringify(session.parsed.file.exclude);
        const environment = nameOf(session);
        session.setProjectFile(text);
        if (nameOf(session) !== environment) this.reloadEnvironment(owner);
        if (JSON.stringify(session.parsed.file.exclude) !== excluded) this.#enqueueOnce(owner.id, () => this.#refresh(owner.id));
    }

    /** Undefined where nobody knows yet. */
    #ownerOf(uri: string): WorkspaceProject | undefined {
        const known = this.#owners.get(uri) ?? this.#projects.get(uri);
        if (known) return known;
        const { prelude, language } = this.#options;
        const path = pathOf(uri);
        const owner = isProjectFile(uri)
            ? this.#projects.values().find(({ session, hasProjectFile }) => hasProjectFile && session.projectFileUri === uri)
            : prelude !== undefined && uri.startsWith(`${prelude}/`) ? fileProject('unchecked', uri, language, this.#files)
                : path === undefined ? fileProject('single-file', uri, language, this.#files) : this.#ownerOfPath(uri, path);
        if (owner) {
            this.#owners.set(uri, owner);
            this.#projects.set(owner.id, owner);
        }
        return owner;
    }

    #ownerOfPath(uri: string, path: string): WorkspaceProject | undefined {
        const around = [...this.#projects.values()].filter(({ kind, session }) => (kind === 'folder' || kind === 'visited') && relativePath(session.folder, path) !== undefined);
        const found = projectOf(path, around.map(asFound));
        const owner = found && around.find(({ session }) => session.folder === found.folder);
        return owner ?? (around.length > 0 ? fileProject('unchecked', uri, this.#options.language, this.#files) : undefined);
    }

    /** A file outside of the workspace's folders: it belongs to the project around it, or to none. */
    async #visit(uri: string): Promise<void> {
        if (!this.open.get(uri) || this.#ownerOf(uri)) return this.#takeText(uri);
        const path = pathOf(uri) ?? '/';
        const folder = await findProjectFolder(folderOf(path), this.#files);
        if (folder !== undefined && !this.#projects.has(uriOf(folder))) this.#add(await this.#load('visited', await readProject(folder, this.#files)));
        if (!this.#ownerOf(uri)) this.#add(fileProject(isProjectFile(uri) ? 'unchecked' : 'single-file', uri, this.#options.language, this.#files));
        this.#takeText(uri);
    }

    async #load(kind: 'folder' | 'visited', found: FoundProject): Promise<WorkspaceProject> {
        const session = await loadProject(found, this.#files, this.#options.language);
        this.#tellGap(session);
        return folderProject(kind, session, found);
    }

    /** Says what of a project cannot be read, where some of it was not said yet. */
    #tellGap({ folder, gap, unreadable, project, projectFileText }: ProjectSession): void {
        if (projectFileText === undefined && project.files.size === 0 && !unreadable.values().some(isSourceFile)) return;
        const told = this.#told.get(folder);
        this.#told.set(folder, new Set(unreadable));
        if (gap !== undefined && unreadable.values().some(path => !told?.has(path))) this.#options.onGap(gap);
    }

    #add(project: WorkspaceProject): void {
        this.#projects.set(project.id, project);
    }

    #drop(project: WorkspaceProject): void {
        const { session } = project;
        this.#projects.delete(project.id);
        this.#differing.push(session.projectFileUri, ...session.project.files.keys());
        for (const [uri, owner] of this.#owners) if (owner === project) this.#owners.delete(uri);
    }

    /** Finds the projects of all folders; those that were there already keep what they know. */
    async #discover(): Promise<void> {
        const reread = this.#rereads;
        this.#rereads = false;
        const found = new Map<string, FoundProject>();
        for (const folder of this.#folders) {
            for (const project of await findProjects(folder, this.#files)) found.set(project.folder, project);
        }
        // A folder of the workspace inside another one is no project of its own unless it says so.
        const wanted = [...found.values()].filter(({ folder, projectFile }) =>
            projectFile !== undefined || !found.keys().some(other => relativePath(other, folder) !== undefined));
        const visited = [...this.#projects.values()].filter(({ kind }) => kind === 'visited').map(({ session }) => session.folder);
        for (const folder of visited) if (!found.has(folder)) wanted.push(await readProject(folder, this.#files));
        const kept = new Map(wanted.map(project => [project.folder, project]));
        for (const project of [...this.#projects.values()]) {
            const now = project.kind === 'folder' || project.kind === 'visited' ? kept.get(project.session.folder) : undefined;
            // Of a folder that cannot be listed nobody knows whether it has an apim.yaml.
            const isOther = now && !now.unreadable.includes(now.folder) && (now.projectFile !== undefined) !== project.hasProjectFile;
            if (!now || isOther || (project.kind === 'visited' && !this.#isVisited(project))) this.#drop(project);
        }
        for (const project of wanted) {
            const kind = visited.includes(project.folder) && !found.has(project.folder) ? 'visited' : 'folder';
            const known = [...this.#projects.values()].find(({ session, kind: other }) => session.folder === project.folder && (other === 'folder' || other === 'visited'));
            if (known) await this.#update({ ...known, kind }, project, reread);
            else this.#add(await this.#load(kind, project));
        }
        this.#resettle();
    }

    async #refresh(id: string): Promise<void> {
        const project = this.#projects.get(id);
        if (!project) return;
        await this.#update(project, await readProject(project.session.folder, this.#files), false);
        this.#resettle();
    }

    async #update(project: WorkspaceProject, found: FoundProject, reread: boolean): Promise<void> {
        this.#add(project);
        const isWanted = (uri: string) => this.open.get(uri) !== undefined && projectOf(pathOf(uri) ?? '', [found]) !== undefined;
        await updateProject(project.session, found, this.#files, { reread, isWanted });
        this.#tellGap(project.session);
    }

    /** After the projects have changed, each open file is given to the one that it belongs to now. */
    #resettle(): void {
        const before = new Map(this.#owners);
        this.#owners.clear();
        for (const project of [...this.#projects.values()]) {
            if (project.kind === 'single-file' || project.kind === 'unchecked') this.#drop(project);
        }
        for (const uri of this.open.uris()) {
            this.#takeText(uri);
            const [old, now] = [before.get(uri)?.session, this.#owners.get(uri)?.session];
            if (old !== now) old?.project.removeFile(uri);
        }
        this.#options.onEdit([]);
    }

    async #close(uri: string): Promise<void> {
        const owner = this.projectOf(uri) ?? this.#projects.get(uri);
        if (!owner || this.open.get(uri)) return;
        this.#owners.delete(uri);
        const path = pathOf(uri);
        const text = path === undefined ? undefined : await this.#files.readFile(path);
        if (this.open.get(uri)) return;
        if (owner.kind === 'single-file' || owner.kind === 'unchecked' || (owner.kind === 'visited' && !this.#isVisited(owner))) this.#drop(owner);
        else {
            await this.#takeRead(owner, uri, text);
            this.#tellGap(owner.session);
            if (!this.open.get(uri)) owner.session.project.closeFile(uri);
        }
    }

    #isVisited({ session }: WorkspaceProject): boolean {
        return this.open.uris().some(uri => session.project.files.has(uri) || session.projectFileUri === uri);
    }

    /** What was read of a file. Of one that is there and cannot be read, what was known stays. */
    async #takeRead(owner: WorkspaceProject, uri: string, text: string | undefined, { isGone = false } = {}): Promise<void> {
        const { session } = owner, path = pathOf(uri);
        const isHidden = text === undefined && !isGone && path !== undefined && isSourceFile(uri) && await isListed(path, this.#options.files);
        if (path !== undefined) session.unreadable[isHidden && !this.open.get(uri) ? 'add' : 'delete'](path);
        if (!isHidden) this.#takeFile(owner, uri, text);
    }

    /** What is on disk; of a file that was opened while that was read, the editor's text counts. */
    #takeFile(owner: WorkspaceProject, uri: string, text: string | undefined): void {
        if (this.open.get(uri)) return;
        const { project } = owner.session;
        const known = project.files.get(uri)?.text;
        if (isProjectFile(uri)) this.#takeSettings(owner, text);
        else if (text === undefined && known !== undefined) project.removeFile(uri);
        else if (text !== undefined && text !== known) project.setFile(uri, text);
        this.#options.onEdit([uri]);
    }

    /** Each file is read once, however often it was named: what counts is how it is now. */
    async #takeEvents(): Promise<void> {
        const events = this.#events.splice(0).filter(({ uri }) => !this.#isPassedOver(pathOf(uri)));
        const sources = new Map(events.filter(({ uri }) => isSourceFile(uri)).map(({ uri, type }) => [uri, type])), concerned = new Set<ProjectSession>();
        const isAboutFolder = events.some(({ uri, type }) => type === FileChangeType.Deleted && !isSourceFile(uri) && !isProjectFile(uri));
        const folders = isAboutFolder ? foldersOf(this.#projects.values()) : new Set();
        let structureChanged = false;
        const touched = new Set(events.filter(({ type }) => type !== FileChangeType.Changed).map(({ uri }) => uri));
        this.#known.forget(new Set([...touched].map(uri => pathOf(uri)!)));
        this.#touch(touched);
        for (const { uri, type } of events) {
            if (sources.has(uri)) continue;
            const path = pathOf(uri)!;
            if (isProjectFile(uri)) {
                const owner = this.#projects.values().find(({ session, hasProjectFile }) => hasProjectFile && session.projectFileUri === uri);
                const text = await this.#files.readFile(path);
                if (owner && type !== FileChangeType.Deleted && text !== undefined) this.#takeFile(owner, uri, text);
                else structureChanged = true;
            } else if (isRecordFile(uri)) {
                for (const project of this.projects.filter(({ session }) => session.folder === folderOf(path))) await recallActiveEnvironment(project.session);
                this.#options.onRecord();
            } else if (type === FileChangeType.Deleted) {
                structureChanged ||= folders.has(path);
            } else if (type === FileChangeType.Created) {
                structureChanged ||= ((await this.#files.readDirectory(path))?.length ?? 0) > 0;
            }
        }
        for (const { path, text } of ahead([...sources.keys()].filter(uri => !this.open.get(uri)).map(uri => pathOf(uri)!), this.#options.files)) {
            const read = await text, uri = uriOf(path), owner = this.#ownerOfPath(uri, path);
            if (!owner || owner.kind === 'unchecked') continue;
            await this.#takeRead(owner, uri, read, { isGone: sources.get(uri) === FileChangeType.Deleted });
            concerned.add(owner.session);
        }
        for (const session of concerned) this.#tellGap(session);
        if (structureChanged) await this.#discover();
    }

    /** Says that files, or folders with all that is in them, came or went. */
    #touch(uris: ReadonlySet<string>): void {
        if (uris.size > 0) for (const { session } of this.#projects.values()) session.project.touchFiles(uris);
    }

    #isPassedOver(path: string | undefined): boolean {
        if (path === undefined) return true;
        const relative = this.#folders.map(folder => relativePath(folder, path)).find(inside => inside !== undefined);
        return relative?.split('/').some(isPassedOver) ?? false;
    }

    #discoverSoon(): void {
        this.#enqueueOnce('projects', () => this.#discover());
    }

    /** Of what was asked for several times before it began, the last one would find nothing else to do. */
    #enqueueOnce(name: string, task: () => Promise<void>): void {
        if (this.#waiting.has(name)) return;
        this.#waiting.add(name);
        this.#enqueue(() => {
            this.#waiting.delete(name);
            return task();
        });
    }

    /** One after the other; a failure of one keeps nothing else from being done. */
    #enqueue(task: () => Promise<void>): void {
        const work = (this.#work ?? Promise.resolve()).then(task).catch(this.#options.onFailure).then(() => {
            if (this.#work === work) this.#work = undefined;
            this.#options.onChange();
        });
        this.#work = work;
    }
}

function nameOf(session: ProjectSession): string | undefined {
    const active = session.environment();
    return active.kind === 'environment' ? active.environment.name : undefined;
}
