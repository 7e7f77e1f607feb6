import { isLoopback } from './loopback.ts';
import type { Gateway, ProjectFile } from './project-file-schema.ts';
import { nearestName } from './suggestion.ts';
import type { TextRange } from './text-range.ts';
import type { Insertion, YamlPath, YamlPositions } from './yaml-positions.ts';

/** A mistake in `apim.yaml`, with the id of the rule that it breaks. It never repeats a value that could be a secret. */
export interface ProjectFinding {
    rule: 'invalid-project-file' | 'environment-without-gateway' | 'insecure-gateway-url' | 'unknown-rule' | 'secret-in-clear';
    severity: 'error' | 'warning';
    message: string;
    range: TextRange;
    /** What was meant instead of the text of the range. */
    replacement?: string;
    /** What is missing, and where. */
    insertion?: Insertion;
    /** The JSON schema says the same: an editor that checks with it shows this already. */
    ofSchema?: true;
}

/** `value` is the file as written, so that a gateway that was written wrongly is not reported as missing too. */
export function environmentsWithoutGateway(value: unknown, positions: YamlPositions): ProjectFinding[] {
    const environments = Object.entries(asMapping(asMapping(value)['environments']));
    return environments.flatMap(([name, environment]): ProjectFinding[] => {
        if (typeof environment !== 'object' || environment === null || Array.isArray(environment)) {
            return [];
        }
        const { gateway, gateways } = asMapping(environment);
        if (gateway !== undefined && gateways !== undefined) {
            const second = positions.rangeOf(['environments', name, 'gateways'], 'key');
            return [{ rule: 'invalid-project-file', severity: 'error', message: `Environment '${name}' has both 'gateway' and 'gateways'; keep one of them.`, range: second }];
        }
        const hasNone = gateway === undefined && (gateways === undefined || (Array.isArray(gateways) && gateways.length === 0));
        if (!hasNone) {
            return [];
        }
        const range = positions.rangeOf(['environments', name], 'key');
        const insertion = positions.insertion(['environments', name], 'gateway: local');
        return [{ rule: 'environment-without-gateway', severity: 'error', message: `Environment '${name}' names no gateway.`, range, ...insertion ? { insertion } : {} }];
    });
}

/** Credentials that everybody on the way could read. */
export function insecureGateways({ environments }: ProjectFile, positions: YamlPositions): ProjectFinding[] {
    return Object.entries(environments).flatMap(([name, { gateway, gateways = [] }]) => [
        ...(gateway && gateway !== 'local' ? insecure(gateway, ['environments', name, 'gateway'], positions) : []),
        ...gateways.flatMap((one, index) => insecure(one, ['environments', name, 'gateways', index], positions))
    ]);
}

function insecure({ url, auth }: Gateway, path: YamlPath, positions: YamlPositions): ProjectFinding[] {
    const places: [address: string, path: YamlPath][] = [[url, [...path, 'url']], ...(auth?.type === 'oauth2' ? [[auth.tokenUrl, [...path, 'auth', 'tokenUrl']] as [string, YamlPath]] : [])];
    return places.filter(([address]) => auth !== undefined && isReadableOnTheWay(address)).map(([address, place]) => ({
        rule: 'insecure-gateway-url', severity: 'error', range: positions.rangeOf(place), message: `The password for '${address}' would be readable on the way.`, replacement: address.replace('http:', 'https:')
    }));
}

function isReadableOnTheWay(address: string): boolean {
    const { protocol, hostname } = new URL(address);
    return protocol === 'http:' && !isLoopback(hostname);
}

export function unknownDefaultEnvironment(file: ProjectFile, value: unknown, positions: YamlPositions): ProjectFinding[] {
    const name = file.defaultEnvironment;
    const names = Object.keys(asMapping(asMapping(value)['environments']));
    if (name === undefined || names.includes(name) || (names.length === 0 && name === 'local')) {
        return [];
    }
    return [{
        rule: 'invalid-project-file', severity: 'error', range: positions.rangeOf(['defaultEnvironment']),
        ...meant(`'${name}' is not an environment of this project`, nearestName(name, names))
    }];
}

export function unknownRules(file: ProjectFile, known: ReadonlySet<string> | undefined, positions: YamlPositions): ProjectFinding[] {
    return Object.keys(file.rules).filter(id => known && !known.has(id)).map(id => ({
        rule: 'unknown-rule', severity: 'warning', range: positions.rangeOf(['rules', id], 'key'),
        ...meant(`'${id}' is not a rule`, nearestName(id, [...known ?? []]))
    }));
}

/** A sentence about a name, with the one that was meant where there is one, else with what is known of the others. */
export function meant(message: string, replacement: string | undefined, otherwise = ''): Pick<ProjectFinding, 'message' | 'replacement'> {
    return replacement === undefined ? { message: `${message}${otherwise}.` } : { message: `${message}; did you mean '${replacement}'?`, replacement };
}

function asMapping(value: unknown): Record<string, unknown> {
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? value as Record<string, unknown> : {};
}
