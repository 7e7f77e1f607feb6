import type { Connection } from 'vscode-languageserver';
import type { FileSystem } from '../project/file-system.ts';
import { isOnDisk, uriOf } from './file-uri.ts';
import { FileExistsRequest, ReadDirectoryRequest, ReadFileRequest } from './protocol.ts';
import type { Surroundings } from './session/project-session.ts';

/** Files that only the editor can read: all of them in a browser, elsewhere those of virtual workspaces. An editor that reads none for us has none. */
export function clientFiles(connection: Connection): Required<FileSystem> {
    return {
        readFile: path => connection.sendRequest(ReadFileRequest, { uri: uriOf(path) }).then(({ text }) => text ?? undefined, () => undefined),
        readDirectory: path => connection.sendRequest(ReadDirectoryRequest, { uri: uriOf(path) }).then(({ entries }) => entries, () => []),
        exists: path => connection.sendRequest(FileExistsRequest, { uri: uriOf(path) }).then(({ exists }) => exists, () => true)
    };
}

/** Those of the disk, and from the editor what is on no disk. */
export function withClientFiles(disk: Required<Surroundings>, connection: Connection): Surroundings {
    const others = clientFiles(connection);
    const of = (path: string) => isOnDisk(path) ? disk : others;
    return {
        readFile: path => of(path).readFile(path),
        readDirectory: path => of(path).readDirectory(path),
        exists: path => of(path).exists(path),
        localGateway: async folder => isOnDisk(folder) ? disk.localGateway(folder) : undefined
    };
}
