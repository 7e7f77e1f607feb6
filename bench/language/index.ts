/** What the language costs: `npm run bench [-- SECTION… --largest CLIENTS --quick --write]`. docs/performance.md says what is measured and how. */
import { parseArgs } from 'node:util';
import { check } from './measurements/check.ts';
import { longWork } from './measurements/long-work.ts';
import type { Extent, Row } from './measurements/row.ts';
import { start } from './measurements/start.ts';
import { oneFile, typing } from './measurements/typing.ts';
import { growth } from './growth.ts';
import { record } from './record.ts';
import { printed } from './table.ts';

const sections: Record<string, (extent: Extent) => Promise<Row[]>> = { check, start, typing, 'one-file': oneFile, 'long-work': longWork };

const { values, positionals } = parseArgs({ allowPositionals: true, options: { largest: { type: 'string', default: '100000' }, quick: { type: 'boolean' }, write: { type: 'boolean' } } });
const unknown = positionals.filter(name => !(name in sections));
if (unknown.length > 0) {
    process.stderr.write(`There is no section ${unknown.join(', ')}; there are ${Object.keys(sections).join(', ')}.\n`);
    process.exit(64);
}
if (values.quick) {
    process.exit(await growth() ? 0 : 1);
}
const extent: Extent = { largest: Number(values.largest) };
for (const name of positionals.length > 0 ? positionals : Object.keys(sections)) {
    const rows = await sections[name]!(extent).catch((error: unknown): Row[] => [{ what: name, value: undefined, unit: 'ms', note: error instanceof Error ? error.message : String(error) }]);
    process.stdout.write(printed(rows));
    if (values.write) record(name, extent, rows);
}
