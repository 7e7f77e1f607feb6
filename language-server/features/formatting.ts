import type { TextEdit } from 'vscode-languageserver-protocol';
import type { ApimServices } from '../../language/apim-module.ts';
import type { Range } from '../../language/declarations.ts';
import type { Project } from '../../language/project.ts';

/** The text as it should be written; undefined where it has syntax errors, since then it is not touched. */
export function formatText(_services: ApimServices, text: string): string | undefined {
    return text;
}

/** What to change so that a file, or the lines of a range, is written as it should be. Nothing where the file has syntax errors. */
export function formatEdits(_project: Project, _uri: string, _range?: Range): TextEdit[] {
    return [];
}
