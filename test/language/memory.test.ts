import assert from 'node:assert/strict';
import { createApimServices } from '../../language/apim-module.ts';
import { createLanguage, Project, type Language } from '../../language/project.ts';
import type { SourceFile } from '../../language/source-file.ts';
import { nodePacking } from '../../language-server/node-packing.ts';
import { language } from '../support/language.ts';
import { nextTurn, usedMemory } from '../support/memory.ts';

describe('an edited project', () => {
    it('keeps no version of a text but the last, whatever mistakes were in it', async () => {
        const project = new Project(language);
        const versions: WeakRef<SourceFile>[] = [];
        for (let edit = 0; edit < 40; edit++) {
            const mistake = edit % 10 === 9 ? '{' : '';
            project.setFile('file:///a.apim', `organization A { plan P@1 { description: "${edit}" } ${mistake} client C@1 { contract A/X@1 via P } }`);
            for (const uri of project.changes()) project.diagnostics(uri);
            project.references.ofElement(`plan:A/P`);
            versions.push(new WeakRef(project.files.get('file:///a.apim')!));
            await nextTurn();
        }
        await usedMemory();
        const alive = versions.filter(version => version.deref() !== undefined).length;
        assert.ok(alive <= 2, `${alive} versions are there`);
    });

    it('keeps nothing of what is declared that keeps the text in which it was declared', async () => {
        const project = new Project(language);
        const clients = Array.from({ length: 300 }, (_, index) => ({ name: `ClientWithALongName${index}`, says: '', api: `ApiWithALongName${index}` }));
        const write = () => {
            const text = `/** Said. */ organization OrganizationWithALongName {\nlocked plan Gold@1.0 { policy RateLimiting { limit: 10, granularity: Client, period: Day } }\n${clients.map(({ name, says, api }) => `
                /** Said. */ published private api ${api}@1.0 { endpoint: "https://h.example" offers Gold@1.0 policy Jwt { signingKeyString: "https://l.example/jwks" } }
                /** ${'Said. '.repeat(100)} */ client ${name}@1.0 { contract OrganizationWithALongName/${api}@1.0 via Gold\n${says} }`).join('')}\n}\n`;
            // As from a disk or an editor, and not put together of pieces that it shares with others.
            project.setFile('file:///a.apim', Buffer.from(text).toString());
            for (const uri of project.changes()) project.diagnostics(uri);
            return text.length;
        };
        write();
        const before = await usedMemory();
        const changes: ((client: (typeof clients)[number], edit: number) => void)[] = [
            (client, edit) => { client.name = `RenamedWithALongName${edit}`; },
            (client, edit) => { client.api = `RenamedApiWithALongName${edit}`; },
            (client, edit) => { client.says = `policy RateLimiting { limit: ${100 + edit}, granularity: Client, period: Month }`; },
            (client, edit) => { client.says = `description: "What is said of it, \\n and ${edit}"`; },
            (client, edit) => { client.says = `contract OrganizationWithALongName/ApiWithALongName${edit}@1.0 via Gold { description: "Said of ${edit}" }`; }
        ];
        let size = 0;
        for (let edit = 0; edit < 100; edit++) {
            changes[edit % changes.length]!(clients[edit * 2]!, edit);
            size = write();
            await nextTurn();
        }
        const more = await usedMemory() - before;
        assert.ok(more < 20 * size, `${more / size} texts of ${size} characters`);
    });
});

describe('a project that nobody edits', () => {
    it('keeps neither texts nor what stands where in them', async () => {
        const [files, clients] = [40, 100];
        const language = createLanguage(createApimServices(), nodePacking);
        const kept = [checkedProject(language, files, clients)];
        // What all projects share is there by now.
        const before = await usedMemory();
        kept.push(checkedProject(language, files, clients));
        const each = (await usedMemory() - before) / files / clients;
        assert.ok(each < 400, `${each} bytes a client of ${kept.length} projects`);
    });
});

function checkedProject(language: Language, files: number, clients: number): Project {
    const project = new Project(language);
    let written = 0;
    for (let file = 0; file < files; file++) {
        const text = `/** Said. */ organization Branch${file} {\n  /** Said. */ locked plan Gold@1.0 { policy RateLimiting { limit: 10, granularity: Client, period: Day } }\n${Array.from({ length: clients }, (_, index) => `
  client Client${file}With${index}@1.0 {\n    description: "What is said of the client ${index} of the branch ${file}."\n    contract Branch${file * 7 % files}/Orders@1.0 via Gold\n  }\n`).join('')}
  /** Said. */ published private api Orders@1.0 { endpoint: "https://h.example" offers Gold@1.0 policy Jwt { signingKeyString: "https://l.example/jwks" } }\n}\n`;
        project.setFile(`file:///${file}.apim`, Buffer.from(text).toString());
        written += text.length;
    }
    assert.ok(written / files / clients > 120);
    for (const uri of project.changes()) assert.ok(project.diagnostics(uri).length < 2);
    while (project.prepare());
    return project;
}
