import type * as vscode from 'vscode';
import type { ApiKeys } from './api-keys.ts';
import type { ErrorBoundary } from './error-boundary.ts';
import type { LanguageServer } from './language-server.ts';
import type { Projects } from './projects.ts';
import type { SecretVault } from './secret-vault.ts';
import type { Session } from './session.ts';

/** What every feature is given: the window's one log, one server, one session, one place for secrets. */
export interface Shell {
    context: vscode.ExtensionContext;
    log: vscode.LogOutputChannel;
    boundary: ErrorBoundary;
    server: LanguageServer;
    session: Session;
    secrets: SecretVault;
    keys: ApiKeys;
    projects: Projects;
    /** What the extension runs on, in words for a report. */
    system: string;
}
