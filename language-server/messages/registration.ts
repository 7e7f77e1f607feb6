import { t } from '@vscode/l10n';
import { WorkDoneProgress, type Connection, type Diagnostic } from 'vscode-languageserver';
import { organizationOf } from '../../language/declarations.ts';
import type { PlannedOperation, RegistrationOutcome } from '../../registration/operation.ts';
import { planDocument, type PlanDocument } from '../../registration/plan-documents.ts';
import { planAsMarkdown } from '../../registration/plan-text.ts';
import type { Preview, RegistrationWish } from '../../registration/preview.ts';
import { mayDo } from '../../registration/roles.ts';
import type { Secret } from '../../registration/secret.ts';
import { Refusal } from '../boundary.ts';
import type { ProjectParams, RegistrationParams, RegistrationPlan, RegistrationReport } from '../protocol.ts';
import type { RegistrationContext } from '../session/registering.ts';
import type { WorkspaceProject } from '../workspace-project.ts';
import { withdrawnSession } from './lifecycle.ts';
import { RegistrationFailures } from './registration-failures.ts';
import type { Window } from './window.ts';

export type RegisterParams = RegistrationParams & { digest?: string; workDoneToken?: string | number };

/** Registrations of a window: what they would do, what they did, and what of it failed, shown on the declarations until the next one. */
export class Registrations {
    readonly #window: Window;
    readonly #connection: Connection;
    /** Told the files whose failures are other ones now. */
    readonly #onFailures: (uris: readonly string[]) => void;
    readonly #failures: RegistrationFailures;
    /** The last one of each project: its documents are asked for one by one, when they are looked at. */
    readonly #previews = new Map<string, Preview>();

    constructor(window: Window, connection: Connection, onFailures: (uris: readonly string[]) => void) {
        this.#window = window;
        this.#failures = new RegistrationFailures(() => window.projects);
        this.#connection = connection;
        this.#onFailures = onFailures;
    }

    failuresIn(uri: string): Diagnostic[] {
        return this.#failures.in(uri);
    }

    async plan({ project, clients, withdraw, options }: RegistrationParams, signal: AbortSignal): Promise<RegistrationPlan> {
        const { context, found } = await this.#begin(project, signal, withdraw ? clients : undefined);
        const previewed = await this.#preview(context, found, { entities: clients, options });
        const { plan } = previewed;
        this.#previews.set(found.id, previewed);
        // What is compared as if it were retired says nothing of how it is declared.
        if (!withdraw) this.#onFailures(this.#failures.compared(found, plan));
        this.#window.connect(found, context.environment.name);
        return {
            environment: context.environment.name, protected: context.environment.protected,
            text: planAsMarkdown(plan), operations: plan.operations.map(({ kind, entity, gateway, reason }) => ({ kind, entity, gateway, reason })), digest: plan.digest,
            skipped: plan.skipped.map(({ entity, message }) => ({ entity, message })), impact: plan.impact, warnings: plan.warnings.map(({ message }) => message),
            lostKeys: plan.lostKeys.map(({ client }) => client), prunable: entitiesOf(plan.prunable), strangers: entitiesOf(plan.skipped.filter(({ reason }) => reason === 'not-ours'))
        };
    }

    planDocument({ project, digest, operation }: ProjectParams & { digest: string; operation: number }): PlanDocument {
        const previewed = this.#previews.get(this.#window.project(project).id);
        const planned = previewed?.plan.digest === digest ? previewed.plan.operations[operation] : undefined;
        if (!previewed || !planned) throw new Refusal(t('This comparison is no longer the last one: preview the registration again.'));
        return planDocument(previewed, planned);
    }

