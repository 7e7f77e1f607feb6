import * as vscode from 'vscode';
import { OperationsRequest, type ClientPage, type ContractTerms } from '../../../language-server/protocol.ts';
import type { LanguageServer } from '../../infrastructure/language-server.ts';
import { carriesBody, mayChange, typedCall, type TypedCall } from './typed-call.ts';

/** A call that the user wants to be sent; a body where one was typed. */
export interface WantedCall extends TypedCall { body?: string }

type Operations = Awaited<ReturnType<typeof operationsOf>>;

/**
 * Asks which call: what is proposed is a GET, the definition of the API knows others, and any can be typed. Also the word of the user that it is to
 * be sent: it is counted, and answered by whatever stands behind the gateway.
 */
export async function askForCall(server: LanguageServer, { project, environment }: Pick<ClientPage, 'project' | 'environment'>, { api, urls, examplePath }: ContractTerms): Promise<WantedCall> {
    const url = urls[0] ?? api.key;
    const operations = operationsOf(server, project, api.key);
    let value = `GET ${examplePath || '/'}`;
    for (;;) {
        const typed = await typeCall(url, value, environment, operations);
        if (typed === 'choose') {
            value = await chooseOperation(await operations) ?? value;
            continue;
        }
        const body = carriesBody(typed) ? await typeBody(`${typed.method} ${url}`) : undefined;
        await agree(typed, url, environment);
        return { ...typed, ...body ? { body } : {} };
    }
}

async function operationsOf(server: LanguageServer, project: string, api: string) {
    return (await server.client.sendRequest(OperationsRequest, { project, api })).operations;
}

function typeCall(url: string, value: string, environment: ClientPage['environment'], operations: Promise<Operations>): Promise<TypedCall | 'choose'> {
    const box = vscode.window.createInputBox();
    box.title = url;
    box.value = value;
    box.valueSelection = [value.indexOf(' ') + 1, value.length];
    box.prompt = environment.protected
        ? vscode.l10n.t('Method and path below this address. Enter sends the call to "{0}", which is protected; a limit counts it.', environment.name)
        : vscode.l10n.t('Method and path below this address. Enter sends the call to "{0}"; a limit counts it.', environment.name);
    void operations.then(known => {
        box.buttons = known.length > 0 ? [{ iconPath: new vscode.ThemeIcon('list-unordered'), tooltip: vscode.l10n.t('Choose from the Definition…') }] : [];
    }, () => undefined);
    return new Promise<TypedCall | 'choose'>((resolve, reject) => {
        box.onDidTriggerButton(() => resolve('choose'));
        box.onDidChangeValue(() => { box.validationMessage = undefined; });
        box.onDidAccept(() => {
            const call = typedCall(box.value);
            if (call) resolve(call);
            else box.validationMessage = vscode.l10n.t('This begins with no method: write GET, POST, PUT, PATCH, DELETE, HEAD or OPTIONS, then the path.');
        });
        box.onDidHide(() => reject(new vscode.CancellationError()));
        box.show();
    }).finally(() => box.dispose());
}

async function chooseOperation(operations: Operations): Promise<string | undefined> {
    const items = operations.map(({ method, path, summary }) => ({ label: `${method} ${path}`, ...summary === undefined ? {} : { description: summary } }));
    return (await vscode.window.showQuickPick(items, { title: vscode.l10n.t('Which call of the definition?'), matchOnDescription: true }))?.label;
}

async function typeBody(title: string): Promise<string> {
    const typed = await vscode.window.showInputBox({ title, prompt: vscode.l10n.t('Body of the call, as JSON, XML or text. Leave it empty for none.') });
    if (typed === undefined) {
        throw new vscode.CancellationError();
    }
    return typed;
}

/** What may change something is not sent to a protected environment by a slip of the hand. */
async function agree(call: TypedCall, url: string, { name, protected: isProtected }: ClientPage['environment']): Promise<void> {
    const send = vscode.l10n.t('Send');
    if (isProtected && mayChange(call)
        && await vscode.window.showWarningMessage(vscode.l10n.t('Send {0} to "{1}", which is protected?', call.method, name), { modal: true, detail: `${call.method} ${url}${call.path}` }, send) !== send) {
        throw new vscode.CancellationError();
    }
}
