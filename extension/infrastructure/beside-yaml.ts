import * as vscode from 'vscode';
import type { Middleware } from 'vscode-languageclient';

/**
 * The YAML extension reads the schema of `apim.yaml` from our package.json, and completes, explains and checks with it. Where it is there, what both would say is
 * left to it; what no schema knows (parameters, rules, environments, gateways that a password would be readable on the way to) stays ours.
 */
export const besideYaml: Middleware = {
    async provideCompletionItem(document, position, context, token, next) {
        const proposed = await next(document, position, context, token);
        if (!proposed || !yieldsIn(document.uri)) {
            return proposed;
        }
        const items = Array.isArray(proposed) ? proposed : proposed.items;
        return items.filter(item => !isOfSchema(item));
    },
    provideHover(document, position, token, next) {
        return yieldsIn(document.uri) ? undefined : next(document, position, token);
    },
    handleDiagnostics(uri, diagnostics, next) {
        next(uri, yieldsIn(uri) ? diagnostics.filter(diagnostic => !isOfSchema(diagnostic)) : diagnostics);
    },
};

/** Switched off or told not to validate, the YAML extension says nothing. */
function yieldsIn(uri: vscode.Uri): boolean {
    return uri.path.endsWith('/apim.yaml') && vscode.extensions.getExtension('redhat.vscode-yaml') !== undefined
        && vscode.workspace.getConfiguration('yaml', uri).get<boolean>('validate', true);
}

/** What the server sends along is kept by the client, though VS Code's types do not say so. */
function isOfSchema(sent: vscode.CompletionItem | vscode.Diagnostic): boolean {
    const { data } = sent as { data?: { ofSchema?: unknown } };
    return Boolean(data?.ofSchema);
}
