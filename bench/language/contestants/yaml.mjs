// Parses the YAML files of a folder and checks them against the schema beside them: `node yaml.mjs FOLDER`.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv } from 'ajv';
import { parse } from 'yaml';

const folder = process.argv[2];
const validate = new Ajv({ allErrors: true }).compile(JSON.parse(readFileSync(join(folder, 'schema.json'), 'utf8')));
const files = readdirSync(folder).filter(name => name.endsWith('.yaml'));
let errors = 0;
for (const name of files) {
    if (!validate(parse(readFileSync(join(folder, name), 'utf8')))) errors += validate.errors.length;
}
process.stdout.write(`${files.length} files, ${errors} errors\n`);
