import { URI } from 'vscode-uri';
import { projectFileName, sourceExtension } from '../project/source-files.ts';

/** A URI in the one spelling by which the server knows files: editors differ in what they escape. */
export function normalUri(uri: string): string {
    return URI.parse(uri).toString();
}

/** The path with `/`, as project discovery knows it; undefined for what is in no folder, such as a text that was never saved. */
export function pathOf(uri: string): string | undefined {
    const { scheme, authority, path, fsPath } = URI.parse(uri);
    if (scheme === 'file') return fsPath.replaceAll('\\', '/');
    return path.startsWith('/') ? `${scheme}://${authority}${path}` : undefined;
}

/** The reverse of `pathOf`. */
export function uriOf(path: string): string {
    const [, scheme, authority, rest = ''] = virtualPath.exec(path) ?? [];
    return (scheme === undefined ? URI.file(path) : URI.from({ scheme, authority: authority ?? '', path: rest })).toString();
}

/** Whether a path is on the disk of the machine that the server runs on. */
export function isOnDisk(path: string): boolean {
    return !virtualPath.test(path);
}

const virtualPath = /^([A-Za-z][\w+.-]+):\/\/([^/]*)(\/.*)$/;

export function isProjectFile(uri: string): boolean {
    return uri.endsWith(`/${projectFileName}`);
}

export function isSourceFile(uri: string): boolean {
    return uri.endsWith(sourceExtension);
}

/** The record of the last registration in an environment. */
export function isRecordFile(uri: string): boolean {
    return /\/apim\.record\.[^/]*\.jsonl$/.test(uri);
}

/** The last part of a path, with `/` or as this machine writes it. */
export function fileNameOf(path: string): string {
    return path.slice(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1);
}

export function folderOf(path: string): string {
    return path.slice(0, Math.max(path.lastIndexOf('/'), 1));
}
