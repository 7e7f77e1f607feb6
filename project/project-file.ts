import type { Document, YAMLError } from 'yaml';
import { plainYaml } from './plain-yaml.ts';
import { emptyProjectFile, judgeProjectFile, keysAt, type ProjectFile } from './project-file-schema.ts';
import { environmentsWithoutGateway, insecureGateways, unknownDefaultEnvironment, unknownRules, type ProjectFinding } from './project-findings.ts';
import { findingsOfIssues, pathsToDrop } from './schema-findings.ts';
import type { TextRange } from './text-range.ts';
import { YamlPositions, type YamlPath } from './yaml-positions.ts';

export { milliseconds } from './project-file-schema.ts';
export type { EnvironmentSettings, Gateway, GatewayAuth, ParameterValue, ProjectFile, RuleLevel } from './project-file-schema.ts';
export type { ProjectFinding } from './project-findings.ts';

/** What an `apim.yaml` says. Whatever could be read of it is kept, the rest is at its default. */
export interface ParsedProjectFile {
    file: ProjectFile;
    findings: ProjectFinding[];
    /** Where a value stands, or its key: for findings that others make. Where the path leads to nothing, the nearest key above, else the first line. */
    rangeOf(path: YamlPath, part?: 'key' | 'value'): TextRange;
}

export interface ParseOptions {
    /** Ids that `rules:` may name; without them every id is accepted. */
    knownRules?: ReadonlySet<string>;
}

/** Reads the text of an `apim.yaml`; `undefined` is a file that cannot be read. Never throws. */
export function parseProjectFile(text: string | undefined, options: ParseOptions = {}): ParsedProjectFile {
    if (text === undefined) {
        const unreadable = defaultProjectFile();
        return { ...unreadable, findings: [broken('apim.yaml cannot be read; the defaults are used.', unreadable.rangeOf([]))] };
    }
    const yaml = text.replace(/^\uFEFF/, '');
    const positions = new YamlPositions(yaml);
    const rangeOf: ParsedProjectFile['rangeOf'] = (path, part) => positions.rangeOf(path, part);
    const undecodable = yaml.indexOf('\uFFFD');
    const parsed = parseYaml(yaml, positions, options);
    const findings = undecodable < 0 ? parsed.findings : [broken('apim.yaml is not UTF-8: save it as UTF-8.', positions.between(undecodable, undecodable + 1))];
    return { file: parsed.file, findings, rangeOf };
}

type Judged = Pick<ParsedProjectFile, 'file' | 'findings'>;

function parseYaml(yaml: string, positions: YamlPositions, options: ParseOptions): Judged {
    const usual = plainYaml(yaml);
    if (usual) return judge(usual.value, positions, options);
    const { document } = positions;
    const findings = document.errors.slice(0, 1).map(error => broken(sentenceOf(error), positions.between(error.pos[0], error.pos[1])));
    const plain = plainValue(document);
    if (plain.failure !== undefined && findings.length === 0) {
        findings.push(broken(`apim.yaml is not valid YAML: ${plain.failure}`, positions.rangeOf([])));
    }
    const { file, findings: judged } = judge(plain.value, positions, options);
    // What is behind a mistake of form was probably read wrongly: judging it would only repeat that mistake.
    const isReadable = plain.failure === undefined && document.errors.every(error => error.code === 'DUPLICATE_KEY' || error.code === 'MULTIPLE_DOCS');
    return { file, findings: isReadable ? [...findings, ...judged] : findings };
}

/** What holds where there is no `apim.yaml`. */
export function defaultProjectFile(): ParsedProjectFile {
    const start = { line: 0, character: 0 };
    return { file: emptyProjectFile(), findings: [], rangeOf: () => ({ start, end: start }) };
}

function judge(plain: unknown, positions: YamlPositions, options: ParseOptions): Judged {
    const value = withoutEmptyKeys(plain);
    const { success, output, issues = [] } = judgeProjectFile(value);
    const file = success ? output : withoutMistakes(value);
    return {
        file,
        findings: [
            ...findingsOfIssues(issues, value, positions),
            ...environmentsWithoutGateway(value, positions),
            ...insecureGateways(file, positions),
            ...unknownDefaultEnvironment(file, value, positions),
            ...unknownRules(file, options.knownRules, positions)
        ].sort((a, b) => a.range.start.line - b.range.start.line || a.range.start.character - b.range.start.character)
    };
}

/** Takes out what the schema objects to until the rest is valid. A mistake can hide another one, so it may take a few rounds. */
function withoutMistakes(value: unknown): ProjectFile {
    const rest: unknown = structuredClone(value);
    for (let round = 0; round < 10; round++) {
        const result = judgeProjectFile(rest);
        if (result.success) {
            return result.output;
        }
        pathsToDrop(result.issues, rest).forEach(path => drop(rest, path));
    }
    return emptyProjectFile();
}

function drop(root: unknown, path: YamlPath): void {
    const parent = path.slice(0, -1).reduce<unknown>((node, step) => isObject(node) ? node[step] : undefined, root);
    const last = path.at(-1);
    if (last === 'protected' && path.length === 3 && isObject(parent) && parent[last] !== true) {
        // Whoever wrote the key wanted protection: `protected: yes` is a text in YAML, and must not open what it was to guard.
        parent[last] = true;
    } else if (Array.isArray(parent)) {
        parent.splice(Number(last), 1);
    } else if (isObject(parent) && last !== undefined) {
        delete parent[last];
    }
}

/** `exclude:` with nothing behind it means the same as no `exclude`, an environment without content is an empty one. */
function withoutEmptyKeys(value: unknown, path: YamlPath = []): unknown {
    const holdsNames = (path.length === 3 && path[2] === 'parameters') || (path.length === 1 && path[0] === 'rules');
    if (value === null || value === undefined) {
        return path.length === 0 || (path.length === 2 && path[0] === 'environments') ? {} : value;
    }
    if (Array.isArray(value)) {
        return value.map((item, index) => withoutEmptyKeys(item, [...path, index]));
    }
    if (!isObject(value)) {
        return value;
    }
    return Object.fromEntries(Object.entries(value)
        .map(([key, child]) => [key, withoutEmptyKeys(child, [...path, key])] as const)
        .filter(([key, child]) => holdsNames || child !== null || !keysAt(path).includes(key)));
}

function sentenceOf({ code, message }: YAMLError): string {
    if (code === 'DUPLICATE_KEY') {
        return 'This key is written twice.';
    }
    if (code === 'MULTIPLE_DOCS') {
        return 'apim.yaml must be a single YAML document: remove the line "---" and what follows.';
    }
    return `apim.yaml is not valid YAML: ${message.replace(/\.$/, '')}.`;
}

function broken(message: string, range: TextRange): ProjectFinding {
    return { rule: 'invalid-project-file', severity: 'error', message, range };
}

/** Aliases that lead nowhere, in a circle or blow up are found only when the value is made, by a throw of the library. */
function plainValue(document: Document): { value: unknown; failure?: string } {
    try {
        const value: unknown = document.toJS({ maxAliasCount: 100 });
        JSON.stringify(value);
        return { value };
    } catch (error) {
        const isCircle = error instanceof TypeError || error instanceof RangeError;
        return { value: undefined, failure: isCircle ? 'it is nested too deep, or an alias stands for what it is in.' : `${error instanceof Error ? error.message.replace(/\.$/, '') : String(error)}.` };
    }
}

function isObject(value: unknown): value is Record<string | number, unknown> {
    return typeof value === 'object' && value !== null;
}
