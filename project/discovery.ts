import { childPath, parentFolder, relativePath, withoutSlash, type FileSystem } from './file-system.ts';
import { filePattern } from './file-pattern.ts';
import { defaultProjectFile, parseProjectFile, type ParsedProjectFile } from './project-file.ts';

/** The file that makes a folder a project. */
export const projectFileName = 'apim.yaml';
export const sourceExtension = '.apim';

/** A folder whose `.apim` files form one model. */
export interface Project {
    folder: string;
    /** Path of its `apim.yaml`; absent where it has none, and everything is at its default. */
    projectFile?: string;
    settings: ParsedProjectFile;
    /** Every `.apim` file of the project, sorted. */
    files: string[];
}

export interface DiscoveryOptions {
    /** Ids that `rules:` may name; without them every id is accepted. */
    knownRules?: ReadonlySet<string>;
}

/** The nearest folder with an `apim.yaml`, from this one upwards. */
export async function findProjectFolder(folder: string, files: FileSystem): Promise<string | undefined> {
    for (let current: string | undefined = withoutSlash(folder); current !== undefined; current = parentFolder(current)) {
        if ((await files.readDirectory(current)).some(entry => entry.kind === 'file' && entry.name === projectFileName)) {
            return current;
        }
    }
    return undefined;
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

/** Folders that no project looks into: what other tools keep there is not the user's source. */
export function isPassedOver(folderName: string): boolean {
    return folderName === 'node_modules' || folderName.startsWith('.');
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
    const hasFile = entries.some(entry => entry.kind === 'file' && entry.name === projectFileName);
    const projectFile = hasFile ? childPath(folder, projectFileName) : undefined;
    const settings = projectFile === undefined ? defaultProjectFile() : parseProjectFile(await files.readFile(projectFile), options);
    const walk: Walk = { folder, files, excludes: filePattern(settings.file.exclude), sources: [], nested: [] };
    await collect(folder, entries, walk, false);
    const project: Project = { folder, settings, files: walk.sources.sort(), ...(projectFile === undefined ? {} : { projectFile }) };
    return { project, nested: walk.nested.sort() };
}

interface Walk { folder: string; files: FileSystem; excludes: (relativePath: string) => boolean; sources: string[]; nested: string[] }

/** A folder that is left out is still searched for projects of their own: the patterns speak of this project's files only. */
async function collect(folder: string, entries: Awaited<ReturnType<FileSystem['readDirectory']>>, walk: Walk, leftOut: boolean): Promise<void> {
    for (const { name, kind } of entries) {
        const path = childPath(folder, name);
        const isLeftOut = leftOut || walk.excludes(relativePath(walk.folder, path) ?? name);
        if (kind === 'file' && name.endsWith(sourceExtension) && !isLeftOut) {
            walk.sources.push(path);
        } else if (kind === 'directory' && !isPassedOver(name)) {
            const inside = await walk.files.readDirectory(path);
            if (inside.some(entry => entry.kind === 'file' && entry.name === projectFileName)) {
                walk.nested.push(path);
            } else {
                await collect(path, inside, walk, isLeftOut);
            }
        }
    }
}
