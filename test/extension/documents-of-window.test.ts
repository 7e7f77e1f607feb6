import assert from 'node:assert/strict';
import { DocumentsOfWindow } from '../../extension/infrastructure/documents-of-window.ts';

const folder = (scheme: string) => ({ uri: { scheme } });
const schemes = ({ selector }: DocumentsOfWindow) => [...new Set(selector.map(({ scheme }) => scheme))];

describe('the documents that the language server is shown', () => {
    it('are those on disk, those that ship along, and those of the folders of the window', () => {
        const documents = new DocumentsOfWindow('https', [folder('memfs'), folder('file')]);
        assert.deepEqual(schemes(documents), ['file', 'https', 'memfs']);
        assert.deepEqual(documents.selector.filter(({ scheme }) => scheme === 'memfs'), [{ scheme: 'memfs', language: 'apim' }, { scheme: 'memfs', pattern: '**/apim.yaml' }]);
    });

    it('are more when a folder of another file system is added, and who holds the selector sees it', () => {
        const documents = new DocumentsOfWindow('file');
        const { selector } = documents;
        assert.equal(documents.add([folder('file')]), false);
        assert.equal(documents.add([folder('vscode-vfs'), folder('file')]), true);
        assert.equal(documents.add([folder('vscode-vfs')]), false);
        assert.deepEqual([selector.length, schemes(documents)], [4, ['file', 'vscode-vfs']]);
    });
});
