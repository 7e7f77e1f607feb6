import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { Ajv } from 'ajv';
import { parse } from 'yaml';
import { formats, type FormatName } from '../../bench/language/formats.ts';
import { countsOf, modelOf } from '../../bench/language/model.ts';
import { leafOf, placesOf } from '../../bench/language/places.ts';
import { fileOf, inScratchFolder, withMistake, writeWorkspace, type Workspace } from '../../bench/language/workspace.ts';
import { openProject } from '../support/project.ts';

const model = modelOf(300);
const names = Object.keys(formats) as FormatName[];

const written = (name: FormatName, mistaken: boolean, work: (workspace: Workspace, texts: Map<string, string>) => void) => inScratchFolder(folder => {
    const workspace = writeWorkspace(folder, name, model, () => mistaken);
    work(workspace, new Map(readdirSync(folder).map(file => [file, readFileSync(join(folder, file), 'utf8')])));
});

describe('the workspaces of the bench', () => {
    it('have three contracts for nearly every client, an API for ten and a plan for a hundred, in one file an organization', () => {
        assert.deepEqual(countsOf(model), { organizations: 3, plans: 3, apis: 30, clients: 300, contracts: 880 });
        assert.deepEqual(countsOf(modelOf(1000, Infinity)), { organizations: 1, plans: 10, apis: 100, clients: 1000, contracts: 2980 });
        assert.deepEqual(modelOf(300), model);
    });

    it('refer to other organizations, and all to a plan of the first', () => {
        const foreign = model.organizations.flatMap(({ name, clients }) => clients.flatMap(({ contracts }) => contracts.filter(({ organization }) => organization !== name)));
        assert.ok(foreign.length > 400);
        assert.ok(model.organizations.every(({ clients }) => clients.every(({ contracts }) => contracts.some(({ plan }) => plan === 'Gold0'))));
    });

    for (const name of names) {
        it(`declare the same in ${name}`, () => written(name, false, (_, texts) => {
            const count = (pattern: RegExp) => [...texts.values()].reduce((sum, text) => sum + [...text.matchAll(pattern)].length, 0);
            const found = Object.fromEntries(Object.entries(formats[name].declarations).map(([kind, pattern]) => [kind, count(pattern)]));
            assert.deepEqual(found, countsOf(model));
        }));
    }

    it('have no diagnostic as .apim, and one error in each file where a mistake is wanted', async () => {
        const errors = (texts: Map<string, string>) => openProject({ files: Object.fromEntries([...texts].filter(([file]) => file.endsWith('.apim'))) }).all();
        await written('apim', false, (_, texts) => assert.deepEqual(errors(texts), []));
        await written('apim', true, (_, texts) => assert.deepEqual(errors(texts).map(({ code }) => code), model.organizations.map(() => 'contract-plan-not-offered')));
    });

    it('fit their schema as YAML, hold the same as the JSON, and do not fit where a mistake is wanted', async () => {
        const data = new Map<string, unknown>();
        await written('json', false, (_, texts) => { for (const [file, text] of texts) data.set(basename(file, '.json'), JSON.parse(text)); });
        for (const mistaken of [false, true]) {
            await written('yaml', mistaken, ({ folder, format }, texts) => {
                const validate = new Ajv().compile(JSON.parse(texts.get('schema.json')!) as object);
                for (const organization of model.organizations) {
                    const file = basename(fileOf({ folder, format, model, bytes: 0 }, organization));
                    const parsed: unknown = parse(texts.get(file)!);
                    assert.equal(validate(parsed), !mistaken);
                    if (!mistaken) assert.deepEqual(parsed, data.get(basename(file, '.yaml')));
                }
            });
        }
    });

    for (const name of names) {
        it(`can be made wrong in ${name} at one place that can be found again`, () => written(name, false, (workspace, texts) => {
            const { file, begins, right, wrong } = leafOf(workspace);
            const text = texts.get(basename(file))!;
            const at = text.indexOf(right, text.indexOf(begins));
            assert.ok(text.includes(begins) && at > 0);
            const [organization] = model.organizations;
            const [client] = organization!.clients;
            const mistaken = withMistake(workspace.format, organization!, client!, workspace.format.organization(organization!));
            assert.equal(mistaken.replace(wrong, right), workspace.format.organization(organization!));
        }));
    }

    it('have what is edited and asked where the bench looks for it', () => written('apim', false, (workspace, texts) => {
        const { api, plan, contract, via, declaration } = placesOf(workspace);
        for (const { file, begins, right } of [api, plan]) assert.ok(texts.get(basename(file))!.indexOf(right, texts.get(basename(file))!.indexOf(begins)) > 0);
        for (const { file, text } of [contract, via, declaration]) assert.ok(texts.get(basename(file))!.includes(text));
        assert.equal(api.concerns.length, 2);
    }));
});
