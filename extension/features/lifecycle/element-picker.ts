import * as vscode from 'vscode';
import { ElementsRequest, type ProjectElement, type ProjectEnvironments } from '../../../language-server/protocol.ts';
import { calledFor, type ClientArgument } from '../../infrastructure/client-picker.ts';
import { elementIcons, elementStateText } from '../../infrastructure/element-appearance.ts';
import { Refusal } from '../../infrastructure/error-boundary.ts';
import type { Shell } from '../../infrastructure/shell.ts';

interface ChosenElement { project: ProjectEnvironments; element: ProjectElement }

/** The element that a command was called for, else one of those that fit; cancels where nothing is picked. */
async function pickElement({ server, projects }: Shell, argument: ClientArgument | undefined, title: string, fits: (element: ProjectElement) => boolean): Promise<ChosenElement> {
    const project = await projects.pick(argument?.project);
    const { elements } = await server.client.sendRequest(ElementsRequest, { project: project.project });
    const fitting = elements.filter(fits);
    const element = argument?.key === undefined ? await pick(fitting, title) : fitting.find(({ key }) => key === argument.key) ?? elements.find(({ kind, key }) => key === argument.key && kind === (argument.entity ?? kind));
    if (!element) {
        throw new Refusal(vscode.l10n.t('{0} is declared nowhere in this project.', argument?.key ?? ''));
    }
    return { project, element };
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

async function pick(elements: ProjectElement[], title: string): Promise<ProjectElement> {
    if (elements.length === 0) {
        throw new Refusal(vscode.l10n.t('There is nothing here for which this can be done.'));
    }
    const items = elements.map(element => ({ label: `$(${elementIcons[element.kind]}) ${element.key}`, description: elementStateText(element), detail: element.title, element }));
    const chosen = await vscode.window.showQuickPick(items, { title, placeHolder: title, matchOnDetail: true });
    if (!chosen) {
        throw new vscode.CancellationError();
    }
    return chosen.element;
}
