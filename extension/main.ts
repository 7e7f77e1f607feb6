import * as vscode from 'vscode';
import { ApiKeys } from './infrastructure/api-keys.ts';
import { setContext } from './infrastructure/context-key.ts';
import { ErrorBoundary } from './infrastructure/error-boundary.ts';
import { LanguageServer } from './infrastructure/language-server.ts';
import { Projects } from './infrastructure/projects.ts';
import { SecretVault } from './infrastructure/secret-vault.ts';
import { RegistrationPreview } from './infrastructure/registering/preview.ts';
import { Session } from './infrastructure/session.ts';
import type { Platform } from './infrastructure/platform.ts';
import type { Shell } from './infrastructure/shell.ts';
import { activateClientPage } from './features/client-page/index.ts';
import { activateCompiledDocument } from './features/compiled-document/index.ts';
import { activateContractGraph } from './features/contract-graph/index.ts';
import { activateCopyApiKey } from './features/copy-api-key/index.ts';
import { activateEnvironment } from './features/environment/index.ts';
import { activateFirstHour } from './features/first-hour/index.ts';
import { activateImportGateway } from './features/import-gateway/index.ts';
import { activateLanguageServer } from './features/language-server/index.ts';
import { activateLanguageStatus } from './features/language-status/index.ts';
import { activateLifecycle } from './features/lifecycle/index.ts';
import { activateLocalGateway } from './features/local-gateway/index.ts';
import { activateRegister } from './features/register/index.ts';
import { activateReportProblem } from './features/report-problem/index.ts';
import { activateSecrets } from './features/secrets/index.ts';
import { activateTestRequest } from './features/test-request/index.ts';
import { activateValidateWorkspace } from './features/validate-workspace/index.ts';
import { activateViews } from './features/views/index.ts';
import { activateWorkspaceFiles } from './features/workspace-files/index.ts';
import { activateWriting } from './features/writing/index.ts';

let server: LanguageServer | undefined;

/** All of the extension but what the platform brings. What it returns is there for the tests: they read the tree as VS Code does. */
export function activateOn(platform: Platform, context: vscode.ExtensionContext): { myClients: vscode.TreeDataProvider<unknown> } {
    const log = vscode.window.createOutputChannel('API Management', { log: true });
    context.subscriptions.push(log);
    const boundary = new ErrorBoundary(log);
    const session = new Session(platform, context);
    server = new LanguageServer(platform, context, log, session);
    const secrets = new SecretVault(context.secrets);
    const keys = new ApiKeys(server, session, secrets);
    context.subscriptions.push(keys);
    const shell: Shell = { context, log, boundary, server, session, secrets, keys, projects: new Projects(server), system: platform.system };

    activateWorkspaceFiles(shell);
    activateLanguageServer(shell);
    activateSecrets(shell);
    const myClients = activateViews(shell);
    const preview = new RegistrationPreview(context, server);
    activateRegister(shell, preview);
    activateLifecycle(shell, preview);
    activateWriting(shell);
    activateCopyApiKey(shell);
    activateClientPage(shell);
    activateTestRequest(shell);
    activateImportGateway(shell);
    activateCompiledDocument(shell);
    activateContractGraph(shell);
    activateFirstHour(shell);
    activateReportProblem(shell);
    platform.features.forEach(activateFeature => activateFeature(shell));
    activateValidateWorkspace(shell);
    activateEnvironment(shell);
    activateLanguageStatus(shell);
    activateLocalGateway(shell);

    setContext('apim.active', true);
    // After all else: a window waits neither for the code of the language client nor for the server, and what that is asked meanwhile it answers as soon as it is up.
    setTimeout(() => void boundary.run('Starting the language server', () => shell.server.start()), 0);
    return { myClients };
}

export async function deactivate(): Promise<void> {
    await server?.stop();
}
