import { Project, type Diagnostic } from '../../language/project.ts';
import { setProjectFile } from '../../language/project-file.ts';
import type { Example } from '../../language/rule.ts';
import { language } from './language.ts';

const folder = 'file:///project/';

/** A project in memory, from one text (`example.apim`) or several files, with what the gateway is known to hold. */
export function openProject(example: Example): { project: Project; all(): (Diagnostic & { uri: string })[]; uri(name: string): string } {
    const { files, live } = typeof example === 'string' ? { files: { 'example.apim': example }, live: undefined } : example;
    const project = new Project(language);
    for (const [name, text] of Object.entries(files)) {
        if (name.endsWith('.apim')) project.setFile(folder + name, text);
        else setProjectFile(project, folder + name, text);
    }
    if (live) project.setLive(new Map(Object.entries(live)));
    project.takeChanged();
    return {
        project,
        uri: name => folder + name,
        all: () => Object.keys(files).flatMap(name => project.diagnostics(folder + name).map(diagnostic => ({ ...diagnostic, uri: folder + name })))
    };
}
