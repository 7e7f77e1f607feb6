import { shown, type Row } from './measurements/row.ts';

/** Rows as lines of a terminal. */
export function printed(rows: readonly Row[]): string {
    return rows.map(row => {
        const [value, goal] = cells(row);
        return `${row.what.padEnd(90)} ${value.padStart(10)}  ${goal.padStart(10)}  ${verdict(row).padEnd(6)}  ${row.note ?? ''}`.trimEnd();
    }).map(line => `${line}\n`).join('');
}

/** Rows as a table in Markdown. */
export function asMarkdown(rows: readonly Row[]): string {
    const lines = rows.map(row => {
        const [value, goal] = cells(row);
        return `| ${row.what} | ${value} | ${goal} | ${verdict(row)} | ${row.note ?? ''} |`;
    });
    return ['| figure | measured | goal | | beside |', '|---|--:|--:|---|---|', ...lines].join('\n');
}

function cells({ value, unit, goal }: Row): [value: string, goal: string] {
    return [value === undefined ? '–' : `${shown(value)} ${unit}`, goal === undefined ? '' : `≤ ${goal} ${unit}`];
}

function verdict({ value, goal }: Row): 'met' | 'missed' | '' {
    return goal === undefined ? '' : value !== undefined && value <= goal ? 'met' : 'missed';
}
