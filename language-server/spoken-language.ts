import { config } from '@vscode/l10n';

/**
 * What is user interface in an editor (lenses, titles of actions, sentences of dialogs, and what the floors below say of gateways, roles and
 * environments) is said with `t` of `@vscode/l10n`, in the language whose texts the editor hands over when it starts the server; an editor that
 * hands over none, and the command line, which never does, speak English. Findings of the rules are English everywhere.
 * The one state of these floors that is not of a connection: a process of the server has one editor.
 */
export function speak(options: unknown): void {
    const { translations } = (options ?? {}) as { translations?: unknown };
    const entries = Object.entries(typeof translations === 'object' && translations !== null ? translations : {});
    config({ contents: Object.fromEntries(entries.filter((entry): entry is [string, string] => typeof entry[1] === 'string')) });
}
