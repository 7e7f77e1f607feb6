import type { CallHierarchyItem, CodeActionParams, Connection, DocumentSymbol, SymbolInformation, TextDocumentPositionParams, TextEdit } from 'vscode-languageserver';
import { MessageType, ShowMessageNotification, TextDocuments, WillRenameFilesRequest } from 'vscode-languageserver';
import { createApimServices } from '../language/apim-module.ts';
import type { Position } from '../language/declarations.ts';
import { createLanguage, type Project } from '../language/project.ts';
import { ErrorBoundary, Refusal } from './boundary.ts';
import { capabilities } from './capabilities.ts';
import { DiagnosticsPublisher } from './diagnostics.ts';
import { incomingCalls, outgoingCalls, prepareCallHierarchy } from './features/call-hierarchy.ts';
import { codeActions } from './features/code-actions.ts';
import { codeLenses } from './features/code-lens.ts';
import { completion } from './features/completion.ts';
import { definition } from './features/definition.ts';
import { documentLinks, implementation } from './features/document-links.ts';
import { definitionEdits } from './features/file-renames.ts';
import { foldingRanges } from './features/folding.ts';
import { formatEdits } from './features/formatting.ts';
import { formatOnType } from './features/formatting-on-type.ts';
import { highlight } from './features/highlight.ts';
import { hover } from './features/hover.ts';
import { inlayHints } from './features/inlay-hints.ts';
import { references } from './features/references.ts';
import { projectFileCompletion, projectFileHover, type ProjectFile } from './features/project-file-language.ts';
import { prepareRename, rename, type Refusal as RenameRefusal } from './features/rename.ts';
import { selectionRanges } from './features/selection-ranges.ts';
import { semanticTokens } from './features/semantic-tokens.ts';
import { signatureHelp } from './features/signature-help.ts';
import { documentSymbols, flatSymbols, workspaceSymbols } from './features/symbols.ts';
import { normalUri } from './file-uri.ts';
import { inTurns, type Work } from '../language/in-turns.ts';
import type { Machine } from './machine.ts';
import { editedDocuments } from './edited-document.ts';
import { Editor } from './editor.ts';
import { clientPage, operations } from './messages/client-page.ts';
import { drawnContracts, elementAt } from './messages/contract-graph.ts';
import { compiledDocument, environments, selectEnvironment, validateWorkspace } from './messages/environments.ts';
import { Imports } from './messages/import.ts';
import { elements, lifecycle } from './messages/lifecycle.ts';
import { advanceGatewayClock, startGateway, stopGateway } from './messages/local-gateway.ts';
import { myClients } from './messages/my-clients.ts';
import { Registrations } from './messages/registration.ts';
import { testCall } from './messages/test-call.ts';
import { projectStatus } from './messages/status.ts';
import { removals, restore, restored } from './messages/restoring.ts';
import { Views } from './messages/views.ts';
import { statistics } from './messages/statistics.ts';
import { Window } from './messages/window.ts';
import { openApi, writing, writingChoices } from './messages/writing.ts';
import * as protocol from './protocol.ts';
import { speak } from './spoken-language.ts';
import { Workspace } from './workspace.ts';

