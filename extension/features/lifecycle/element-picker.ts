import * as vscode from 'vscode';
import { ElementsRequest, type ProjectElement, type ProjectEnvironments } from '../../../language-server/protocol.ts';
import { calledFor, type ClientArgument } from '../../infrastructure/client-picker.ts';
import { Refusal } from '../../infrastructure/error-boundary.ts';
import type { Shell } from '../../infrastructure/shell.ts';

/** A plan, an API or a client of a project, and the versions of it that there are. */
export interface ChosenElement { project: ProjectEnvironments; element: ProjectElement; versions: string[] }

/** The element that a command was called for, else one of those that fit; cancels where nothing is picked. */
export async function pickElement({ server, projects }: Shell, argument: ClientArgument | undefined, title: string, fits: (element: ProjectElement) => boolean): Promise<ChosenElement> {
    const project = await projects.pick(argument?.project);
    const { elements } = await server.client.sendRequest(ElementsRequest, { project: project.project });
    const fitting = elements.filter(fits);
    const element = argument?.key === undefined ? await pick(fitting, title) : fitting.find(({ key }) => key === argument.key) ?? elements.find(({ kind, key }) => key === argument.key && kind === (argument.entity ?? kind));
    if (!element) {
        throw new Refusal(vscode.l10n.t('{0} is declared nowhere in this project.', argument?.key ?? ''));
    }
    const versions = elements.filter(({ kind, key }) => kind === element.kind && nameOf(key) === nameOf(element.key)).map(({ key }) => versionOf(key));
    return { project, element, versions };
}

/** The clients or APIs that a command was called for, all that are selected among them, else the one that the user picks. */
export async function pickElements(shell: Shell, kind: 'client' | 'api', clicked: ClientArgument | undefined, selected: ClientArgument[] | undefined, title: string, fits: (element: ProjectElement) => boolean): Promise<{ project: ProjectEnvironments; elements: ProjectElement[] }> {
    const { project: named, keys } = calledFor(clicked, selected, kind === 'client' ? 'version' : 'api-version');
    const fitsKind = (element: ProjectElement) => element.kind === kind && fits(element);
    if (keys.length < 2) {
        const argument: ClientArgument = { entity: kind, ...named === undefined ? {} : { project: named }, ...keys[0] === undefined ? {} : { key: keys[0] } };
        const { project, element } = await pickElement(shell, argument, title, fitsKind);
        return { project, elements: [element] };
    }
    const project = await shell.projects.pick(named);
    const { elements } = await shell.server.client.sendRequest(ElementsRequest, { project: project.project });
    const fitting = elements.filter(element => fitsKind(element) && keys.includes(element.key));
    if (fitting.length === 0) {
        throw new Refusal(vscode.l10n.t('There is nothing here for which this can be done.'));
    }
    return { project, elements: fitting };
}

/** Asks for the version to make; what comes after the newest one is proposed. */
export async function typeVersion({ element, versions }: ChosenElement): Promise<string> {
    const version = await vscode.window.showInputBox({
        title: vscode.l10n.t('New version of {0}', nameOf(element.key)),
        prompt: vscode.l10n.t('It stands in the URL: letters, digits, dots, hyphens and underscores.'),
        value: nextVersion(versionOf(element.key), versions),
        validateInput: value => !/^[A-Za-z0-9_.-]+$/.test(value) ? vscode.l10n.t('This cannot be a version.')
            : versions.includes(value) ? vscode.l10n.t('This version is declared already.') : undefined,
    });
    if (!version) {
        throw new vscode.CancellationError();
    }
    return version;
}

async function pick(elements: ProjectElement[], title: string): Promise<ProjectElement> {
    if (elements.length === 0) {
        throw new Refusal(vscode.l10n.t('There is nothing here for which this can be done.'));
    }
    const items = elements.map(element => ({ label: `$(${icons[element.kind]}) ${element.key}`, description: stateWord(element), detail: element.title, element }));
    const chosen = await vscode.window.showQuickPick(items, { title, placeHolder: title, matchOnDetail: true });
    if (!chosen) {
        throw new vscode.CancellationError();
    }
    return chosen.element;
}

const icons: Record<ProjectElement['kind'], string> = { plan: 'tag', api: 'globe', client: 'device-mobile' };

function stateWord({ state }: ProjectElement): string {
    return {
        draft: vscode.l10n.t('draft'), published: vscode.l10n.t('published'), locked: vscode.l10n.t('locked'),
        declared: vscode.l10n.t('declared'), retired: vscode.l10n.t('retired'),
    }[state];
}

/** `1.0` → `2.0`, `2.1` → `3.0`, `v4` → `v5`; the first that is free. */
function nextVersion(version: string, taken: string[]): string {
    const [, front = '', number = '1', back = ''] = /^(\D*)(\d+)(.*)$/.exec(version) ?? [];
    for (let next = Number(number) + 1; ; next++) {
        const candidate = `${front}${next}${back.replaceAll(/\d+/g, '0')}`;
        if (!taken.includes(candidate)) {
            return candidate;
        }
    }
}

function nameOf(key: string): string {
    return key.slice(0, key.lastIndexOf('@'));
}

function versionOf(key: string): string {
    return key.slice(key.lastIndexOf('@') + 1);
}
