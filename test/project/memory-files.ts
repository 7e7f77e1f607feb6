import type { DirectoryEntry, FileSystem } from '../../project/file-system.ts';

/** A file system that holds a table of texts by absolute path. */
export function memoryFiles(texts: Record<string, string>): FileSystem {
    return {
        readFile: path => Promise.resolve(texts[path]),
        readDirectory: folder => {
            const prefix = folder.endsWith('/') ? folder : `${folder}/`;
            const entries = new Map<string, DirectoryEntry>();
            for (const path of Object.keys(texts).filter(path => path.startsWith(prefix))) {
                const [name = '', ...rest] = path.slice(prefix.length).split('/');
                entries.set(name, { name, kind: rest.length > 0 ? 'directory' : 'file' });
            }
            return Promise.resolve([...entries.values()]);
        }
    };
}
