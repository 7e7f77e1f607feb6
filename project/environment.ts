import { t } from '@vscode/l10n';
import { filePattern } from './file-pattern.ts';
import type { Gateway, ParameterValue, ProjectFile } from './project-file.ts';
import { nearestName } from './suggestion.ts';

/** The environment of a project that declares none: the gateway that ships with the tool. */
export const implicitEnvironment = 'local';

/** An environment as it is used. */
export interface Environment {
    name: string;
    /** Every one of them gets the same registrations. `local` is the gateway that ships with the tool; empty where the file names none. */
    gateways: ('local' | Gateway)[];
    /** Values as written; parameters that are not here have their default. */
    parameters: Readonly<Record<string, ParameterValue>>;
    /** Tells whether a file, relative to the project's folder, is not for this environment. */
    excludes(relativePath: string): boolean;
    /** Its name is asked for before anything is changed. */
    protected: boolean;
}

export type EnvironmentResult = { kind: 'environment'; environment: Environment } | { kind: 'unknown'; message: string };

/** Names of the environments, in the order of the file; the implicit one where there is none. */
export function environmentNames(file: ProjectFile): string[] {
    const names = Object.keys(file.environments);
    return names.length > 0 ? names : [implicitEnvironment];
}

/** The environment that is meant where none is named: the one that the file says, else the only one, else `local`, else none. */
export function defaultEnvironmentName(file: ProjectFile): string | undefined {
    const names = environmentNames(file);
    const { defaultEnvironment } = file;
    if (defaultEnvironment !== undefined) {
        return names.includes(defaultEnvironment) ? defaultEnvironment : undefined;
    }
    return names.length === 1 ? names[0] : names.find(name => name === implicitEnvironment);
}

/** The environment of this name, or the default one. A name that does not exist is answered with a sentence that lists those that do. */
export function resolveEnvironment(file: ProjectFile, name: string | undefined = defaultEnvironmentName(file)): EnvironmentResult {
    const names = environmentNames(file);
    if (name === undefined) {
        return { kind: 'unknown', message: t('Which environment is meant? Name one of {0}, or set "defaultEnvironment" in apim.yaml.', names.join(', ')) };
    }
    if (!names.includes(name)) {
        const nearest = nearestName(name, names);
        return { kind: 'unknown', message: nearest ? t("There is no environment '{0}'; did you mean '{1}'?", name, nearest) : t("There is no environment '{0}': there is {1}.", name, names.join(', ')) };
    }
    const settings = Object.hasOwn(file.environments, name) ? file.environments[name] : undefined;
    const { gateway, gateways, parameters = {}, exclude = [], protected: isProtected = false } = settings ?? { gateway: 'local' as const };
    return {
        kind: 'environment',
        environment: { name, gateways: gateway === undefined ? gateways ?? [] : [gateway], parameters, excludes: filePattern(exclude), protected: isProtected }
    };
}
