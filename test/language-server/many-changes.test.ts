import assert from 'node:assert/strict';
import { FileChangeType, type FileEvent } from 'vscode-languageserver-protocol';
import { EditedDocument } from '../../language-server/edited-document.ts';
import { uriOf } from '../../language-server/file-uri.ts';
import { loadProject, updateProject } from '../../language-server/project-loading.ts';
import { Workspace } from '../../language-server/workspace.ts';
import { Project } from '../../language/project.ts';
import { SourceFile } from '../../language/source-file.ts';
import { readProject } from '../../project/discovery.ts';
import type { FileSystem } from '../../project/file-system.ts';
import { takeChanged } from '../support/project.ts';
import { language } from '../support/language.ts';

/** Files that are told apart by what was done to them: how often each was read, and how many at a time at most. */
function diskOf(texts: Map<string, string>) {
    const read: string[] = [];
    let reading = 0, most = 0;
    const files: FileSystem = {
        readFile: async path => {
            read.push(path);
            most = Math.max(most, ++reading);
            await new Promise(resolve => { setImmediate(resolve); });
            reading--;
            return texts.get(path);
        },
        readDirectory: async folder => {
            const names = [...texts.keys()].filter(path => path.startsWith(`${folder}/`)).map(path => path.slice(folder.length + 1));
            return [...new Set(names.map(name => name.split('/')[0]!))].map(name => ({ name, kind: names.includes(name) ? 'file' as const : 'directory' as const }));
        }
    };
    return { files, read, most: () => most };
}

const organizations = (count: number) => new Map(Array.from({ length: count }, (_, place) => [`/shop/${place}.apim`, `organization O${place} {}\n`]));

function workspaceOver(files: FileSystem, onFailure: (error: unknown) => void = error => { throw error; }): Workspace {
    const workspace = new Workspace({ files, language, prelude: undefined, onChange: () => {}, onEdit: () => {}, onRecord: () => {}, onGap: () => {}, onFailure });
    workspace.setFolders([uriOf('/shop')]);
    return workspace;
}

async function settled(workspace: Workspace): Promise<Workspace> {
    while (workspace.settled) await workspace.settled;
    return workspace;
}

const changes = (type: FileChangeType, ...paths: string[]): FileEvent[] => paths.map(path => ({ uri: uriOf(path), type }));
const declared = (workspace: Workspace) => workspace.projects.flatMap(({ session }) => [...session.project.index.keys('organization')]).sort();

describe('many changes at once', () => {
    it('are read once for each file, however many events name it', async () => {
        const texts = organizations(3);
        const { files, read } = diskOf(texts);
        const workspace = await settled(workspaceOver(files));
        read.length = 0;
        texts.set('/shop/0.apim', 'organization Zero {}\n').delete('/shop/1.apim');
        texts.set('/shop/3.apim', 'organization Three {}\n');
        workspace.watched(changes(FileChangeType.Deleted, '/shop/0.apim', '/shop/1.apim'));
        workspace.watched(changes(FileChangeType.Created, '/shop/0.apim', '/shop/3.apim'));
        workspace.watched(changes(FileChangeType.Changed, '/shop/0.apim', '/shop/3.apim'));
        await settled(workspace);
        assert.deepEqual([declared(workspace), read.sort()], [['O2', 'Three', 'Zero'], ['/shop/0.apim', '/shop/1.apim', '/shop/3.apim']]);
    });

    it('are taken in all the same where that failed half-way', async () => {
        const texts = organizations(3);
        const { files } = diskOf(texts);
        let isBroken = false;
        const failures: unknown[] = [];
        const workspace = await settled(workspaceOver({ ...files, readFile: async path => {
            if (isBroken) throw new Error(`no more of ${path}`);
            return files.readFile(path);
        } }, error => {
            failures.push(error);
            isBroken = false;
        }));
        texts.set('/shop/0.apim', 'organization Zero {}\n').set('/shop/1.apim', 'organization One {}\n');
        isBroken = true;
        workspace.watched(changes(FileChangeType.Changed, '/shop/0.apim', '/shop/1.apim'));
        await settled(workspace);
        assert.deepEqual([failures.map(String), declared(workspace)], [['Error: no more of /shop/0.apim'], ['O2', 'One', 'Zero']]);
    });

    it('read nothing of what goes', () => {
        const project = new Project(language);
        project.setFile('file:///shop/a.apim', 'organization A { locked plan P@1 { } published private api X@1 { endpoint: "https://x.example" offers P@1 } }\n');
        project.setFile('file:///shop/c.apim', 'organization C { client D@1 { contract A/X@1 via P } }\n');
        takeChanged(project);
        const { declarationAt } = SourceFile.prototype;
        let extracted = 0;
        SourceFile.prototype.declarationAt = function(place) { extracted++; return declarationAt.call(this, place); };
        try {
            for (const name of ['a', 'c']) project.removeFile(`file:///shop/${name}.apim`);
        } finally {
            SourceFile.prototype.declarationAt = declarationAt;
        }
        assert.equal(extracted, 0);
    });

    // Beyond some thousands a system refuses to open more, and what was refused would count as gone.
    it('open a few files at a time', async () => {
        const texts = organizations(300);
        const { files, most } = diskOf(texts);
        const session = await loadProject(await readProject('/shop', files), files, language);
        await updateProject(session, await readProject('/shop', files), files, { reread: true, isWanted: () => false });
        assert.ok(most() < 100, `${most()} at a time`);
        assert.equal(session.project.files.size, 300);
    });

    it('concern no file that is as it was, also where all are read anew', async () => {
        const texts = organizations(3);
        const { files } = diskOf(texts);
        const workspace = await settled(workspaceOver(files));
        const { project } = workspace.projects[0]!.session;
        takeChanged(project);
        texts.set('/shop/1.apim', 'organization One {}\n');
        await workspace.reload();
        assert.deepEqual(takeChanged(project), [uriOf('/shop/1.apim')]);
    });

    it('of a pattern that is typed find the files once for what is typed by then', async () => {
        const texts = organizations(2).set('/shop/apim.yaml', '{}\n');
        const { files, read } = diskOf(texts);
        const workspace = await settled(workspaceOver(files));
        const uri = uriOf('/shop/apim.yaml');
        let walks = 0;
        const { readDirectory } = files;
        files.readDirectory = folder => { walks++; return readDirectory(folder); };
        for (const [version, pattern] of ['0', '0*', '0*.apim', '1.apim'].entries()) {
            workspace.edited(new EditedDocument(uri, 'yaml', version, `exclude: ["${pattern}"]\n`));
            workspace.flush();
        }
        await settled(workspace);
        assert.deepEqual([declared(workspace), walks, read.includes('/shop/1.apim')], [['O0'], 1, true]);
    });

    it('follow apim.yaml where it was opened with other patterns while its folder was walked', async () => {
        const { files } = diskOf(organizations(2).set('/shop/apim.yaml', '{}\n'));
        const opened = new EditedDocument(uriOf('/shop/apim.yaml'), 'yaml', 1, 'exclude: ["1.apim"]\n');
        const { readFile } = files;
        const workspace = workspaceOver({
            ...files, readFile: async path => {
                const text = await readFile(path);
                if (path.endsWith('.yaml')) workspace.edited(opened);
                return text;
            }
        });
        await settled(workspace);
        workspace.flush();
        await settled(workspace);
        assert.deepEqual(declared(workspace), ['O0']);
    });
});
