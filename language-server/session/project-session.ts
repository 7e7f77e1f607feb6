import { t } from '@vscode/l10n';
import { URI } from 'vscode-uri';
import { compiling } from '../../compiler/compile.ts';
import type { CompiledProject } from '../../compiler/compiled-project.ts';
import { declaredRecord, type DeclaredRecord } from '../../compiler/declared-record.ts';
import type { DeclarationKind, Origin } from '../../language/declarations.ts';
import { pathOf, uriOf } from '../file-uri.ts';
import { defaultSettings } from '../../language/project-settings.ts';
import { atOnce, type Work } from '../../language/in-turns.ts';
import { Project, type Diagnostic, type Language } from '../../language/project.ts';
import { setProjectFile } from '../../language/project-file.ts';
import type { Entry } from '../../language/entry.ts';
import type { DeclarationOf } from '../../language/project-index.ts';
import { readProject } from '../../project/discovery.ts';
import { resolveEnvironment, type Environment, type EnvironmentResult } from '../../project/environment.ts';
import { isListed, relativePath, type FileSystem } from '../../project/file-system.ts';
import { defaultProjectFile, type ParsedProjectFile } from '../../project/project-file.ts';

/** The files around a project, and where its local gateway serves calls while it runs: only where there are processes. */
export interface Surroundings extends FileSystem { localGateway?(folder: string): Promise<string | undefined> }

/** A project as it is worked on: its folder, its `apim.yaml` and the model of its files. The editor and the command line share it. */
export class ProjectSession {
    /** Path of the folder, with `/`. */
    readonly folder: string;
    readonly project: Project;
    /** Files and folders of the project that could not be read when it was read last: what they declare is missing, or as it was before. */
    unreadable = new Set<string>();
    readonly files: Surroundings;
    readonly #language: Language;
    #parsed: ParsedProjectFile = defaultProjectFile();
    #text: string | undefined;
    #environment: string | undefined;

    /** `isEdited`: it is to be asked again and again, with few changes in between. */
    constructor(folder: string, language: Language, files: Surroundings = noFiles, { isEdited = true } = {}) {
        this.folder = folder;
        this.files = files;
        this.#language = language;
        this.project = new Project(language, defaultSettings, uri => isThere(files, uri), { isEdited });
    }

    /** Reads everything from disk. `read` replaces the text of a file, where an editor has it open. */
    static async open(folder: string, files: Surroundings, language: Language, read?: (uri: string) => string | undefined): Promise<ProjectSession> {
        const found = await readProject(folder, files);
        const session = new ProjectSession(found.folder, language, files, { isEdited: false });
        if (found.projectFile !== undefined) {
            session.setProjectFile(read?.(uriOf(found.projectFile)) ?? await files.readFile(found.projectFile));
        }
        session.unreadable = new Set(found.unreadable);
        for (const path of found.files) {
            const text = read?.(uriOf(path)) ?? await files.readFile(path);
            if (text !== undefined) session.project.setFile(uriOf(path), text);
            else if (await isListed(path, files)) session.unreadable.add(path);
        }
        return session;
    }

    get parsed(): ParsedProjectFile {
        return this.#parsed;
    }

    /** Why nothing may follow from what is not declared; undefined where all of the project was read. */
    get gap(): string | undefined {
        const paths = [...this.unreadable], named = paths.slice(0, 3).join(', ');
        if (paths.length === 0) return undefined;
        const what = paths.length > 3 ? t('{0} and {1} more', named, paths.length - 3) : named;
        return t('{0} cannot be read, so what is declared there would be missing. Correct the permissions, or exclude it in apim.yaml.', what);
    }

    /** URI of the folder. */
    get uri(): string {
        return uriOf(this.folder);
    }

    get projectFileUri(): string {
        return uriOf(`${this.folder}/apim.yaml`);
    }

    setProjectFile(text: string | undefined): void {
        this.#parsed = setProjectFile(this.project, this.projectFileUri, text, this.#environment);
        this.#text = text;
    }

    /** Makes an environment the one whose values are used and where actions go. */
    select(environment: string): void {
        this.#environment = environment;
        this.#parsed = setProjectFile(this.project, this.projectFileUri, this.#text ?? '', environment);
    }