/** The language server, wired: what it is made of, and who answers what. */
export function serve(connection: Connection, machine: Machine): void {
    const { installation: { prelude, rulesPage } } = machine;
    const editor = new Editor(connection);
    let quiet: ReturnType<typeof setTimeout> | undefined;
    let ended = false;
    const boundary = new ErrorBoundary(connection.console, prepare);
    // Who only wants to know what is declared does not wait until all of it is checked.
    const unchecked = new ErrorBoundary(connection.console, takeIn);
    const onFailure = (error: unknown) => boundary.report('In the background', error);
    const workspace: Workspace = new Workspace({
        files: machine.files, language: createLanguage(createApimServices(), machine.packing), prelude, onFailure,
        onChange: () => changed(), onEdit: () => sourceChanged(), onRecord: () => gatewaysChanged(),
        onGap: message => void connection.sendNotification(ShowMessageNotification.type, { type: MessageType.Warning, message })
    });
    const window = new Window(connection, workspace, machine, () => { changed(); clientsChanged(); });
    const views = new Views(window);
    const registrations: Registrations = new Registrations(window, connection, uris => diagnostics.schedule(uris));
    const imports = new Imports(window);
    const diagnostics: DiagnosticsPublisher = new DiagnosticsPublisher({
        workspace, rulesPage, onFailure, additional: uri => registrations.failuresIn(uri), publish: params => connection.sendDiagnostics(params)
    });

    // What the editor says
    const documents = new TextDocuments(editedDocuments);
    connection.onInitialize(params => {
        window.begin(params.initializationOptions);
        speak(params.initializationOptions);
        return editor.initialize(params, capabilities);
    });
    connection.onShutdown(() => {
        ended = true;
        clearTimeout(quiet);
        editor.end();
    });
    connection.onInitialized(boundary.listen('initialized', () => editor.initialized(workspace)));
    documents.onDidChangeContent(boundary.listen('textDocument/didChange', ({ document }) => workspace.edited(document)));
    // An editor that does not watch files leaves out what others, and it itself, do to files that we were not shown.
    documents.onDidSave(boundary.listen('textDocument/didSave', () => { if (!editor.watchesFiles) void workspace.reload(); }));
    documents.onDidClose(boundary.listen('textDocument/didClose', ({ document }) => workspace.closed(document)));
    connection.onDidChangeWatchedFiles(boundary.listen('workspace/didChangeWatchedFiles', ({ changes }) => workspace.watched(changes)));

    // What the editor asks of a file
    connection.onCompletion(inFile('Completion', (project, uri, { position, context }) =>
        editor.readable('completion', completion(project, uri, position, { snippets: editor.fillsInSnippets, commands: editor.commands, ...(context?.triggerCharacter === undefined ? {} : { trigger: context.triggerCharacter }) })),
    (file, { position }) => editor.readable('completion', projectFileCompletion(file, position))));
    connection.onHover(atPosition('Hover', (...place) => editor.readable('hover', hover(...place)), (...place) => editor.readable('hover', projectFileHover(...place))));
    connection.onDefinition(atPosition('Go to definition', (...place) => definition(...place).map(shown)));
    connection.onImplementation(atPosition('Go to implementation', implementation));
    connection.onSignatureHelp(atPosition('Signature help', (...place) => editor.readable('signatureHelp', signatureHelp(...place))));
    connection.onReferences(inFile('Find references', (project, uri, { position, context }) => references(project, uri, position, context.includeDeclaration)));
    connection.onDocumentHighlight(atPosition('Highlight', highlight));
    connection.onPrepareRename(atPosition('Rename', (...place) => orRefuse(prepareRename(...place))));
    connection.onRenameRequest(inFile('Rename', (project, uri, { position, newName }) => {
        const session = workspace.projectOf(uri)?.session;
        return orRefuse(rename(project, uri, position, newName, session && { uri: session.projectFileUri, parsed: session.parsed }));
    }));
    connection.onDocumentSymbol(ofFile('Outline', (project, uri): Work<DocumentSymbol[] | SymbolInformation[]> => editor.nestsSymbols ? documentSymbols(project, uri) : flatSymbols(project, uri)));
    connection.onDocumentLinks(inFile('Links', documentLinks));
    connection.onSelectionRanges(inFile('Selection', (project, uri, { positions }) => selectionRanges(project, uri, positions)));
    connection.languages.inlayHint.on(inFile('Inlay hints', (project, uri, { range }) => inlayHints(project, uri, range)));
    connection.languages.callHierarchy.onPrepare(atPosition('Call hierarchy', prepareCallHierarchy));
    connection.languages.callHierarchy.onIncomingCalls(boundary.answer('Incoming calls', ({ item }) => ofItem(item, incomingCalls)));
    connection.languages.callHierarchy.onOutgoingCalls(boundary.answer('Outgoing calls', ({ item }) => ofItem(item, outgoingCalls)));
    connection.onFoldingRanges(ofFile('Folding', foldingRanges));
    connection.onDocumentFormatting(inFile('Format', (project, uri) => formatEdits(project, uri)));
    connection.onDocumentRangeFormatting(inFile('Format', (project, uri, { range }) => formatEdits(project, uri, range)));
    connection.onDocumentOnTypeFormatting(inFile('Format', (project, uri, { position, ch }) => formatOnType(project, uri, position, ch)));
    const actionsIn = (project: Project, uri: string, { range, context: { diagnostics: shown, only = [] } }: CodeActionParams) => codeActions(project, uri, range, { shown, only, createsFiles: editor.createsFiles });
    connection.onCodeAction(inFile('Quick fixes', actionsIn, ({ project, uri }, params) => actionsIn(project, uri, params)));
    connection.onRequest(WillRenameFilesRequest.type, boundary.answer('Moving files', ({ files }) => {
        const renames = files.map(({ oldUri, newUri }) => ({ oldUri: normalUri(oldUri), newUri: normalUri(newUri) }));
        return { changes: Object.assign({}, ...workspace.projects.map(({ session }) => definitionEdits(session.project, renames))) as Record<string, TextEdit[]> };
    }));
    connection.onCodeLens(ofFile('Code lenses', (project, uri) => {
        // Nothing stands over what is left out of its project, and nothing can be done with a single file.
        const [owner] = workspace.projects.filter(({ session }) => session.project === project);
        return owner ? codeLenses(project, uri, { commands: editor.commands, project: window.projects.includes(owner) ? owner.id : undefined }) : null;
    }));
    const tokensOf = ofFile('Semantic tokens', semanticTokens);
    connection.languages.semanticTokens.on(async (params, token) => await tokensOf(params, token) ?? { data: [] });

    // What the editor asks of all projects
    connection.onWorkspaceSymbol(boundary.answer('Workspace symbols', ({ query }) => workspace.projects.flatMap(({ session }) => workspaceSymbols(session.project, query))));

    // Our own messages, see protocol.ts
    connection.onNotification(protocol.SessionNotification, boundary.listen('Session', session => {
        window.trusted = session.trusted;
        window.user = session.user;
        gatewaysChanged();
    }));
    connection.onRequest(protocol.MyClientsRequest, boundary.answer('My Clients', params => lively(myClients(window, params))));
    connection.onRequest(protocol.ViewLinesRequest, unchecked.answer('Lines of a view', params => params.view === 'clients' ? lively(views.lines(params)) : views.lines(params)));
    connection.onRequest(protocol.ViewPathRequest, unchecked.answer('Line of a declaration', params => views.path(params)));
    connection.onRequest(protocol.ConnectGatewaysRequest, boundary.answer('Connect to gateways', (params, signal) => views.gateways.connect(params, signal).finally(clientsChanged)));
    connection.onRequest(protocol.PlanRequest, boundary.answer('Compare with the gateway', (params, signal) => lively(registrations.plan(params, signal).finally(gatewaysChanged))));
    connection.onRequest(protocol.PlanDocumentRequest, boundary.answer('Show changes', params => registrations.planDocument(params)));
    connection.onRequest(protocol.RegisterRequest, boundary.answer('Register', (params, signal) => lively(registrations.register(params, signal).finally(gatewaysChanged))));
    connection.onRequest(protocol.LifecycleRequest, boundary.answer('Change of the source', params => lifecycle(window, params)));
    connection.onRequest(protocol.RemovalsRequest, boundary.answer('What was deleted', params => removals(window, params)));
    connection.onRequest(protocol.RestoreRequest, boundary.answer('Restore', params => restore(window, params)));
    connection.onRequest(protocol.RestoredRequest, boundary.answer('Restore', params => restored(window, params)));
    connection.onRequest(protocol.WritingChoicesRequest, boundary.answer('Choices', params => writingChoices(window, params)));
    connection.onRequest(protocol.WritingRequest, boundary.answer('Writing by choosing', params => writing(window, params)));
    connection.onRequest(protocol.OpenApiRequest, boundary.answer('Import OpenAPI', async params => openApi(window, params)));
    connection.onRequest(protocol.ElementsRequest, boundary.answer('Plans, APIs and clients', params => elements(window, params)));
    connection.onRequest(protocol.ContractGraphRequest, boundary.answer('Contract graph', params => drawnContracts(window, params)));
    connection.onRequest(protocol.ElementAtRequest, boundary.answer('What is declared here', params => elementAt(window, params)));
    connection.onRequest(protocol.ClientPageRequest, boundary.answer('Client', (params, signal) => clientPage(window, params, signal)));
    connection.onRequest(protocol.OperationsRequest, boundary.answer('Calls of an API', params => operations(window, params)));
    connection.onRequest(protocol.TestCallRequest, boundary.answer('Test request', (params, signal) => testCall(window, params, signal)));
    connection.onRequest(protocol.FindAtGatewayRequest, boundary.answer('Import from gateway', (params, signal) => imports.find(params, signal)));
    connection.onRequest(protocol.ImportRequest, boundary.answer('Import from gateway', params => imports.files(params)));
    connection.onRequest(protocol.ImportedSecretsRequest, boundary.answer('Import from gateway', params => imports.secrets(params)));
    connection.onNotification(protocol.ForgetImportNotification, boundary.listen('Import from gateway', params => imports.forget(params)));
    connection.onRequest(protocol.ApiKeyRequest, boundary.answer('Copy API key', (params, signal) => registrations.apiKey(params, signal)));
    connection.onRequest(protocol.CompiledDocumentRequest, boundary.answer('Show compiled document', params => compiledDocument(window, params)));
    connection.onRequest(protocol.EnvironmentsRequest, token => boundary.answer('Environments', () => environments(window))(undefined, token));
    connection.onRequest(protocol.IdentityRequest, token => boundary.answer('Identity', () => window.identity())(undefined, token));
    connection.onRequest(protocol.StatisticsRequest, token => boundary.answer('Statistics', () => statistics(window))(undefined, token));
    connection.onRequest(protocol.SelectEnvironmentRequest, boundary.answer('Select environment', params => {
        selectEnvironment(window, params);
        changed();
        gatewaysChanged();
    }));
    connection.onRequest(protocol.StatusRequest, boundary.answer('Status', (params, signal) => projectStatus(window, params, signal)));
    connection.onRequest(protocol.StartLocalGatewayRequest, boundary.answer('Start local gateway', params => startGateway(window, params).finally(gatewaysChanged)));
    connection.onRequest(protocol.StopLocalGatewayRequest, boundary.answer('Stop local gateway', params => stopGateway(window, params).finally(gatewaysChanged)));
    connection.onRequest(protocol.AdvanceLocalGatewayClockRequest, boundary.answer('Put clock forward', params => advanceGatewayClock(window, params)));
    connection.onRequest(protocol.ValidateWorkspaceRequest, token => boundary.answer('Validate workspace', () => lively(validateWorkspace(window)))(undefined, token));

    documents.listen(connection);
    connection.listen();

    /** What was learned from a gateway may change findings: they are sent with the answer. */
    function lively<R>(answer: Promise<R>): Promise<R> {
        return answer.finally(changed);
    }

    /** Findings and code lenses may say something else now. */
    function changed(): void {
        diagnostics.schedule();
        editor.refreshLenses();
    }

    function sourceChanged(): void {
        window.overviews.sourceChanged();
        clientsChanged();
    }

    /** What was read from them counts no more. */
    function gatewaysChanged(): void {
        window.overviews.gatewaysChanged();
        clientsChanged();
    }

    /** Says that *My Clients* and its sisters may look different, once things are quiet: they ask again. */
    function clientsChanged(): void {
        clearTimeout(quiet);
        if (!ended) quiet = setTimeout(() => void connection.sendNotification(protocol.MyClientsChangedNotification), 300);
    }

    /** Requests are answered for the text as it is, and not before the projects are known. */
    async function prepare(): Promise<void> {
        diagnostics.flush();
        await takeIn();
        diagnostics.flush();
    }

    async function takeIn(): Promise<void> {
        workspace.flush();
        while (workspace.settled) await workspace.settled;
        workspace.flush();
    }

    function inFile<P extends { textDocument: { uri: string } }, R>(name: string, feature: (project: Project, uri: string, params: P) => R, inProjectFile?: (file: ProjectFile, params: P) => R) {
        return boundary.answer(name, (params: P) => {
            const uri = normalUri(params.textDocument.uri);
            const session = workspace.projectOf(uri)?.session;
            const text = session?.projectFileUri === uri ? workspace.open.get(uri)?.getText() : undefined;
            if (session && inProjectFile && text !== undefined) return inProjectFile({ uri, text, parsed: session.parsed, project: session.project }, params);
            return session?.project.files.has(uri) ? feature(session.project, uri, params) : null;
        });
    }

    /** What is asked about all of a file, however large: what is typed meanwhile does not wait for it. */
    function ofFile<P extends { textDocument: { uri: string } }, R>(name: string, feature: (project: Project, uri: string) => Work<R> | null) {
        return boundary.answer(name, async ({ textDocument }: P, signal): Promise<R | null> => {
            const uri = normalUri(textDocument.uri);
            const fileOf = () => workspace.projectOf(uri)?.session.project.files.get(uri);
            return inTurns<R | null>(function* () {
                const project = workspace.projectOf(uri)?.session.project;
                const work = project?.files.has(uri) ? feature(project, uri) : null;
                return work && (yield* work);
            }, fileOf, signal);
        });
    }

    /** A line of a call hierarchy is asked about in the project that it came from. */
    function ofItem<R>(item: CallHierarchyItem, feature: (project: Project, item: CallHierarchyItem) => R): R | null {
        const project = workspace.projectOf(normalUri(item.uri))?.session.project;
        return project ? feature(project, item) : null;
    }

    function atPosition<R>(name: string, feature: (project: Project, uri: string, position: Position) => R, inProjectFile?: (file: ProjectFile, position: Position) => R) {
        return inFile(name, (project, uri, { position }: TextDocumentPositionParams) => feature(project, uri, position) ?? null,
            inProjectFile && ((file, { position }) => inProjectFile(file, position) ?? null));
    }

    /** A shipped policy type is shown in the file that ships beside the server. */
    function shown<L extends { uri: string }>(location: L): L {
        return prelude === undefined ? location : { ...location, uri: location.uri.replace(/^apim-prelude:/, prelude) };
    }
}

function orRefuse<T extends object>(result: T | RenameRefusal): T {
    if ('refused' in result) throw new Refusal(result.refused);
    return result;
}
