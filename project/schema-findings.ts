import type * as v from 'valibot';
import { meant, type ProjectFinding } from './project-findings.ts';
import { keysAt, withoutCredentials } from './project-file-schema.ts';
import { nearestName } from './suggestion.ts';
import type { YamlPath, YamlPositions } from './yaml-positions.ts';

type Issue = v.BaseIssue<unknown>;

/** What the schema objects to, one sentence each, at the place where it stands. */
export function findingsOfIssues(issues: readonly Issue[], value: unknown, positions: YamlPositions): ProjectFinding[] {
    return issues.flatMap(issue => preciseIssues(issue, value)).flatMap(issue => findingsOf(issue, value, positions));
}

/** What must go for the rest to be valid, the last entries of lists first. Where something is missing, that is what it is missing in. */
export function pathsToDrop(issues: readonly Issue[], value: unknown): YamlPath[] {
    const paths = issues.flatMap(issue => preciseIssues(issue, value)).flatMap(issue => {
        const path = pathOf(issue);
        const unknown = unknownKeys(issue);
        if (unknown.length > 0) return unknown.map(key => [...path.slice(0, -1), key]);
        return [valueAt(value, path) === undefined ? path.slice(0, -1) : path];
    });
    const unique = new Map(paths.map(path => [JSON.stringify(path), path]));
    return [...unique.values()].sort((a, b) => compareBackwards(a, b));
}

/** Of a union that does not fit, what is wrong with the alternative that was meant: a mapping is meant as one. */
function preciseIssues(issue: Issue, value: unknown): Issue[] {
    const given = valueAt(value, pathOf(issue));
    const inside = typeof given === 'object' && given !== null && !Array.isArray(given) ? issue.issues?.filter(({ path }) => path) : undefined;
    return !inside?.length ? [issue] : inside.map(inner => ({ ...inner, path: [...issue.path ?? [], ...inner.path!] as Issue['path'] & {} })).flatMap(inner => preciseIssues(inner, value));
}

function findingsOf(issue: Issue, value: unknown, positions: YamlPositions): ProjectFinding[] {
    const path = pathOf(issue);
    const unknown = unknownKeys(issue);
    if (unknown.length > 0) {
        return unknown.map(key => unknownKey(key, path.slice(0, -1), positions));
    }
    const rule = issue.requirement === withoutCredentials ? 'secret-in-clear' : 'invalid-project-file';
    const isMissing = valueAt(value, path) === undefined;
    const range = positions.rangeOf(isMissing ? path.slice(0, -1) : path, isMissing ? 'key' : 'value');
    return [{ rule, severity: 'error', message: `${subjectOf(path)} ${issue.message}.`, range, ...issue.type === 'check' ? {} : { ofSchema: true } }];
}

/** The keys of a mapping that nobody knows: an issue names the first of them. */
function unknownKeys({ expected, path }: Issue): string[] {
    const last = path?.at(-1);
    if (expected !== 'never' || !last) return [];
    const known = keysAt(pathOf({ path: path!.slice(0, -1) }));
    return [...new Set([String(last.key), ...Object.keys(last.input as object).filter(key => !known.includes(key))])];
}

function unknownKey(key: string, path: YamlPath, positions: YamlPositions): ProjectFinding {
    const range = positions.rangeOf([...path, key], 'key');
    if (/^(pass(word|phrase|wd)?|secret|client_?secret|token|access_?token|(api_?)?key|credentials?)$/i.test(key.replaceAll('-', '_'))) {
        const environment = path[0] === 'environments' && path.length > 1 ? String(path[1]) : '<environment>';
        return {
            rule: 'secret-in-clear', severity: 'error', range,
            message: `'${key}' must not stand in apim.yaml: the secret comes from the editor's secret store, from the environment variable ${variableOf(environment)}, or from the prompt.`
        };
    }
    const known = keysAt(path);
    return { rule: 'invalid-project-file', severity: 'error', range, ofSchema: true, ...meant(`'${key}' is not a key ${placeOf(path)}`, nearestName(key, known), `: known are ${known.join(', ')}`) };
}

function variableOf(environment: string): string {
    return environment.startsWith('<') ? 'APIM_PASSWORD_<ENVIRONMENT>' : `APIM_PASSWORD_${environment.toUpperCase().replaceAll(/[^A-Z0-9]/g, '_')}`;
}

function placeOf(path: YamlPath): string {
    if (path.length === 0) {
        return 'of apim.yaml';
    }
    return path.at(-1) === 'auth' ? 'of \'auth\'' : path.length === 2 ? 'of an environment' : 'of a gateway';
}

function subjectOf(path: YamlPath): string {
    const last = path.at(-1);
    if (last === undefined) {
        return 'apim.yaml';
    }
    return typeof last === 'number' ? `Each entry of '${String(path.at(-2))}'` : `'${last}'`;
}

function valueAt(value: unknown, path: YamlPath): unknown {
    return path.reduce<unknown>((node, step) => typeof node === 'object' && node !== null ? (node as Record<string | number, unknown>)[step] : undefined, value);
}

function pathOf({ path }: { path?: readonly { key: unknown }[] | undefined }): (string | number)[] {
    return (path ?? []).map(({ key }) => typeof key === 'number' ? key : String(key));
}

function compareBackwards(a: YamlPath, b: YamlPath): number {
    for (let index = 0; index < Math.min(a.length, b.length); index++) {
        const [left, right] = [a[index], b[index]];
        if (left !== right) {
            return typeof left === 'number' && typeof right === 'number' ? right - left : String(right).localeCompare(String(left));
        }
    }
    return b.length - a.length;
}
