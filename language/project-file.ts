import { defaultEnvironmentName, implicitEnvironment } from '../project/environment.ts';
import { parseProjectFile, type ParsedProjectFile, type ProjectFinding } from '../project/project-file.ts';
import { nearestName } from '../project/suggestion.ts';
import { reportUndeclared } from './checks/undeclared.ts';
import { convertValue, type Scalar } from './option-values.ts';
import type { Project, ProjectFileCheck } from './project.ts';
import { builtInParameters, type ProjectSettings } from './project-settings.ts';
import type { ProjectView } from './project-view.ts';
import { finding, type Finding } from './report.ts';
import { rules } from './rules.ts';

/** Gives a project the text of its `apim.yaml`, and the environment whose values are used (default: the file's own default). */
export function setProjectFile(project: Project, uri: string, text: string | undefined, environment?: string): ParsedProjectFile {
    const parsed = parseProjectFile(text, { knownRules });
    project.setProjectFile(uri, settingsOf(parsed, environment), checkOf(parsed));
    return parsed;
}

export function settingsOf(parsed: ParsedProjectFile, environment = defaultEnvironmentName(parsed.file) ?? implicitEnvironment): ProjectSettings {
    const { dialect, rules: levels, environments } = parsed.file;
    return {
        dialect, rules: levels, environment,
        environments: Object.entries(environments).map(([name, { parameters, gateway, gateways = [] }]) => ({
            name, parameters,
            gateways: [gateway, ...gateways].flatMap(one => one === undefined || one === 'local' ? [] : [{ url: one.url, publicUrl: one.publicUrl ?? one.url }])
        }))
    };
}

const knownRules: ReadonlySet<string> = new Set(Object.keys(rules));

function checkOf(parsed: ParsedProjectFile): ProjectFileCheck {
    return view => [
        ...undeclared(parsed, view),
        ...parsed.findings.map(({ rule, severity, message, range, ...known }): Finding => ({ rule, severity, message, range, related: [], data: dataOf(known) })),
        ...Object.entries(parsed.file.environments).flatMap(([name, { parameters }]) => [
            ...missingValues(name, parameters, parsed, view),
            ...Object.entries(parameters).flatMap(([parameter, value]) => valueFindings(name, parameter, value, parsed, view))
        ])
    ];
}

function dataOf({ replacement, insertion, ofSchema }: Pick<ProjectFinding, 'replacement' | 'insertion' | 'ofSchema'>): Record<string, string> {
    return {
        ...replacement === undefined ? {} : { replacement },
        ...insertion ? { insertion: insertion.text, line: String(insertion.at.line), character: String(insertion.at.character) } : {},
        ...ofSchema ? { ofSchema: 'true' } : {}
    };
}

/** What was registered in organizations that are declared no more. */
function undeclared(parsed: ParsedProjectFile, view: ProjectView): Finding[] {
    const findings: Finding[] = [];
    const range = () => parsed.rangeOf(['environments', view.settings.environment], 'key');
    for (const organization of view.recordedOrganizations()) {
        if (view.index.find('organization', organization)) continue;
        reportUndeclared(organization, view, (rule, blanks) => findings.push(finding(rule, blanks, range())));
    }
    return findings;
}

function missingValues(environment: string, given: Readonly<Record<string, Scalar>>, parsed: ParsedProjectFile, view: ProjectView): Finding[] {
    return [...view.index.keys('parameter')].sort().flatMap(name => {
        const declared = view.index.find('parameter', name);
        if (!declared || declared.secret || declared.default || name in given || name in builtInParameters) return [];
        return [{ ...finding('parameter-without-value', { p: name, env: environment }, parsed.rangeOf(['environments', environment], 'key')), data: { parameter: name } }];
    });
}

/** The parameter whose name is near, and that the environment gives no value yet. */
function meantParameter(written: string, view: ProjectView): Pick<Finding, 'data'> {
    const replacement = nearestName(written, [...view.index.keys('parameter')].sort());
    return replacement === undefined ? {} : { data: { replacement } };
}

function valueFindings(environment: string, name: string, value: Scalar, parsed: ParsedProjectFile, view: ProjectView): Finding[] {
    const path = ['environments', environment, 'parameters', name];
    const declared = view.index.find('parameter', name);
    if (!declared) return name in builtInParameters ? [] : [{ ...finding('unknown-parameter', { p: name }, parsed.rangeOf(path, 'key')), ...meantParameter(name, view) }];
    if (declared.secret) return [finding('secret-in-clear', {}, parsed.rangeOf(path))];
    if (!declared.type) return [];
    // What stands in YAML is judged like a value that a parameter supplies, so that `10MB` and `"8"` count as what they mean.
    const { problems } = convertValue(name, { kind: 'symbol', name }, declared.type, () => ({ kind: 'value', value }));
    return problems.flatMap(problem => {
        if (problem.rule === 'option-type') return [finding('parameter-type', { p: name, expected: problem.blanks.expected }, parsed.rangeOf(path))];
        return problem.rule === 'unit-mismatch' ? [finding('unit-mismatch', problem.blanks, parsed.rangeOf(path))] : [];
    });
}
