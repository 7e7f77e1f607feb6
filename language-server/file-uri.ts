import { URI } from 'vscode-uri';
import { projectFileName, sourceExtension } from '../project/discovery.ts';

/** A URI in the one spelling by which the server knows files: editors differ in what they escape. */
export function normalUri(uri: string): string {
    return URI.parse(uri).toString();
}

/** The path with `/`, as project discovery knows it; undefined for what is not on this machine's disk. */
export function pathOf(uri: string): string | undefined {
    const parsed = URI.parse(uri);
    return parsed.scheme === 'file' ? parsed.fsPath.replaceAll('\\', '/') : undefined;
}

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

export function folderOf(path: string): string {
    return path.slice(0, Math.max(path.lastIndexOf('/'), 1));
}
