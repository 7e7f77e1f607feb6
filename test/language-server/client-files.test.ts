import assert from 'node:assert/strict';
import type { Connection } from 'vscode-languageserver';
import { clientFiles, withClientFiles } from '../../language-server/client-files.ts';
import { FileExistsRequest, ReadDirectoryRequest, ReadFileRequest } from '../../language-server/protocol.ts';
import type { Surroundings } from '../../language-server/session/project-session.ts';

/** An editor that answers for each message, and what it was asked. */
function editor(answers: Record<string, unknown>) {
    const asked: [method: string, uri: string][] = [];
    const connection = {
        sendRequest: async ({ method }: { method: string }, { uri }: { uri: string }) => {
            asked.push([method, uri]);
            if (!(method in answers)) throw new Error('Unhandled method');
            return answers[method];
        }
    } as unknown as Connection;
    return { connection, asked };
}

const folder = 'memfs://stage/my shop';

describe('files that only the editor can read', () => {
    it('are asked for by their URI', async () => {
        const { connection, asked } = editor({ [ReadFileRequest.method]: { text: 'client' }, [ReadDirectoryRequest.method]: { entries: [{ name: 'a.apim', kind: 'file' }] }, [FileExistsRequest.method]: { exists: false } });
        const files = clientFiles(connection);
        assert.equal(await files.readFile(`${folder}/ä.apim`), 'client');
        assert.deepEqual(await files.readDirectory(folder), [{ name: 'a.apim', kind: 'file' }]);
        assert.equal(await files.exists(`${folder}/a.yaml`), false);
        assert.deepEqual(asked.map(([, uri]) => uri), ['memfs://stage/my%20shop/%C3%A4.apim', 'memfs://stage/my%20shop', 'memfs://stage/my%20shop/a.yaml']);
    });

    it('are none, and no mistake in a definition, where an editor reads none for us', async () => {
        const files = clientFiles(editor({}).connection);
        assert.deepEqual([await files.readFile(`${folder}/a.apim`), await files.readDirectory(folder), await files.exists(`${folder}/a.yaml`)], [undefined, [], true]);
        assert.equal(await clientFiles(editor({ [ReadFileRequest.method]: {} }).connection).readFile(`${folder}/gone.apim`), undefined);
    });

    it('are only those that are on no disk', async () => {
        const { connection, asked } = editor({ [ReadFileRequest.method]: { text: 'from the editor' }, [FileExistsRequest.method]: { exists: false } });
        const looked: string[] = [];
        const disk: Required<Surroundings> = {
            readFile: async path => `from the disk: ${path}`, readDirectory: async () => [], exists: () => true,
            localGateway: async path => { looked.push(path); return 'http://127.0.0.1:8082'; }
        };
        const files = withClientFiles(disk, connection);
        assert.equal(await files.readFile('/home/shop/a.apim'), 'from the disk: /home/shop/a.apim');
        assert.equal(await files.readFile('C:/shop/a.apim'), 'from the disk: C:/shop/a.apim', 'a drive is no scheme');
        assert.equal(await files.readFile(`${folder}/a.apim`), 'from the editor');
        assert.deepEqual([files.exists?.('/home/shop/a.yaml'), await files.exists?.(`${folder}/a.yaml`)], [true, false]);
        assert.deepEqual([await files.localGateway?.('/home/shop'), await files.localGateway?.(folder), looked], ['http://127.0.0.1:8082', undefined, ['/home/shop']]);
        assert.equal(asked.length, 2);
    });
});
