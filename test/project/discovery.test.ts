import assert from 'node:assert/strict';
import { findProject, findProjects, projectOf } from '../../project/discovery.ts';
import { findProjectFolder } from '../../project/source-files.ts';
import { memoryFiles } from './memory-files.ts';

describe('the files of a project', () => {
    it('are all .apim files below its folder, sorted', async () => {
        const project = await findProject('/shop', memoryFiles({ '/shop/apim.yaml': '', '/shop/z.apim': '', '/shop/teams/a/orders.apim': '', '/shop/readme.md': '', '/other.apim': '' }));
        assert.equal(project.projectFile, '/shop/apim.yaml');
        assert.deepEqual(project.files, ['/shop/teams/a/orders.apim', '/shop/z.apim']);
    });

    it('are not those of node_modules, dot folders and nested projects', async () => {
        const project = await findProject('/shop', memoryFiles({
            '/shop/apim.yaml': '', '/shop/a.apim': '', '/shop/node_modules/x/b.apim': '', '/shop/.apim/c.apim': '', '/shop/.git/d.apim': '',
            '/shop/inner/apim.yaml': '', '/shop/inner/e.apim': '', '/shop/inner/deep/f.apim': ''
        }));
        assert.deepEqual(project.files, ['/shop/a.apim']);
    });

    for (const pattern of ['drafts/**', 'drafts', 'drafts/', './drafts/**', '**/drafts/*.apim']) {
        it(`are not those that exclude: ["${pattern}"] means`, async () => {
            const project = await findProject('/shop', memoryFiles({ '/shop/apim.yaml': `exclude: ["${pattern}"]`, '/shop/a.apim': '', '/shop/drafts/b.apim': '' }));
            assert.deepEqual(project.files, ['/shop/a.apim']);
        });
    }

    it('may be in folders that cannot be read: these are named, unless they are left out or no project looks into them', async () => {
        const texts = { '/shop/apim.yaml': 'exclude: [drafts]', '/shop/a.apim': '', '/shop/teams/b/c.apim': '', '/shop/drafts/d.apim': '', '/shop/.git/e.apim': '' };
        const open = memoryFiles(texts);
        const files = { ...open, readDirectory: async (path: string) => /teams\/b|drafts|\.git/.test(path) ? undefined : open.readDirectory(path) };
        const { files: found, unreadable } = await findProject('/shop', files);
        assert.deepEqual([found, unreadable], [['/shop/a.apim'], ['/shop/teams/b']]);
        assert.deepEqual((await findProject('/shop', { ...open, readDirectory: async () => undefined })).unreadable, ['/shop']);
    });

    it('are found by default settings where apim.yaml cannot be understood', async () => {
        const project = await findProject('/shop', memoryFiles({ '/shop/apim.yaml': 'exclude: [', '/shop/a.apim': '' }));
        assert.deepEqual(project.files, ['/shop/a.apim']);
        assert.deepEqual(project.settings.findings.map(finding => finding.rule), ['invalid-project-file']);
    });
});

describe('the project of a folder', () => {
    const files = memoryFiles({ '/home/shop/apim.yaml': '', '/home/shop/src/deep/a.apim': '', '/home/plain/b.apim': '' });

    it('is that of the nearest apim.yaml above', async () => {
        assert.equal(await findProjectFolder('/home/shop/src/deep/', files), '/home/shop');
        assert.equal((await findProject('/home/shop/src/deep', files)).folder, '/home/shop');
    });

    it('is the folder by itself where there is none', async () => {
        const project = await findProject('/home/plain', files);
        assert.equal(await findProjectFolder('/home/plain', files), undefined);
        assert.equal(project.folder, '/home/plain');
        assert.equal(project.projectFile, undefined);
        assert.deepEqual(project.files, ['/home/plain/b.apim']);
    });

    it('is found up to the root, of a Windows drive too', async () => {
        assert.equal(await findProjectFolder('C:/home/shop', memoryFiles({ 'C:/apim.yaml': '' })), 'C:/');
        assert.equal(await findProjectFolder('/a/b', memoryFiles({ '/apim.yaml': '' })), '/');
    });
});

describe('the projects of a workspace folder', () => {
    it('are those below it as well, also below what it leaves out', async () => {
        const projects = await findProjects('/w', memoryFiles({
            '/w/apim.yaml': 'exclude: [samples]', '/w/a.apim': '', '/w/samples/b.apim': '', '/w/samples/one/apim.yaml': '', '/w/samples/one/c.apim': '', '/w/samples/one/two/apim.yaml': ''
        }));
        assert.deepEqual(projects.map(project => [project.folder, project.files]), [['/w', ['/w/a.apim']], ['/w/samples/one', ['/w/samples/one/c.apim']], ['/w/samples/one/two', []]]);
    });

    it('do not include the folder itself where all is in projects below', async () => {
        const projects = await findProjects('/w', memoryFiles({ '/w/one/apim.yaml': '', '/w/two/apim.yaml': '', '/w/readme.md': '' }));
        assert.deepEqual(projects.map(project => project.folder), ['/w/one', '/w/two']);
    });

    it('are the folder itself where nothing is in it yet', async () => {
        assert.deepEqual((await findProjects('/w', memoryFiles({}))).map(project => project.folder), ['/w']);
    });

    it('own a file that does not exist yet, unless it is left out', async () => {
        const projects = await findProjects('/w', memoryFiles({ '/w/apim.yaml': 'exclude: [drafts]', '/w/in/apim.yaml': '' }));
        assert.equal(projectOf('/w/new.apim', projects)?.folder, '/w');
        assert.equal(projectOf('/w/in/new.apim', projects)?.folder, '/w/in');
        for (const path of ['/w/drafts/new.apim', '/w/.apim/new.apim', '/w/node_modules/a/new.apim', '/w/new.txt', '/elsewhere/new.apim']) {
            assert.equal(projectOf(path, projects), undefined, path);
        }
    });
});
