import * as vscode from 'vscode';

/** What `when` clauses of package.json ask for. */
export type ContextKey =
    | 'apim.active' | 'apim.canConnect' | 'apim.filtersApis' | 'apim.filtersClients' | 'apim.hasContracts' | 'apim.hasProject' | 'apim.hasRegistered'
    | 'apim.localGatewayRunning' | 'apim.onDisk' | 'apim.showsAllOrganizations' | 'apim.walkthroughAsks' | 'apim.welcome';

export function setContext(key: ContextKey, value: boolean | string): void {
    void vscode.commands.executeCommand('setContext', key, value);
}
