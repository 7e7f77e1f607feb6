import type { Hover } from 'vscode-languageserver-protocol';
import type { Position } from '../../language/declarations.ts';
import type { Project } from '../../language/project.ts';

/** What stands at a position, in Markdown; never the value of a secret. */
export function hover(_project: Project, _uri: string, _position: Position): Hover | undefined {
    return undefined;
}