    /**
     * A copy in which some files have another text, or come into being: the project as it would be. This one stays as it is. The copy knows no
     * record yet. Where it is to answer for a part only, it holds no other files than those `among` names.
     */
    with(texts: ReadonlyMap<string, string>, among?: ReadonlySet<string>): ProjectSession {
        const copy = new ProjectSession(this.folder, this.#language, this.files, { isEdited: false });
        copy.#environment = this.#environment;
        const projectFile = texts.get(this.projectFileUri) ?? this.#text;
        if (projectFile !== undefined) copy.setProjectFile(projectFile);
        for (const [uri, file] of this.project.files) {
            if (!among || among.has(uri) || texts.has(uri)) copy.project.setFile(uri, texts.get(uri) ?? file.text);
        }
        for (const [uri, text] of texts) if (uri !== this.projectFileUri && !this.project.files.has(uri)) copy.project.setFile(uri, text);
        return copy;
    }

    /** The text of `apim.yaml`, where there is one that can be read. */
    get projectFileText(): string | undefined {
        return this.#text;
    }

    /** The environment of that name, else the selected one, else the default. */
    environment(name: string | undefined = this.#environment): EnvironmentResult {
        return resolveEnvironment(this.#parsed.file, name);
    }

    /** Path of a file relative to the folder. */
    relative(uri: string): string {
        const path = URI.parse(uri).path;
        return relativePath(URI.parse(this.uri).path, path) ?? path;
    }

    /** What is wrong with each file, `apim.yaml` included, sorted by file. */
    diagnostics(): { uri: string; diagnostics: Diagnostic[] }[] {
        return [this.projectFileUri, ...[...this.project.files.keys()].sort()].map(uri => ({ uri, diagnostics: this.project.diagnostics(uri) }));
    }

    /** Errors that keep this environment from being compiled; files that it excludes do not count. */
    errors(environment: Environment): { uri: string; diagnostic: Diagnostic }[] {
        return this.diagnostics()
            .filter(({ uri }) => !environment.excludes(this.relative(uri)))
            .flatMap(({ uri, diagnostics }) => diagnostics.filter(({ severity }) => severity === 'error').map(diagnostic => ({ uri, diagnostic })));
    }

    compile(environment: Environment, secret?: (name: string) => string): CompiledProject {
        return atOnce(this.compiler(environment)(secret));
    }

    /** Compiles the project as it is now, as often as it is called: what is shown and what is sent are the same, whatever is typed meanwhile. */
    compiler(environment: Environment): (secret?: (name: string) => string) => Work<CompiledProject> {
        const input = { entries: this.entries(environment), shippedTypes: this.#language.prelude.types, parameters: environment.parameters };
        return secret => compiling({ ...input, ...(secret ? { secret } : {}) });
    }

    /** What the record would say if everything were registered as it is declared. */
    declaredRecord(environment: Environment): DeclaredRecord {
        const find = <K extends DeclarationKind>(kind: K, key: string) => this.project.index.entries(kind, key).find(({ uri }) => !environment.excludes(this.relative(uri)))?.declaration;
        return declaredRecord({
            api: key => find('api', key), plan: key => find('plan', key), client: key => find('client', key), policySet: name => find('policies', name),
            policyType: name => find('policy-type', name) ?? this.#language.prelude.types.get(name), parameter: name => find('parameter', name)
        }, environment.parameters);
    }

    /** Everything declared in the files of an environment, in the order of the files. */
    entries(environment: Environment): Entry[] {
        return [...this.project.files.keys()].sort().filter(uri => !environment.excludes(this.relative(uri))).flatMap(uri => this.project.index.inFile(uri));
    }

    declarations<K extends DeclarationKind>(kind: K, environment: Environment): DeclarationOf<K>[] {
        return [...this.each(kind, environment)];
    }

    /** The same, each read when it is its turn. */
    *each<K extends DeclarationKind>(kind: K, environment: Environment): Generator<DeclarationOf<K>> {
        for (const entry of this.entries(environment)) if (entry.kind === kind) yield entry.declaration as DeclarationOf<K>;
    }

    /** Whether a file of an environment declares it. */
    declares(environment: Environment, { kind, key }: { kind: DeclarationKind; key: string }): boolean {
        return this.entries(environment).some(entry => entry.kind === kind && entry.key === key);
    }

    /** Where the name of a plan, an API or a client is declared. */
    locate(kind: 'plan' | 'api' | 'client', key: string): Origin | undefined {
        const [entry] = this.project.index.entries(kind, key);
        return entry && { uri: entry.uri, range: entry.nameRange };
    }

    /** Where a client, or its contract with an API, is declared. */
    locateClient(client: string, api?: string): Origin | undefined {
        const [entry] = this.project.index.entries('client', client);
        if (!entry) return undefined;
        const index = api === undefined ? -1 : entry.declaration.contracts.findIndex(contract => contract.api === api);
        return { uri: entry.uri, range: (index < 0 ? undefined : entry.sites[`contract:${index}`]) ?? entry.nameRange };
    }
}

/** A project that is made up: nobody knows what is beside its files. */
const noFiles: FileSystem = { readFile: async () => undefined, readDirectory: async () => [] };

/** What has another address than a file counts as there. */
function isThere(files: FileSystem, uri: string): boolean | undefined {
    const path = pathOf(uri);
    const answer = path === undefined ? true : files.exists?.(path);
    return typeof answer === 'boolean' ? answer : undefined;
}
