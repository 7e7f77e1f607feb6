import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { cpus, totalmem } from 'node:os';
import { join } from 'node:path';
import { root } from './contestants.ts';
import type { Extent, Row } from './measurements/row.ts';
import { asMarkdown } from './table.ts';

/** What was measured last, a section at a time: a run may leave some out. */
interface Results {
    [section: string]: { date: string; machine: string; largest: number; rows: Row[] };
}

const resultsFile = join(import.meta.dirname, 'results.json');
const page = join(root, 'docs/performance.md');
const [begin, end] = ['<!-- figures -->', '<!-- end of the figures -->'];

/** Keeps the figures of a section, and shows all that are kept in docs/performance.md. */
export function record(section: string, { largest }: Extent, rows: Row[]): void {
    const results = existsSync(resultsFile) ? JSON.parse(readFileSync(resultsFile, 'utf8')) as Results : {};
    results[section] = { date: new Date().toISOString().slice(0, 10), machine: machine(), largest, rows };
    writeFileSync(resultsFile, `${JSON.stringify(results, undefined, 2)}\n`);
    const text = readFileSync(page, 'utf8');
    writeFileSync(page, `${text.slice(0, text.indexOf(begin) + begin.length)}\n${figuresOf(results)}\n${text.slice(text.indexOf(end))}`);
}

/** The part of docs/performance.md that follows from the figures. */
export function figuresOf(results: Results): string {
    return Object.entries(results).map(([section, { date, machine, rows }]) => `### ${section}\n\n${date}, ${machine}.\n\n${asMarkdown(rows)}\n`).join('\n');
}

function machine(): string {
    const [cpu] = cpus();
    return `${cpus().length} cores of ${cpu?.model.trim() || process.arch}, ${Math.round(totalmem() / 2 ** 30)} GiB, Node ${process.versions.node}`;
}
