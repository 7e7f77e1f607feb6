import assert from 'node:assert/strict';
import { build, type BuildOptions } from 'esbuild';
import { browserPrograms, checkAlone, checkAnew, extensionInNode, languageServer, wholeProgram } from '../scripts/bundle.ts';

/** Globals that Node has and a browser has not: types do not tell them apart. */
const globalsOfNode = ['Buffer', 'process', 'setImmediate', 'clearImmediate', '__dirname', '__filename'];
const mark = 'only_in_node_';

describe('what runs in the browser', () => {
    for (const program of browserPrograms) {
        it(`${program.outfile} imports nothing of Node, and uses no global of it`, async () => {
            const { metafile, outputFiles } = await build({
                ...program, write: false, metafile: true, minify: false, define: Object.fromEntries(globalsOfNode.map(name => [name, mark + name])),
            });
            const external = Object.entries(metafile!.inputs).flatMap(([file, { imports }]) => imports.filter(({ external: isOutside, path }) => isOutside && path !== 'vscode').map(({ path }) => `${file} → ${path}`));
            assert.deepEqual(external.filter(line => !line.endsWith('→ <runtime>')), []);

            // Each module stands below a comment with its name. What libraries use of Node they ask for first.
            const modules = outputFiles![0]!.text.split(/^ *\/\/ (?=[\w./@-]+\.(?:ts|js|mjs|cjs)$)/m).slice(1);
            const ours = modules.filter(module => !module.slice(0, module.indexOf('\n')).includes('node_modules/'));
            assert.ok(ours.length > 10, `${ours.length} modules of ours were found`);
            const used = ours.flatMap(module => [...module.matchAll(new RegExp(`${mark}(\\w+)`, 'g'))].map(([, name]) => `${module.slice(0, module.indexOf('\n'))}: ${name}`));
            assert.deepEqual(used, []);
        });
    }
});

describe('what a window waits for', () => {
    it('is the extension without the language client and its protocol', async () => {
        const { metafile } = await build({ ...extensionInNode, write: false });
        const libraries = Object.keys(metafile!.inputs).flatMap(file => /node_modules\/(.*)/.exec(file)?.[1] ?? []);
        assert.deepEqual(libraries.filter(file => !file.startsWith('vscode-jsonrpc/lib/common/')), []);
        assert.ok(metafile!.outputs['out/extension.cjs']!.bytes <= 200 * 1024);
    });
});

describe('what a check waits for', () => {
    const partsOf = async (program: BuildOptions) => {
        const { metafile } = await build({ ...program, write: false });
        return new Set(Object.keys(metafile!.inputs).map(file => /node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(file)?.[1] ?? file));
    };

    it('is, where nothing changed, no parser and no library but one for patterns of files', async () => {
        const parts = await partsOf(checkAlone);
        for (const part of ['language/project.ts', 'project/project-file.ts', 'yaml', 'valibot', 'commander', 'langium', 'vscode-uri']) assert.ok(!parts.has(part), part);
    });

    it('is, where no text has a mistake of form, neither Langium nor what reads arguments in every form', async () => {
        const parts = await partsOf(checkAnew);
        for (const part of ['commander', 'langium', 'chevrotain', 'vscode-languageserver-protocol', '@clack/prompts', 'undici']) assert.ok(!parts.has(part), part);
    });
});

describe('what is loaded as a whole', () => {
    // One other character makes V8 keep two bytes for each of all. esbuild escapes them in strings; in regular expressions it leaves them to us.
    for (const program of [checkAlone, checkAnew, wholeProgram, languageServer]) {
        it(`${program.outfile} is ASCII`, async () => {
            const { outputFiles } = await build({ ...program, write: false });
            assert.deepEqual(outputFiles![0]!.text.match(/.{0,40}[^\0-\x7F].{0,40}/g) ?? [], []);
        });
    }
});
