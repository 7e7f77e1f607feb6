import assert from 'node:assert/strict';
import { WillRenameFilesRequest } from 'vscode-languageserver-protocol';
import { definitionEdits } from '../../language-server/features/file-renames.ts';
import { createLanguage, Project } from '../../language/project.ts';
import { openProject } from '../support/project.ts';
import { ServerClient } from './server-client.ts';

const folder = 'file:///project/';
const text = 'organization A {\n  api X@1 { definition: "./spec/x.yaml" }\n  api Y@1 { definition: "https://y.example/y.yaml" }\n}\n';

/** What stands behind `definition` of X after files were moved; undefined where nothing changes. */
function after(renames: [from: string, to: string][], file = 'apis/a.apim'): string | undefined {
    const { project } = openProject({ files: { [file]: text } });
    const changes = definitionEdits(project, renames.map(([oldUri, newUri]) => ({ oldUri: folder + oldUri, newUri: folder + newUri })));
    return changes[folder + file]?.[0]?.newText;
}

describe('moving files', () => {
    it('keeps the definition of an API', () => {
        assert.equal(after([['apis/spec/x.yaml', 'apis/spec/orders.yaml']]), '"./spec/orders.yaml"');
        assert.equal(after([['apis/spec', 'definitions']]), '"../definitions/x.yaml"');
        assert.equal(after([['apis/a.apim', 'a.apim']]), '"./apis/spec/x.yaml"');
        assert.equal(after([['apis', 'offers']]), undefined);
        assert.equal(after([['apis/spec/z.yaml', 'apis/z.yaml']]), undefined);
        assert.equal(after([['apis/sp', 'apis/q']]), undefined);
    });

    it('keeps it where something else in the file has a mistake', () => {
        const { project } = openProject({ files: { 'a.apim': text.replace('api Y@1 {', 'api Y@1 { foo bar') } });
        const changes = definitionEdits(project, [{ oldUri: `${folder}spec`, newUri: `${folder}definitions` }]);
        assert.deepEqual(changes[`${folder}a.apim`]?.map(({ newText }) => newText), ['"./definitions/x.yaml"']);
    });

    // An editor waits for it whatever is moved, and concrete syntax of all APIs takes seconds.
    it('looks at no concrete syntax', () => {
        const project = new Project(createLanguage());
        project.setFile(`${folder}a.apim`, text);
        assert.equal(Object.keys(definitionEdits(project, [{ oldUri: `${folder}spec/x.yaml`, newUri: `${folder}x.yaml` }])).length, 1);
    });

    it('is asked by the editor beforehand', async () => {
        const client = await ServerClient.start({ 'a.apim': text.replace('./spec/', './'), 'x.yaml': 'openapi: 3.1.0\n', 'shop.apim': 'organization B { client C@1 }\n' });
        await client.until(() => client.codes('shop.apim').includes('client-without-contract'));
        const edit = await client.connection.sendRequest(WillRenameFilesRequest.type, { files: [{ oldUri: client.uri('x.yaml'), newUri: client.uri('orders.yaml') }] });
        assert.deepEqual(edit?.changes?.[client.uri('a.apim')]?.map(({ newText }) => newText), ['"./orders.yaml"']);
        await client.stop();
    });
});
