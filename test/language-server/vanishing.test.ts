import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadProject, updateProject } from '../../language-server/project-loading.ts';
import { SeenFiles } from '../../cli/check/seen-files.ts';
import { disk } from '../../language-server/session/disk.ts';
import { uriOf } from '../../language-server/file-uri.ts';
import { ProjectSession } from '../../language-server/session/project-session.ts';
import { readProject } from '../../project/discovery.ts';
import type { FileSystem } from '../../project/file-system.ts';
import { language } from '../support/language.ts';

/** The files of this machine, of which one can no longer be read once it was listed. */
const without = (name: string): FileSystem => ({ ...disk, readFile: path => path.endsWith(`/${name}`) ? Promise.resolve(undefined) : disk.readFile(path) });

describe('a file that vanishes while it is read', () => {
    let folder = '';
    beforeEach(() => {
        folder = mkdtempSync(join(tmpdir(), 'apim-vanishing-'));
        writeFileSync(join(folder, 'apim.yaml'), 'dialect: apiman\n');
        writeFileSync(join(folder, 'a.apim'), 'organization A\n');
        writeFileSync(join(folder, 'b.apim'), 'organization B\n');
    });
    afterEach(() => rmSync(folder, { recursive: true, force: true }));
    const declared = ({ project }: ProjectSession) => [...project.index.keys('organization')].sort();

    it('is named, and all the others are read', async () => {
        const session = await ProjectSession.open(folder, without('a.apim'), language);
        assert.deepEqual([[...session.unreadable], declared(session)], [[`${folder}/a.apim`], ['B']]);
    });

    it('is named where it is a folder, since nobody knows what is in it', async () => {
        mkdirSync(join(folder, 'team'));
        const session = await ProjectSession.open(folder, { ...disk, readDirectory: async path => path.endsWith('/team') ? undefined : disk.readDirectory(path) }, language);
        assert.deepEqual([[...session.unreadable], declared(session)], [[`${folder}/team`], ['A', 'B']]);
        assert.deepEqual([await disk.readDirectory(`${folder}/nowhere`), await disk.readDirectory(`${folder}/a.apim`)], [[], []]);
    });

    it('leaves the defaults where it is apim.yaml, and says so', async () => {
        const session = await ProjectSession.open(folder, without('apim.yaml'), language);
        assert.deepEqual(session.parsed.findings.map(({ message }) => message), ['apim.yaml cannot be read; the defaults are used.']);
        assert.deepEqual(declared(session), ['A', 'B']);
    });

    it('is left out by the editor, and taken in again when it is back', async () => {
        const session = await loadProject(await readProject(folder, disk), without('a.apim'), language);
        assert.deepEqual([[...session.unreadable], declared(session)], [[`${folder}/a.apim`], ['B']]);
        await updateProject(session, await readProject(folder, disk), disk, { reread: false, isWanted: () => false });
        assert.deepEqual([[...session.unreadable], declared(session)], [[], ['A', 'B']]);
    });

    it('keeps what was read of it, as long as it is listed', async () => {
        const session = await loadProject(await readProject(folder, disk), disk, language);
        await updateProject(session, await readProject(folder, disk), without('a.apim'), { reread: true, isWanted: () => false });
        assert.deepEqual(declared(session), ['A', 'B']);
    });

    it('keeps what was read of it where its folder cannot be read any more', async () => {
        mkdirSync(join(folder, 'team'));
        mkdirSync(join(folder, 'teams'));
        for (const name of ['team/c', 'teams/d']) writeFileSync(join(folder, `${name}.apim`), `organization ${name.slice(-1).toUpperCase()}\n`);
        const session = await loadProject(await readProject(folder, disk), disk, language);
        rmSync(join(folder, 'teams'), { recursive: true });
        const closed: FileSystem = { ...disk, readDirectory: async path => path.endsWith('/team') ? undefined : disk.readDirectory(path) };
        await updateProject(session, await readProject(folder, closed), closed, { reread: false, isWanted: () => false });
        assert.deepEqual([[...session.unreadable], declared(session)], [[`${folder}/team`], ['A', 'B', 'C']]);
    });

    it('is not named where it is gone meanwhile, and read again where it was there', async () => {
        const session = await loadProject(await readProject(folder, disk), disk, language);
        const found = await readProject(folder, disk);
        await updateProject(session, found, without('b.apim'), { reread: true, isWanted: () => false });
        assert.deepEqual([[...session.unreadable], declared(session)], [[`${folder}/b.apim`], ['A', 'B']]);
        await updateProject(session, found, without('b.apim'), { reread: false, isWanted: () => false });
        assert.deepEqual([...session.unreadable], [`${folder}/b.apim`]);
        rmSync(join(folder, 'b.apim'));
        await updateProject(session, found, disk, { reread: false, isWanted: () => false });
        assert.deepEqual([[...session.unreadable], declared(session)], [[], ['A']]);
        assert.deepEqual([...(await loadProject(found, disk, language)).unreadable], []);
    });

    it('is read again where its folder could not be read', async () => {
        mkdirSync(join(folder, 'team'));
        writeFileSync(join(folder, 'team/c.apim'), 'organization C\n');
        const session = await loadProject(await readProject(folder, disk), disk, language);
        const closed: FileSystem = { ...disk, readDirectory: async path => path.endsWith('/team') ? undefined : disk.readDirectory(path) };
        await updateProject(session, await readProject(folder, closed), closed, { reread: false, isWanted: () => false });
        writeFileSync(join(folder, 'team/c.apim'), 'organization D\n');
        await updateProject(session, await readProject(folder, disk), disk, { reread: false, isWanted: () => false });
        assert.deepEqual([[...session.unreadable], declared(session)], [[], ['A', 'B', 'D']]);
    });

    it('is no folder and no link to nothing that is called like one', async () => {
        mkdirSync(join(folder, 'folder.apim'));
        symlinkSync('nowhere', join(folder, 'link.apim'));
        const session = await ProjectSession.open(folder, disk, language);
        assert.deepEqual([[...session.unreadable], declared(session)], [[], ['A', 'B']]);
    });

    it('is a link to a file, as an editor that watches it says, too', async () => {
        mkdirSync(join(folder, '.kept'));
        writeFileSync(join(folder, '.kept', 'c.txt'), 'organization C { }\n');
        symlinkSync(join('.kept', 'c.txt'), join(folder, 'c.apim'));
        assert.deepEqual(declared(await ProjectSession.open(folder, disk, language)), ['A', 'B', 'C']);
        assert.deepEqual(declared(await ProjectSession.open(folder, new SeenFiles(), language)), ['A', 'B', 'C']);
    });

    it('is read with a byte order mark and the line ends of Windows, and said to be no UTF-8 once where it is none', async () => {
        writeFileSync(join(folder, 'a.apim'), '\uFEFForganization A {\r\n  description: "x"\r\n}\r\n');
        writeFileSync(join(folder, 'b.apim'), Buffer.from([0xff, 0xfe, 0x0a, 0x7b]));
        writeFileSync(join(folder, 'c.apim'), 'organization C { }\0\n');
        const { project } = await ProjectSession.open(folder, disk, language);
        const messages = (name: string) => project.diagnostics(uriOf(join(folder, name))).filter(({ severity }) => severity === 'error').map(({ message }) => message);
        assert.deepEqual(['a.apim', 'b.apim', 'c.apim'].map(messages), [[], ['This file is not UTF-8: save it as UTF-8.'], ['Unexpected character U+0000.']]);
    });
});
