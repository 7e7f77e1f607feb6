import { CompletionItemKind, type CompletionList, type Hover } from 'vscode-languageserver-protocol';
import type { Position } from '../../language/declarations.ts';
import type { Project } from '../../language/project.ts';
import { rules, ruleOf, type RuleId } from '../../language/rules.ts';
import { printType } from '../../language/type-description.ts';
import { environmentNames } from '../../project/environment.ts';
import type { ParsedProjectFile } from '../../project/project-file.ts';
import projectFileSchema from '../../project/apim.schema.json' with { type: 'json' };
import { toItem, type Proposal } from './completion-item.ts';
import { placeAt, type ProjectFilePlace } from './project-file-place.ts';

/** The part of JSON Schema that the schema of `apim.yaml` is written in. */
interface Schema {
    description?: string; type?: string; const?: unknown; enum?: unknown[]; default?: unknown;
    properties?: Record<string, Schema>; additionalProperties?: Schema | boolean; items?: Schema; anyOf?: Schema[]; oneOf?: Schema[];
}

/** An `apim.yaml` and the project that it belongs to. */
export interface ProjectFile { uri: string; text: string; parsed: ParsedProjectFile; project: Project }

/** `ofSchema`: the JSON schema leads to the same, so that an editor that completes with it has it already. */
type SchemaProposal = Proposal & { ofSchema: boolean };

/** Keys that are not there yet with what they mean, and the values that a key can have. */
export function projectFileCompletion(file: ProjectFile, position: Position): CompletionList {
    const place = placeAt(file.text, position);
    const proposals = place.key === undefined ? keys(file, place) : values(file, place, place.key);
    return { isIncomplete: false, items: proposals.map(({ ofSchema, ...proposal }) => ({ ...toItem(proposal, place.range, { snippets: false }), ...ofSchema ? { data: { ofSchema } } : {} })) };
}

/** What a key means, what it can be, and what it is where it is left out. */
export function projectFileHover(file: ProjectFile, position: Position): Hover | undefined {
    const line = file.text.split(/\r?\n/)[position.line] ?? '';
    const end = position.character + (/^[\w.@/-]*/.exec(line.slice(position.character))?.[0].length ?? 0);
    const { path, word, range, key } = placeAt(file.text, { line: position.line, character: end });
    if (key !== undefined || word === '' || !/^["']?\s*:/.test(line.slice(end))) return undefined;
    const value = meaningOf(file, path, word);
    return value === '' ? undefined : { contents: { kind: 'markdown', value }, range };
}

function keys(file: ProjectFile, { path, siblings }: ProjectFilePlace): SchemaProposal[] {
    const named = namesAt(file, path);
    const known = schemasAt(path).flatMap(schema => Object.keys(schema.properties ?? {}));
    return [...new Set([...known, ...named])].filter(name => !siblings.has(name)).map(name => ({
        label: name, kind: CompletionItemKind.Property, insert: `${name}: `, documentation: meaningOf(file, path, name), rank: 1, continues: true, ofSchema: !named.includes(name)
    }));
}

function values(file: ProjectFile, { path }: ProjectFilePlace, key: string): SchemaProposal[] {
    const choices = schemasAt([...path, key]).flatMap(schema => schema.enum ?? (schema.const === undefined ? schema.type === 'boolean' ? [true, false] : [] : [schema.const])).map(String);
    const environments = path.length === 0 && key === 'defaultEnvironment' ? environmentNames(file.parsed.file) : [];
    const parameter = path[0] === 'environments' && path[2] === 'parameters' ? file.project.index.find('parameter', key)?.type : undefined;
    const listed = parameter?.kind === 'enumeration' ? parameter.values : parameter?.kind === 'basic' && parameter.name === 'boolean' ? [true, false] : [];
    return [...new Set([...choices, ...environments, ...listed].map(String))].map(value => ({ label: value, kind: CompletionItemKind.Value, rank: 1, ofSchema: choices.includes(value) }));
}

/** Names that the project decides: its parameters, and the rules. */
function namesAt({ project }: ProjectFile, path: ProjectFilePlace['path']): string[] {
    if (path.length === 1 && path[0] === 'rules') return Object.keys(rules);
    if (path.length === 3 && path[0] === 'environments' && path[2] === 'parameters') {
        return project.view.parameterNames().filter(name => project.index.find('parameter', name)?.secret !== true).sort();
    }
    return [];
}

function meaningOf(file: ProjectFile, path: ProjectFilePlace['path'], key: string): string {
    if (path.length === 1 && path[0] === 'rules') return key in rules ? `${ruleOf(key as RuleId).severity}: ${ruleOf(key as RuleId).message.replace('{hint}', '')}\n\n${ruleOf(key as RuleId).why}` : '';
    if (path.length === 3 && path[2] === 'parameters') {
        const type = file.project.index.find('parameter', key)?.type;
        return type ? `Parameter of the type \`${printType(type)}\`.` : key === 'apimanVersion' ? 'The release of Apiman that the gateways of this environment run.' : '';
    }
    const [schema] = schemasAt([...path, key]);
    const described = schemasAt(path).flatMap(({ properties }) => properties?.[key]?.description ?? []);
    const left = schema?.default;
    const value = typeof left === 'string' || typeof left === 'boolean' ? ` Left out: \`${left}\`.` : '';
    return `${described[0] ?? schema?.description ?? ''}${value}`.trim();
}

/** The schemas that hold for what stands at a path: several where there are alternatives. */
function schemasAt(path: ProjectFilePlace['path']): Schema[] {
    return path.reduce<Schema[]>((schemas, step) => schemas.flatMap(one => alternatives(below(one, step))), alternatives(schema));
}

const schema = projectFileSchema as unknown as Schema;

function below({ properties, additionalProperties, items }: Schema, step: string | 0): Schema | undefined {
    return step === 0 ? items : properties?.[step] ?? (typeof additionalProperties === 'object' ? additionalProperties : undefined);
}

function alternatives(one: Schema | undefined): Schema[] {
    if (!one) return [];
    const choices = one.anyOf ?? one.oneOf;
    return choices ? choices.flatMap(choice => alternatives({ ...choice, ...(one.description === undefined ? {} : { description: one.description }) })) : [one];
}
