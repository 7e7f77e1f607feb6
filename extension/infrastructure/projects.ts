import * as vscode from 'vscode';
import { EnvironmentsRequest, type ProjectEnvironments } from '../../language-server/protocol.ts';
import { setContext } from './context-key.ts';
import { Refusal } from './error-boundary.ts';
import type { LanguageServer } from './language-server.ts';

/** The projects of the window, as the language server found them. */
export class Projects {
    readonly #server: LanguageServer;

    constructor(server: LanguageServer) {
        this.#server = server;
    }

    /** Menus are told at once whether there is any: the status bar asks whenever something has changed. */
    async all(): Promise<ProjectEnvironments[]> {
        const { projects } = await this.#server.client.sendRequest(EnvironmentsRequest);
        setContext('apim.hasProject', projects.length > 0);
        return projects;
    }

    /** The named project; else the only one, that of the active editor, or the one that the user picks. */
    async pick(named?: string): Promise<ProjectEnvironments> {
        const projects = await this.all();
        const candidate = projects.find(project => sameFolder(project.project, named)) ?? (projects.length === 1 ? projects[0] : undefined);
        if (candidate) {
            return candidate;
        }
        if (projects.length === 0) {
            throw new Refusal(vscode.l10n.t('There is no project in this window yet: create a file that ends with .apim, or open a folder that has one.'));
        }
        const around = ofActiveEditor(projects);
        const items = [...projects].sort((a, b) => Number(b === around) - Number(a === around))
            .map(project => ({ label: project.name, description: vscode.workspace.asRelativePath(vscode.Uri.parse(project.project)), project }));
        const chosen = await vscode.window.showQuickPick(items, { title: vscode.l10n.t('Which project?'), placeHolder: vscode.l10n.t('Project') });
        if (!chosen) {
            throw new vscode.CancellationError();
        }
        return chosen.project;
    }

    /** The project that a person looking at the window has in mind; asks nothing. */
    async current(): Promise<ProjectEnvironments | undefined> {
        const projects = await this.all();
        return ofActiveEditor(projects) ?? projects[0];
    }

    /** The innermost project whose folder a file lies in. */
    async around(file: vscode.Uri): Promise<ProjectEnvironments | undefined> {
        return projectAround(await this.all(), file);
    }
}

function ofActiveEditor(projects: ProjectEnvironments[]): ProjectEnvironments | undefined {
    const document = vscode.window.activeTextEditor?.document.uri;
    return document && projectAround(projects, document);
}

function projectAround(projects: ProjectEnvironments[], file: vscode.Uri): ProjectEnvironments | undefined {
    return projects.filter(({ project }) => file.toString().startsWith(`${withoutSlash(project)}/`)).sort((a, b) => b.project.length - a.project.length)[0];
}

function sameFolder(project: string, named: string | undefined): boolean {
    return named !== undefined && vscode.Uri.parse(withoutSlash(project)).toString() === vscode.Uri.parse(withoutSlash(named)).toString();
}

function withoutSlash(uri: string): string {
    return uri.endsWith('/') ? uri.slice(0, -1) : uri;
}
