import type { ImportedFiles } from '../../../language-server/protocol.ts';
import type { Translate } from '../../infrastructure/translate.ts';

/** What somebody has to know of an import, as Markdown; undefined where there is nothing to say. */
export function remarksAsMarkdown({ findings, declared, errors }: Pick<ImportedFiles, 'findings' | 'declared' | 'errors'>, unread: readonly string[], t: Translate): string | undefined {
    const told = (kind: ImportedFiles['findings'][number]['kind']) => findings.filter(finding => finding.kind === kind).map(({ entity, message }) => `**${entity}**: ${message}`);
    const sections: [title: string, lines: readonly string[]][] = [
        [t('Could not be read'), unread],
        [t('Left out: it stays at the gateway as it is'), told('left-out')],
        [t('Written differently: the next registration would change it'), told('differs')],
        [t('What the gateway does not tell'), told('note')],
        [t('Errors in the eyes of the language'), errors],
        [t('Declared already, and left as it is'), declared.map(element => element.slice(element.indexOf(':') + 1))],
    ];
    const text = sections.filter(([, lines]) => lines.length > 0).map(([title, lines]) => `## ${title}\n\n${lines.map(line => `- ${line}`).join('\n')}\n`).join('\n');
    return text === '' ? undefined : text;
}
