import { t } from '@vscode/l10n';
import { DiagnosticSeverity, type Diagnostic } from 'vscode-languageserver';
import { subjectOf, type OperationResult, type RegistrationPlan } from '../../registration/operation.ts';
import { diagnosticSource } from '../diagnostics.ts';
import type { WorkspaceProject } from '../workspace-project.ts';

/**
 * What could not be registered, by project and by what it is about. It stands on the declaration wherever that is by now, until a
 * registration of it succeeds or a comparison finds nothing left to do for it.
 */
export class RegistrationFailures {
    readonly #projects: () => readonly WorkspaceProject[];
    readonly #byProject = new Map<string, { environment: string; failed: Map<string, string> }>();

    constructor(projects: () => readonly WorkspaceProject[]) {
        this.#projects = projects;
    }

    /** What was found when source and gateway were compared: of what is in its place there, no failure is left. Answers with the files concerned. */
    compared(project: WorkspaceProject, { environment, subjects, operations }: RegistrationPlan): string[] {
        const open = new Set(operations.map(subjectOf));
        return this.#update(project, environment, failed => {
            for (const { kind, key } of subjects) if (!open.has(`${kind}:${key}`)) failed.delete(`${kind}:${key}`);
        });
    }

    /** What came of a registration. */
    carriedOut(project: WorkspaceProject, environment: string, results: readonly OperationResult[]): string[] {
        return this.#update(project, environment, failed => {
            for (const result of results) if (result.outcome === 'done') failed.delete(subjectOf(result));
            // Of several gateways one that refuses is enough.
            for (const result of results) if (result.outcome === 'failed') failed.set(subjectOf(result), result.error ?? t('The gateway {0} did not do this.', result.gateway));
        });
    }

    /** Those of a file, in the environment that is worked in. */
    in(uri: string): Diagnostic[] {
        return this.#projects().flatMap(({ id, session }) => {
            const { environment, failed } = this.#byProject.get(id) ?? {};
            const active = session.environment();
            if (!failed?.size || active.kind !== 'environment' || active.environment.name !== environment) return [];
            return session.project.index.inFile(uri).flatMap(({ declaration, sites }): Diagnostic[] => {
                if (declaration.kind !== 'api' && declaration.kind !== 'client') return [];
                const message = failed.get(`${declaration.kind}:${declaration.organization}/${declaration.name}@${declaration.version}`);
                const range = sites['name'];
                return message === undefined || !range ? [] : [{ range, severity: DiagnosticSeverity.Error, source: diagnosticSource, code: 'registration', message }];
            });
        });
    }

    #update({ id, session }: WorkspaceProject, environment: string, change: (failed: Map<string, string>) => void): string[] {
        const known = this.#byProject.get(id);
        const failed = known?.environment === environment ? known.failed : new Map<string, string>();
        const before = new Map(known?.failed);
        change(failed);
        this.#byProject.set(id, { environment, failed });
        return [...new Set([...before.keys(), ...failed.keys()])].flatMap(subject => {
            const [, kind, key = ''] = /^(api|client):(.*)$/.exec(subject) ?? [];
            return session.project.index.entries(kind === 'api' ? 'api' : 'client', key).map(({ uri }) => uri);
        });
    }
}
