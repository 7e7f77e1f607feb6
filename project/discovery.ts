import { childPath, relativePath, withoutSlash, type FileSystem } from './file-system.ts';
import { filePattern } from './file-pattern.ts';
import { defaultProjectFile, parseProjectFile, type ParsedProjectFile } from './project-file.ts';
import { findProjectFolder, isPassedOver, isProjectFile, projectFileName, sourceExtension, sourcesOf } from './source-files.ts';

/** A folder whose `.apim` files form one model. */
export interface Project {
    folder: string;
    /** Path of its `apim.yaml`; absent where it has none, and everything is at its default. */
    projectFile?: string;
    /** Its text, of which `settings` and `files` follow; undefined where it cannot be read, too. */
    text?: string | undefined;
    settings: ParsedProjectFile;
    /** Every `.apim` file of the project, sorted. */
    files: string[];
    /** Folders of the project that cannot be read, sorted. */
    unreadable: string[];
}

export interface DiscoveryOptions {
    /** Ids that `rules:` may name; without them every id is accepted. */
    knownRules?: ReadonlySet<string>;
}

/** The project that a folder is in: that of the nearest `apim.yaml` above, or the folder by itself. */
export async function findProject(folder: string, files: FileSystem, options: DiscoveryOptions = {}): Promise<Project> {
    return readProject(await findProjectFolder(folder, files) ?? withoutSlash(folder), files, options);
}

/** The project of exactly this folder, whether it has an `apim.yaml` or not. */
export async function readProject(folder: string, files: FileSystem, options: DiscoveryOptions = {}): Promise<Project> {
    return (await walkProject(withoutSlash(folder), files, options)).project;
}

/**
 * Every project of a folder that is open in an editor: the one it is in, and those below it. A folder without `apim.yaml` whose files all belong
 * to projects below is none itself.
 */
export async function findProjects(workspaceFolder: string, files: FileSystem, options: DiscoveryOptions = {}): Promise<Project[]> {
    const found: Project[] = [];
    const pending = [await findProjectFolder(workspaceFolder, files) ?? withoutSlash(workspaceFolder)];
    for (let folder = pending.shift(); folder !== undefined; folder = pending.shift()) {
        const { project, nested } = await walkProject(folder, files, options);
        found.push(project);
        pending.push(...nested);
    }
    const [first, ...rest] = found;
    return first && rest.length > 0 && first.projectFile === undefined && first.files.length === 0 ? rest : found;
}

/** The project whose file this is, or would be once it exists: none where it is left out. */
export function projectOf(path: string, projects: readonly Project[]): Project | undefined {
    const nearest = projects
        .filter(project => relativePath(project.folder, path) !== undefined)
        .reduce<Project | undefined>((best, project) => best && best.folder.length >= project.folder.length ? best : project, undefined);
    return nearest && isSource(nearest, path) ? nearest : undefined;
}

function isSource(project: Project, path: string): boolean {
    const relative = relativePath(project.folder, path);
    if (relative === undefined || !relative.endsWith(sourceExtension)) {
        return false;
    }
    return !relative.split('/').slice(0, -1).some(isPassedOver) && !filePattern(project.settings.file.exclude)(relative);
}

async function walkProject(folder: string, files: FileSystem, options: DiscoveryOptions): Promise<{ project: Project; nested: string[] }> {
    const entries = await files.readDirectory(folder);
    const hasFile = entries?.some(isProjectFile);
    const projectFile = hasFile ? childPath(folder, projectFileName) : undefined;
    const text = projectFile === undefined ? undefined : await files.readFile(projectFile);
    const settings = projectFile === undefined ? defaultProjectFile() : parseProjectFile(text, options);
    const { sources, nested, unreadable } = await sourcesOf(folder, filePattern(settings.file.exclude), files, entries);
    const project: Project = { folder, settings, files: sources, unreadable, ...(projectFile === undefined ? {} : { projectFile, text }) };
    return { project, nested };
}
