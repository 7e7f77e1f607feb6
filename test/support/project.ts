import { recorder } from '../../compiler/recorder.ts';
import { Project, type Diagnostic } from '../../language/project.ts';
import { defaultSettings } from '../../language/project-settings.ts';
import { setProjectFile } from '../../language/project-file.ts';
import type { RegistrationRecord } from '../../language/record.ts';
import type { Example } from '../../language/rule.ts';
import { language } from './language.ts';
import { recordOf } from './record.ts';

const folder = 'file:///project/';

/** Rules that find something in almost every short text. */
export const remarks = ['missing-description', 'unused-plan', 'empty-plan', 'api-without-consumer', 'unused-parameter', 'unusual-placement', 'basic-static-production', 'plans-identical'];

export interface OpenProject {
    project: Project;
    all(): (Diagnostic & { uri: string })[];
    /** Without the remarks that almost every short text earns. */
    findings(): (Diagnostic & { uri: string })[];
    uri(name: string): string;
}

/**
 * A project in memory, from one text (`example.apim`) or several files, with what the gateway is known to hold and what was registered last.
 * `asRecorded` may make another record of what was registered.
 */
export function openProject(example: Example, asRecorded: (record: RegistrationRecord) => RegistrationRecord = record => record): OpenProject {
    const { files, before, live } = typeof example === 'string' ? { files: { 'example.apim': example } } : example;
    const project = projectOf(files);
    if (live) project.setLive(new Map(Object.entries(live)));
    if (before) project.setRecord(asRecorded(recordOf(projectOf({ ...settingsOf(files), ...before }))), recorder);
    takeChanged(project);
    const all = () => Object.keys(files).flatMap(name => project.diagnostics(folder + name).map(diagnostic => ({ ...diagnostic, uri: folder + name })));
    return { project, all, findings: () => all().filter(({ code }) => !remarks.includes(code)), uri: name => folder + name };
}

/** The files whose diagnostics may have changed since the last call, all of them and in the order of their names. */
export function takeChanged(project: Project): string[] {
    return [...new Set(project.changes())].sort();
}

function projectOf(files: Record<string, string>): Project {
    const project = new Project(language, defaultSettings, uri => uri.slice(folder.length) in files);
    for (const [name, text] of Object.entries(files)) {
        if (name.endsWith('.apim')) project.setFile(folder + name, text);
        else if (name === 'apim.yaml') setProjectFile(project, folder + name, text);
    }
    return project;
}

function settingsOf(files: Record<string, string>): Record<string, string> {
    return Object.fromEntries(Object.entries(files).filter(([name]) => !name.endsWith('.apim')));
}
