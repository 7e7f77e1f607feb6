import { DiagnosticSeverity, type Diagnostic as LspDiagnostic, type PublishDiagnosticsParams } from 'vscode-languageserver-protocol';
import { nextTurn } from '../language/in-turns.ts';
import type { Diagnostic } from '../language/project.ts';
import type { Severity } from '../language/rule.ts';
import { rules } from '../language/rules.ts';
import { turnLength } from './project-loading.ts';
import type { Workspace } from './workspace.ts';

export interface DiagnosticsOptions {
    workspace: Workspace;
    /** Diagnostics that do not come from the text. */
    additional: (uri: string) => LspDiagnostic[];
    /** URI of the page that explains the rules. */
    rulesPage: string | undefined;
    publish: (params: PublishDiagnosticsParams) => Promise<void>;
    onFailure: (error: unknown) => void;
}

/**
 * Sends diagnostics of the files for which they may have changed: at the end of the turn in which that happened, the file that was edited last
 * first, then the other open ones, then the rest, a few at a time: what is sent first does not wait for the rest to be checked.
 */
export class DiagnosticsPublisher {
    readonly #options: DiagnosticsOptions;
    readonly #pending = new Set<string>();
    /** What was sent last, where that was not nothing. */
    readonly #sent = new Map<string, string>();
    #scheduled = false;

    constructor(options: DiagnosticsOptions) {
        this.#options = options;
    }

    /** To be called when something may have changed. `uris` are sent whether they did or not. */
    schedule(uris: Iterable<string> = []): void {
        for (const uri of uris) this.#pending.add(uri);
        if (this.#scheduled) return;
        this.#scheduled = true;
        void nextTurn().then(() => {
            this.#scheduled = false;
            this.#run();
        }).catch(this.#options.onFailure);
    }

    /** Takes over what was typed, so that what is asked for next is answered for the text as it is. */
    flush(): void {
        this.#options.workspace.flush();
        this.schedule();
    }

    #run(): void {
        this.#options.workspace.flush();
        const begin = performance.now();
        const isOver = (part: number) => performance.now() > begin + part * turnLength;
        let isLate = false;
        for (const uri of this.#options.workspace.changes([...this.#options.workspace.open.uris()])) {
            this.#pending.add(uri);
            isLate = isOver(0.5);
            if (isLate) break;
        }
        for (const uri of this.#inOrder()) {
            this.#pending.delete(uri);
            this.#send(uri);
            if (isOver(1)) break;
        }
        let isUnprepared = false;
        if (!isLate && this.#pending.size === 0) do isUnprepared = this.#options.workspace.prepare(); while (isUnprepared && !isOver(1));
        // What was typed meanwhile is taken in by the turn after this one, and goes first.
        if (isLate || isUnprepared || this.#pending.size > 0) void nextTurn().then(() => this.schedule());
    }

    *#inOrder(): Iterable<string> {
        for (const uri of this.#options.workspace.open.uris()) if (this.#pending.has(uri)) yield uri;
        yield* this.#pending;
    }

    #send(uri: string): void {
        const { workspace, additional, rulesPage, publish } = this.#options;
        const document = workspace.open.get(uri);
        const diagnostics = [...workspace.diagnosticsOf(uri).map(diagnostic => toLsp(diagnostic, rulesPage)), ...additional(uri)];
        const json = diagnostics.length > 0 ? JSON.stringify(diagnostics) : undefined;
        if (!document && json === this.#sent.get(uri)) return;
        if (json === undefined) this.#sent.delete(uri);
        else this.#sent.set(uri, json);
        publish({ uri: document?.uri ?? uri, diagnostics, ...(document ? { version: document.version } : {}) }).catch(this.#options.onFailure);
    }
}

const severities: Record<Severity, DiagnosticSeverity> = {
    error: DiagnosticSeverity.Error, warning: DiagnosticSeverity.Warning, info: DiagnosticSeverity.Information, hint: DiagnosticSeverity.Hint
};

/** The source of every diagnostic of ours. */
export const diagnosticSource = 'apim';

function toLsp({ code, severity, message, range, related, data }: Diagnostic, rulesPage: string | undefined): LspDiagnostic {
    return {
        range, severity: severities[severity], code, source: diagnosticSource, message,
        ...(rulesPage !== undefined && code in rules ? { codeDescription: { href: `${rulesPage}#${code}` } } : {}),
        ...(related.length > 0 ? { relatedInformation: related.map(({ uri, range: place, message: text }) => ({ location: { uri, range: place }, message: text })) } : {}),
        data: { code, ...data }
    };
}
