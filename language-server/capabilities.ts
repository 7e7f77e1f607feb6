import { fixAllKind } from './features/code-actions.ts';
import { CodeActionKind, TextDocumentSyncKind, type ServerCapabilities } from 'vscode-languageserver-protocol';
import { completionTriggers } from './features/completion.ts';
import { formattingTriggers } from './features/formatting-on-type.ts';
import { signatureTriggers } from './features/signature-help.ts';
import { semanticTokensLegend } from './features/semantic-tokens.ts';

/** What the server can do, as `initialize` answers it; each entry has its handler in server.ts. */
export const capabilities: ServerCapabilities = {
    textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental, save: true },
    completionProvider: { triggerCharacters: completionTriggers },
    hoverProvider: true,
    signatureHelpProvider: { triggerCharacters: signatureTriggers },
    definitionProvider: true,
    implementationProvider: true,
    referencesProvider: true,
    documentHighlightProvider: true,
    documentSymbolProvider: true,
    workspaceSymbolProvider: true,
    renameProvider: { prepareProvider: true },
    callHierarchyProvider: true,
    documentLinkProvider: {},
    inlayHintProvider: true,
    foldingRangeProvider: true,
    selectionRangeProvider: true,
    semanticTokensProvider: { legend: semanticTokensLegend, full: true },
    documentFormattingProvider: true,
    documentRangeFormattingProvider: true,
    documentOnTypeFormattingProvider: formattingTriggers,
    codeLensProvider: {},
    codeActionProvider: { codeActionKinds: [CodeActionKind.QuickFix, CodeActionKind.RefactorExtract, 'refactor.move', CodeActionKind.RefactorRewrite, fixAllKind] },
    workspace: {
        workspaceFolders: { supported: true, changeNotifications: true },
        fileOperations: { willRename: { filters: [{ pattern: { glob: '**/*' } }] } }
    }
};
