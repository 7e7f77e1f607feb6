import * as vscode from 'vscode';
import { StatisticsRequest } from '../../../language-server/protocol.ts';
import type { Shell } from '../../infrastructure/shell.ts';
import { logExtract } from './log-extract.ts';
import { reportText, type SettingFact } from './report.ts';

/** What is read of our own manifest. */
interface Manifest {
    version: string;
    contributes: { commands: { command: string }[]; configuration: { properties: Record<string, { default: unknown; enum?: unknown[] }> } };
}

/** `Report a Problem…`: writes a report that names nobody and nothing, for the user to read, to complete, and to send wherever they want. Nothing leaves by itself. */
export function activateReportProblem({ context, boundary, log, server, system }: Shell): void {
    const manifest = context.extension.packageJSON as Manifest;
    context.subscriptions.push(boundary.command('apim.reportProblem', async () => {
        const content = reportText({
            versions: { 'API Management as Code': manifest.version, ...surroundings(system), 'Language server': server.state },
            settings: settingsOf(manifest),
            // A server that fails may be what the report is about.
            projects: server.isRunning ? await server.client.sendRequest(StatisticsRequest).then(({ projects }) => projects, () => undefined) : undefined,
            findings: countFindings(),
            log: logExtract(await readLog(context.logUri, log.name), { commands: manifest.contributes.commands.map(({ command }) => command) }),
        });
        const report = await vscode.workspace.openTextDocument({ language: 'markdown', content });
        await vscode.window.showTextDocument(report, { preview: false });
        void offerCopy(report);
    }));
}

/** What is copied is the report as the user has completed it meanwhile. */
async function offerCopy(report: vscode.TextDocument): Promise<void> {
    const copy = vscode.l10n.t('Copy Report');
    const message = vscode.l10n.t('This report was sent to nobody, and holds no names, addresses or secrets. Say in it what happened, and give it to whoever looks after this extension for you.');
    if (await vscode.window.showInformationMessage(message, copy) === copy) {
        await vscode.env.clipboard.writeText(report.getText());
    }
}

/** In a browser the name of the remote is its host: only those that name a way are repeated. */
const remotes: ReadonlySet<string> = new Set(['ssh-remote', 'wsl', 'dev-container', 'attached-container', 'k8s-container', 'codespaces', 'tunnel']);

function surroundings(system: string): Record<string, string> {
    const { appName, appHost, remoteName, uiKind, language } = vscode.env;
    return {
        'Editor': `${appName} ${vscode.version} (${appHost}${uiKind === vscode.UIKind.Web ? ', in a browser' : ''}${remoteName === undefined ? '' : `, ${remotes.has(remoteName) ? remoteName : 'remote'}`})`,
        'System': system, 'Language': language,
        'Folders': String(vscode.workspace.workspaceFolders?.length ?? 0), 'Restricted Mode': vscode.workspace.isTrusted ? 'no' : 'yes',
    };
}

function settingsOf({ contributes }: Manifest): SettingFact[] {
    const configuration = vscode.workspace.getConfiguration();
    return Object.entries(contributes.configuration.properties)
        .map(([name, { default: fallback, enum: choices }]) => ({ name, fallback, value: configuration.get(name), choices }));
}

/** Rules have ids of ours; what others report in these files is theirs. */
function countFindings(): Record<string, number> {
    const counts: Record<string, number> = {};
    for (const diagnostic of vscode.languages.getDiagnostics().flatMap(([, diagnostics]) => diagnostics)) {
        const code = typeof diagnostic.code === 'object' ? diagnostic.code.value : diagnostic.code;
        if (diagnostic.source === 'apim' && code !== undefined) {
            counts[code] = (counts[code] ?? 0) + 1;
        }
    }
    return counts;
}

/** VS Code keeps what an output channel says in a file of its name. */
async function readLog(folder: vscode.Uri, name: string): Promise<string> {
    return vscode.workspace.fs.readFile(vscode.Uri.joinPath(folder, `${name}.log`)).then(bytes => new TextDecoder().decode(bytes), () => '');
}
