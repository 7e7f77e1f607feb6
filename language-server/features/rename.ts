import { t } from '@vscode/l10n';
import type { Range, TextEdit, WorkspaceEdit } from 'vscode-languageserver-protocol';
import type { Position } from '../../language/declarations.ts';
import type { Project } from '../../language/project.ts';
import type { ParsedProjectFile } from '../../project/project-file.ts';
import { nameAt, type NameAt } from './name-at.ts';
import { elementName, writtenName } from './written-name.ts';

/** Why something cannot be renamed, in a sentence for the user. */
export interface Refusal { refused: string }

/** The range of the name that would be renamed, and the name as it is without backticks. */
export function prepareRename(project: Project, uri: string, position: Position): { range: Range; placeholder: string } | Refusal {
    const name = nameAt(project, uri, position);
    if (!name) return { refused: t('Only a name that stands for something declared can be renamed.') };
    return refusal(project, name) ?? { range: name.site.range, placeholder: elementName(name.site.element) };
}

/** Renames an element in all its versions, and every place that names it: in strings too, and a parameter in `apim.yaml`. */
export function rename(project: Project, uri: string, position: Position, newName: string, projectFile?: { uri: string; parsed: ParsedProjectFile }): WorkspaceEdit | Refusal {
    const name = nameAt(project, uri, position);
    if (!name) return { refused: t('Only a name that stands for something declared can be renamed.') };
    const bare = newName.trim().replace(/^`(.*)`$/, '$1');
    const refused = refusal(project, name) ?? unusable(bare) ?? taken(project, name, bare);
    if (refused) return refused;
    const changes: Record<string, TextEdit[]> = {};
    for (const [file, sites] of project.references.ofElement(name.site.element)) {
        const text = project.files.get(file)?.textDocument;
        changes[file] = sites.map(({ range }) => ({ range, newText: text && insideString(text.getText(before(range))) ? bare : writtenName(bare) }));
    }
    if (name.kind === 'parameter' && projectFile) {
        const { uri: file, parsed } = projectFile;
        const paths = Object.entries(parsed.file.environments).filter(([, { parameters }]) => Object.hasOwn(parameters, name.key)).map(([environment]) => ['environments', environment, 'parameters', name.key]);
        if (paths.length > 0) changes[file] = paths.map(path => ({ range: parsed.rangeOf(path, 'key'), newText: bare }));
    }
    return { changes };
}

function refusal(project: Project, { kind, key, site }: NameAt): Refusal | undefined {
    if (project.references.isDeclared(site.element)) return undefined;
    if (kind === 'policy-type' && project.view.isShipped(key)) return { refused: t("'{0}' ships with apim and cannot be renamed; declare a policy type of your own.", key) };
    if (kind === 'parameter' && project.view.parameter(key).kind !== 'unknown') return { refused: t("'{0}' is always there and cannot be renamed.", key) };
    return { refused: t("'{0}' is declared nowhere in the project.", elementName(site.element)) };
}

/** Names stand in URLs of the gateway. */
function unusable(name: string): Refusal | undefined {
    if (/^[A-Za-z0-9_.-]+$/.test(name) && name !== '.' && name !== '..') return undefined;
    return { refused: name === '' ? t('A name is needed.') : t("'{0}' cannot stand in a URL of the gateway: use letters, digits, '_', '.' and '-'.", name) };
}

/** Two elements of one name would become one. */
function taken(project: Project, { kind, site }: NameAt, name: string): Refusal | undefined {
    const element = `${site.element.slice(0, site.element.length - elementName(site.element).length)}${name}`;
    if (element === site.element) return undefined;
    if (project.references.isDeclared(element)) return { refused: t("'{0}' already exists.", name) };
    if (kind === 'policy-type' && project.view.isShipped(name)) return { refused: t("'{0}' is the name of a policy type that ships with apim.", name) };
    if (kind === 'parameter' && project.references.filesNaming(element).length > 0) return { refused: t("'{0}' already stands for a value elsewhere in the project; it would then mean the parameter.", name) };
    return undefined;
}

/** A placeholder is written without backticks: what stands in front of it is its `${`. */
function insideString(before: string): boolean {
    return /\$\{\s*$/.test(before);
}

function before({ start }: Range): Range {
    return { start: { line: start.line, character: 0 }, end: start };
}
