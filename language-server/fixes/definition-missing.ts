import { t } from '@vscode/l10n';
import { fileBeside } from '../../language/file-beside.ts';
import { replace, type Fix, type Problem } from '../features/fix.ts';
import { syntaxAt } from '../features/syntax-at.ts';

/** Takes a file of the same name with another ending, where there is one: those are what definitions are kept in. */
export function fixDefinitionMissing(problem: Problem): Fix[] {
    const { project, uri, diagnostic: { range } } = problem;
    const value = syntaxAt(project, uri, range.start, 'StringValue', 'RawValue')?.text;
    if (value === undefined || /[\\$]/.test(value)) return [];
    const path = value.slice(1, -1);
    const stem = path.replace(/(\.openapi)?\.\w+$/, '');
    const isThere = (candidate: string) => candidate !== path && project.view.fileExists(fileBeside(uri, candidate) ?? uri) === true;
    const found = endings.map(ending => `${stem}${ending}`).filter(isThere);
    return found.map(candidate => replace(problem, t("Use '{0}'", candidate), `"${candidate}"`, found.length === 1));
}

const endings = ['.openapi.yaml', '.openapi.yml', '.openapi.json', '.yaml', '.yml', '.json', '.wsdl', '.xml'];
