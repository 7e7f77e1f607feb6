import { t } from '@vscode/l10n';
import { append, freeParameterName, type Fix, type Problem } from '../features/fix.ts';
import { syntaxAt } from '../features/syntax-at.ts';
import { writtenName } from '../features/written-name.ts';
import { editAt } from '../lifecycle/standing.ts';

/** Lets a parameter stand where the gateway would fill in something of its own. */
export function fixGatewayPlaceholder({ project, uri, diagnostic: { range } }: Problem): Fix[] {
    const syntax = syntaxAt(project, uri, range.start, 'StringValue')?.$cstNode;
    const [, placeholder] = /^[^$]*\$\$\{([^}]*)\}[^$]*$/.exec(syntax?.text ?? '') ?? [];
    if (!syntax || placeholder === undefined) return [];
    const name = freeParameterName(project, placeholder, 'value');
    const written = syntax.text.replace(`$\${${placeholder}}`, `\${${name}}`);
    return [{ title: t("Make it parameter '{0}'", name), edits: [editAt(project, uri, syntax.offset, syntax.end, written), append({ project, uri }, `parameter ${writtenName(name)}: string`)] }];
}
