import assert from 'node:assert/strict';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { Project } from '../../language/project.ts';
import type { SourceFile } from '../../language/source-file.ts';
import { language } from '../support/language.ts';

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as () => void;
const turn = () => new Promise(resolve => { setImmediate(resolve); });

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
            await turn();
        }
        collect();
        await turn();
        collect();
        const alive = versions.filter(version => version.deref() !== undefined).length;
        assert.ok(alive <= 2, `${alive} versions are there`);
    });
});
