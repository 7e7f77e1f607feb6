import type { MyClients } from '../../registration/my-clients.ts';
import type { OperationResult, RegistrationOutcome } from '../../registration/operation.ts';
import { summaryText } from '../diagnostics.ts';
import { placeOf, type Findings } from './findings.ts';

/** The findings as a table, for the summary of a build or a pull request. */
export function asMarkdown({ checked, found, fileOf }: Findings): string {
    const rows = found.map(({ uri, diagnostic }) => {
        const { severity, message, code } = diagnostic;
        const { startLine, startColumn } = placeOf(diagnostic);
        return [severity, inCode(`${fileOf(uri)}:${startLine}:${startColumn}`), inText(message), inCode(code)];
    });
    return `${[`# Check`, summaryText(checked, found), ...table(['Severity', 'Place', 'Finding', 'Rule'], rows)].join('\n\n')}\n`;
}

/** *My Clients*, a row a contract. */
export function clientsAsMarkdown({ organizations, environment, hidden }: MyClients): string {
    const rows = organizations.flatMap(({ clients }) => clients.flatMap(({ versions }) => versions.flatMap(({ key, state, contracts }) => {
        const own = contracts.length === 0 ? [['', '', '']] : contracts.map(({ api, plan, url, state: ofContract }) =>
            [inCode(api), `${inText(plan)}${ofContract === state ? '' : ` (${inState(ofContract)})`}`, url === undefined ? '' : inCode(url)]);
        return own.map((cells, index) => [index === 0 ? inCode(key) : '', index === 0 ? inState(state) : '', ...cells]);
    })));
    return `${[
        `# Clients${environment === undefined ? '' : ` in ${inText(environment)}`}`,
        ...(rows.length === 0 ? ['There are no clients that you may see.'] : table(['Client', 'State', 'API', 'Plan', 'Managed URL'], rows)),
        ...(hidden.count > 0 ? [inText(hidden.hint)] : [])
    ].join('\n\n')}\n`;
}

/** What became of a registration. */
export function outcomeAsMarkdown({ operations, summary }: RegistrationOutcome, environment: string, fileOf: (uri: string) => string): string {
    const rows = operations.map(one => [one.outcome, one.kind, inCode(one.entity), inCode(one.gateway), failureText(one, fileOf)]);
    return `${[`# Registration in ${inText(environment)}`, inText(summary), ...table(['Outcome', 'Change', 'Entity', 'Gateway', 'Why'], rows)].join('\n\n')}\n`;
}

function failureText({ error, origin }: OperationResult, fileOf: (uri: string) => string): string {
    const place = origin.uri === '' ? '' : `${inCode(`${fileOf(origin.uri)}:${origin.range.start.line + 1}`)} `;
    return error === undefined ? '' : `${place}${inText(error)}`;
}

function table(head: string[], rows: string[][]): string[] {
    const line = (cells: string[]) => `| ${cells.join(' | ')} |`;
    return rows.length === 0 ? [] : [[line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n')];
}

function inState(state: string): string {
    return state.replace('-', ' ');
}

/** Names and messages must show as they are, and neither end a cell nor start a link or a tag. */
function inText(text: string): string {
    return text.replaceAll(/\s+/g, ' ').replaceAll(/[\\`*_[\]<>|~#&]/g, character => `\\${character}`);
}

/** Within a cell even code must not hold a bar, and a longer fence lets it hold backticks. */
function inCode(text: string): string {
    const shown = text.replaceAll(/\s+/g, ' ').replaceAll('|', '\\|');
    const longest = Math.max(0, ...[...shown.matchAll(/`+/g)].map(([run]) => run.length));
    const fence = '`'.repeat(longest + 1);
    return longest === 0 ? `\`${shown}\`` : `${fence} ${shown} ${fence}`;
}