    async register({ project, clients, withdraw, options, digest, workDoneToken }: RegisterParams, signal: AbortSignal): Promise<RegistrationReport> {
        const { context, found } = await this.#begin(project, signal, withdraw ? clients : undefined);
        const previewed = await this.#preview(context, found, { entities: clients, options });
        this.#window.connect(found, context.environment.name);
        const progress = new Progress(this.#connection, workDoneToken, previewed.plan.operations.length);
        try {
            const outcome = await this.#window.valueOf(await this.#window.gatewaysOf(found).register(context, previewed, { reviewed: digest, onBegin: operation => progress.begun(operation), onProgress: () => progress.finished() }));
            this.#onFailures(this.#failures.carriedOut(found, context.environment.name, outcome.operations));
            // It was written for a copy.
            if (withdraw) this.#window.workspace.reloadEnvironment(found);
            return reportOf(outcome);
        } finally {
            progress.end();
        }
    }

    async apiKey({ project, client }: ProjectParams & { client: string }, signal: AbortSignal): Promise<{ key: string }> {
        const { context, found } = await this.#begin(project, signal);
        const { targetOf, readKey } = this.#window.gatewaysOf(found);
        await this.#window.valueOf(mayDo('read API keys', organizationOf(client), context.session.declarations('organization', context.environment), context.person));
        const target = await this.#window.valueOf(await targetOf(context));
        const key = await this.#window.valueOf(await readKey(client, target, context.world, signal));
        return { key: key.reveal() };
    }

    /** Clients that have no key at the gateway get the one that was kept for them, where one was. */
    async #preview(context: RegistrationContext, project: WorkspaceProject, wish: RegistrationWish): Promise<Preview> {
        const { preview } = this.#window.gatewaysOf(project);
        const found = await this.#window.valueOf(await preview(context, wish));
        const keyless = found.plan.operations.filter(({ kind, reason, changes }) => kind === 'register' && (reason === 'new' || changes.length === 0 || changes.some(({ path, before }) => path === 'apiKey' && before === undefined)));
        const keys = keyless.length === 0 ? new Map<string, Secret>() : await this.#window.keptKeys(project.id, context.environment.name, entitiesOf(keyless));
        return keys.size === 0 ? found : this.#window.valueOf(await preview(context, { ...wish, keys }));
    }

    /** `withdrawn` are compared and registered as if they were declared retired. */
    async #begin(project: string | undefined, signal: AbortSignal, withdrawn?: readonly string[]): Promise<{ context: RegistrationContext; found: WorkspaceProject }> {
        this.#window.requireTrust();
        const found = await this.#window.wholeProject(project);
        this.#window.gatewaysOf(found);
        const context = await this.#window.context(found, { asks: true, signal });
        refuseErrors(context);
        return { context: withdrawn ? { ...context, session: await withdrawnSession(context.session, context.environment, withdrawn) } : context, found };
    }
}

function entitiesOf(list: readonly { entity: string }[]): string[] {
    return [...new Set(list.map(({ entity }) => entity))];
}

/** Refuses a source that cannot be compiled. */
export function refuseErrors({ session, environment }: Pick<RegistrationContext, 'session' | 'environment'>): void {
    const [first, ...more] = session.errors(environment);
    if (first) {
        const finding = `${session.relative(first.uri)}:${first.diagnostic.range.start.line + 1} ${first.diagnostic.message}`;
        throw new Refusal(more.length > 0 ? t('Correct the errors first: {0} (and {1} more)', finding, more.length) : t('Correct the errors first: {0}', finding));
    }
}

function reportOf({ outcome, summary, operations }: RegistrationOutcome): RegistrationReport {
    return {
        outcome, summary,
        operations: operations.map(({ kind, entity, outcome: result, error, origin }) => ({
            kind, entity, outcome: result, ...(error === undefined ? {} : { error }), ...(origin.uri === '' ? {} : { source: origin })
        }))
    };
}

/** Work done progress of a registration, where the editor gave a token for it. */
class Progress {
    readonly #send: (value: Parameters<Connection['sendProgress']>[2]) => void;
    readonly #total: number;
    #begun = 0;
    #finished = 0;

    constructor(connection: Connection, token: string | number | undefined, total: number) {
        this.#total = total;
        this.#send = value => {
            if (token !== undefined) void connection.sendProgress(WorkDoneProgress.type, token, value as never);
        };
        this.#send({ kind: 'begin', title: t('Registering'), percentage: 0, cancellable: true });
    }

    begun({ entity }: PlannedOperation): void {
        this.#begun += 1;
        this.#send({ kind: 'report', message: `${this.#begun}/${this.#total} ${entity}`, percentage: this.#percentage });
    }

    finished(): void {
        this.#finished += 1;
        this.#send({ kind: 'report', percentage: this.#percentage });
    }

    end(): void {
        this.#send({ kind: 'end' });
    }

    get #percentage(): number {
        return Math.round(100 * this.#finished / Math.max(1, this.#total));
    }
}
