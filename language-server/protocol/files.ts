import { RequestType } from 'vscode-jsonrpc';

/** The text of a file that only the editor can read: in a browser, or of a virtual workspace. None where it cannot be read. */
export const ReadFileRequest = new RequestType<{ uri: string }, { text?: string }, void>('apim/readFile');

/** What a folder holds that only the editor can read; empty where it cannot be read. */
export const ReadDirectoryRequest = new RequestType<{ uri: string }, { entries: DirectoryEntry[] }, void>('apim/readDirectory');

/** Whether a file is there that only the editor can see. */
export const FileExistsRequest = new RequestType<{ uri: string }, { exists: boolean }, void>('apim/fileExists');

/** A link to a folder is `other`. */
export interface DirectoryEntry { name: string; kind: 'file' | 'directory' | 'other' }

/** The first message to the server as a web worker, before LSP begins: where what ships beside it is. URIs of the folder of the policy types and of the page of the rules. */
export interface WorkerInstallation { prelude: string; rulesPage: string }

/** What Node is told when it runs the server: with less room for what is young, a large workspace takes a fifth less memory, and no more time. */
export const serverFlags = ['--max-semi-space-size=4'];
