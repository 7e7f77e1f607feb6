import { mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileName, formats, projectFileFor, type Format, type FormatName } from './formats.ts';
import { modelOf, type Client, type Model, type Organization } from './model.ts';

/** A model written to disk. */
export interface Workspace {
    folder: string;
    format: Format;
    model: Model;
    bytes: number;
}

/** Writes a model; in files of `mistaken` organizations the last client is wrong, so that they have something to report. */
export function writeWorkspace(folder: string, name: FormatName, model: Model, mistaken: (organization: Organization) => boolean = () => false): Workspace {
    const format = formats[name];
    mkdirSync(folder, { recursive: true });
    const workspace: Workspace = { folder, format, model, bytes: 0 };
    for (const [file, text] of Object.entries(format.others(model))) writeFileSync(join(folder, file), text);
    for (const organization of model.organizations) {
        const text = format.organization(organization);
        const last = organization.clients.at(-1);
        const file = fileOf(workspace, organization);
        writeFileSync(file, last && mistaken(organization) ? withMistake(format, organization, last, text) : text);
        workspace.bytes += statSync(file).size;
    }
    return workspace;
}

/** A project of so many clients, for a gateway. */
export function writeProject(folder: string, clients: number, gateway: string): void {
    writeWorkspace(folder, 'apim', modelOf(clients));
    writeFileSync(join(folder, 'apim.yaml'), projectFileFor(gateway));
}

/** A folder for the time that the work takes. */
export async function inScratchFolder<T>(work: (folder: string) => T | Promise<T>): Promise<T> {
    const folder = mkdtempSync(join(tmpdir(), 'apim-bench-'));
    try {
        return await work(folder);
    } finally {
        rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
    }
}

export function fileOf({ folder, format }: Workspace, { name }: Organization): string {
    return join(folder, fileName(name, format.extension));
}

/** The text with a mistake in a client of it. */
export function withMistake({ mistake }: Format, organization: Organization, client: Client, text: string): string {
    const { begins, right, wrong } = mistake;
    const at = text.indexOf(right, text.indexOf(begins(organization, client)));
    return text.slice(0, at) + wrong + text.slice(at + right.length);
}
