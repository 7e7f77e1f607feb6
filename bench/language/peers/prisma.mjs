// Validates the schema of a folder with Prisma's own engine, which `prisma validate` calls as well: `node prisma.mjs FOLDER`.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { lint } from '@prisma/prisma-schema-wasm';

const folder = process.argv[2];
const files = readdirSync(folder).filter(name => name.endsWith('.prisma')).map(name => [name, readFileSync(join(folder, name), 'utf8')]);
const findings = JSON.parse(lint(JSON.stringify(files)));
process.stdout.write(`${files.length} files, ${findings.filter(({ is_warning: isWarning }) => !isWarning).length} errors\n`);
