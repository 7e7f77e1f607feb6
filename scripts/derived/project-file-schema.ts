import { toJsonSchema } from '@valibot/to-json-schema';
import { projectFileSchema } from '../../project/project-file-schema.ts';

/** project/apim.schema.json, which editors complete and check `apim.yaml` with. What it cannot say, such as that an address holds no password, is left out. */
export function projectFileJsonSchema(): string {
    const schema = toJsonSchema(projectFileSchema, { typeMode: 'input', target: 'draft-07', errorMode: 'ignore' });
    return `${JSON.stringify({ $schema: 'http://json-schema.org/draft-07/schema#', ...schema }, undefined, 2)}\n`;
}
