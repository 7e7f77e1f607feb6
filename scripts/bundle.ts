import { build, type BuildOptions, type Metafile, type Plugin } from 'esbuild';
import { createHash } from 'node:crypto';
import { cpSync, globSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

const root = path.resolve(import.meta.dirname, '..');

/** ES modules that were written as CommonJS reach Node's own modules by `require`, which a bundled ES module has to be given. */
const requireForBundled = `import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url);`;

const shared: BuildOptions = {
    absWorkingDir: root, bundle: true, platform: 'node', target: 'node22', metafile: true, minify: true, keepNames: true, legalComments: 'none', logLevel: 'warning',
};
const module: BuildOptions = { ...shared, format: 'esm', banner: { js: requireForBundled } };
/** Functions that keep their names beside shortened ones are given them anew each time that they are made, which whatever runs often would pay for. */
const hot: BuildOptions = { ...module, minify: false, minifySyntax: true, minifyWhitespace: true, keepNames: false };

/** A browser has no modules of Node: what needs one is reached through `Machine` or `Platform`, of which a browser has its own. */
const refuseNode: Plugin = {
    name: 'refuse-node',
    setup({ onResolve }) {
        onResolve({ filter: /^node:/ }, ({ path: module, importer }) => ({
            errors: [{ text: `${path.relative(root, importer)} imports ${module}, which a browser does not have: see "In the browser" in docs/architecture.md.` }],
        }));
    },
};
const browser: BuildOptions = { ...shared, platform: 'browser', target: 'es2023', plugins: [refuseNode] };

/**
 * The extension without the language client, which is most of it and which no window waits for: it is a bundle of its own beside, loaded with the first
 * message. Of JSON-RPC the extension itself needs nothing but the classes of messages.
 */
const clientBeside: Plugin = {
    name: 'client-beside',
    setup({ onResolve }) {
        onResolve({ filter: /^vscode-languageclient(\/node)?$/ }, ({ kind }) => kind === 'dynamic-import' ? { path: './language-client.cjs', external: true } : undefined);
        onResolve({ filter: /^vscode-jsonrpc$/ }, ({ importer }) => importer.includes('node_modules') ? undefined : { path: path.join(root, 'node_modules/vscode-jsonrpc/lib/common/messages.js') });
    },
};
/**
 * VS Code's API as one module: each import of an external one would copy all of it, which took most of the time to load the extension. Named is what
 * the sources write behind `vscode.`; types are undefined, and nobody asks for them.
 */
const oneApi: Plugin = {
    name: 'one-api',
    setup({ onResolve, onLoad }) {
        onResolve({ filter: /^vscode$/ }, ({ importer, namespace }) => namespace === 'one-api' || importer.includes('node_modules') ? undefined : { path: 'vscode', namespace: 'one-api' });
        onLoad({ filter: /.*/, namespace: 'one-api' }, () => {
            const sources = globSync('extension/**/*.ts', { cwd: root }).map(file => readFileSync(path.join(root, file), 'utf8'));
            const names = new Set(sources.flatMap(source => [...source.matchAll(/\bvscode\.(\w+)/g)].map(([, name]) => name!)));
            return { contents: `const api = require('vscode');\n${Array.from(names, name => `export const ${name} = api.${name};`).join('\n')}`, resolveDir: root };
        });
    },
};

// VS Code loads extensions as CommonJS, which the name has to say in a package of ES modules.
const inNode: BuildOptions = { ...shared, format: 'cjs', external: ['vscode'], mainFields: ['module', 'main'], supported: { 'dynamic-import': false } };

export const extensionInNode: BuildOptions = { ...inNode, entryPoints: ['extension/main-node.ts'], outfile: 'out/extension.cjs', plugins: [clientBeside, oneApi] };

/**
 * Libraries that a check needs where something is unusual are loaded with their first use. In their place stands what they export: a function, or values of
 * which each asks for the library.
 */
const onFirstUse: Plugin = {
    name: 'on-first-use',
    setup({ onResolve, onLoad }) {
        onResolve({ filter: /^(yaml|picomatch|ipaddr\.js)$/ }, ({ path: library, namespace }) => namespace === 'on-first-use' ? undefined : { path: library, namespace: 'on-first-use' });
        onLoad({ filter: /.*/, namespace: 'on-first-use' }, async ({ path: library }) => {
            const { default: main, ...exported } = await import(library) as Record<string, unknown>;
            const names = Object.keys(typeof main === 'object' && main !== null ? { ...exported, ...main } : exported).filter(name => /^[\w$]+$/.test(name) && name !== 'default');
            const lazy = typeof main === 'function' ? '(...given) => load()(...given)' : `{ ${names.map(name => `get ${name}() { return load().${name}; }`).join(', ')} }`;
            return { contents: `let library; const load = () => library ??= require('${library}'); module.exports = ${lazy};`, resolveDir: root };
        });
    },
};

/**
 * The command line is four bundles, so that each reads what it needs: a few lines, which switch Node's compile cache on for the rest; a check that shows what
 * the last one found; a check of everything; and everything. The latter two are loaded with what was compiled of them before (`cli/bundle-beside.ts`).
 */
const beside: Plugin = {
    name: 'beside',
    setup({ onResolve }) {
        const bundles: Record<string, string> = { './check/alone.ts': './apim-check.cjs', './anew.ts': './apim-check-anew.cjs', './whole-program.ts': './apim-program.cjs' };
        onResolve({ filter: /^\.\// }, ({ path: module, kind }) => kind === 'dynamic-import' && Object.hasOwn(bundles, module) ? { path: bundles[module], external: true } : undefined);
    },
};

/** CommonJS of what was written as an ES module. */
const asScript: BuildOptions = {
    format: 'cjs', supported: { 'dynamic-import': false }, define: { 'import.meta.url': '__url', 'import.meta.dirname': '__dirname' },
    banner: { js: `const __url = require('node:url').pathToFileURL(__filename).href;` },
};

/** In a process that ends in a moment, CommonJS is there sooner than ES modules are. Modules of Node are loaded with what needs them: `node:http` alone costs more than checking a small project. */
const commandLine: BuildOptions = {
    ...shared, ...asScript, keepNames: false, mainFields: ['module', 'main'], plugins: [beside, onFirstUse],
    // Its other form reads translations from files, and brings what that needs.
    alias: { '@vscode/l10n': './node_modules/@vscode/l10n/dist/browser.js', yaml: './node_modules/yaml/browser/index.js' },
};

export const checkAlone: BuildOptions = { ...commandLine, entryPoints: ['cli/check/alone.ts'], outfile: 'out/apim-check.cjs' };
export const checkAnew: BuildOptions = { ...commandLine, entryPoints: ['cli/check/anew.ts'], outfile: 'out/apim-check-anew.cjs' };

/** Everything that a command may need. */
export const wholeProgram: BuildOptions = { ...commandLine, entryPoints: ['cli/whole-program.ts'], outfile: 'out/apim-program.cjs' };

/** Two files as well: a few lines, and what they load with what was compiled of it before. */
export const languageServer: BuildOptions = { ...hot, ...asScript, entryPoints: ['language-server/main.ts'], outfile: 'out/server-program.cjs' };

/** What tells a program from any other that might have kept something: a digest of all of it. */
async function buildId(program: BuildOptions): Promise<string> {
    const { outputFiles } = await build({ ...program, write: false });
    return createHash('sha256').update(outputFiles[0]!.contents).digest('hex').slice(0, 16);
}

/** VS Code in a browser: the extension, and the language server as a web worker. */
export const browserPrograms: BuildOptions[] = [
    // VS Code loads extensions as CommonJS in the browser too.
    { ...browser, entryPoints: ['extension/main-browser.ts'], outfile: 'out/extension.browser.cjs', format: 'cjs', external: ['vscode'], plugins: [refuseNode, oneApi] },
    { ...browser, entryPoints: ['language-server/main-browser.ts'], outfile: 'out/server.browser.js', format: 'iife' },
];

/** What ships: the extension, the server, the command line and the local gateway, and what webviews show with. */
const programs: BuildOptions[] = [
    extensionInNode,
    { ...inNode, entryPoints: ['vscode-languageclient/node'], outfile: 'out/language-client.cjs' },
    { ...hot, entryPoints: ['language-server/start.ts'], outfile: 'out/server.mjs' },
    languageServer,
    ...browserPrograms,
    { ...commandLine, entryPoints: ['cli/main.ts'], outfile: 'out/apim.cjs', banner: { js: '#!/usr/bin/env node' } },
    checkAlone,
    checkAnew,
    wholeProgram,
    { ...hot, entryPoints: ['gateway/main.ts'], outfile: 'out/gateway.mjs' },
    { ...shared, entryPoints: ['extension/features/contract-graph/webview/script.ts'], outfile: 'out/contract-graph.js', format: 'iife', platform: 'browser', target: 'es2023' },
    { ...shared, entryPoints: ['extension/features/contract-graph/webview/style.css'], outfile: 'out/contract-graph.css' },
    { ...shared, entryPoints: ['extension/features/client-page/webview/script.ts'], outfile: 'out/client-page.js', format: 'iife', platform: 'browser', target: 'es2023' },
    { ...shared, entryPoints: ['extension/features/client-page/webview/style.css'], outfile: 'out/client-page.css' },
];

if (import.meta.main) {
    const ofCommandLine = await buildId({ ...commandLine, plugins: [onFirstUse], entryPoints: ['cli/main.ts'], outfile: 'out/apim.cjs' });
    const ofLanguageServer = await buildId(languageServer);
    for (const program of programs) {
        const id = program.outfile === 'out/server.mjs' ? ofLanguageServer : ofCommandLine;
        const { metafile } = await build({ ...program, define: { ...program.define, 'globalThis.apimBuild': JSON.stringify(id) } });
        console.error(`${program.outfile}  ${Math.round(metafile!.outputs[program.outfile!]!.bytes / 1024)} KB`);
        if (program === languageServer) {
            refuseDatabase(metafile!);
        }
    }
    copyPrelude();
}

/**
 * VS Code's own Node may come without `node:sqlite`; the server has to start there all the same, only the local gateway may need it.
 * What libraries ask for only when that part of them is used (`require` in a function) does no harm.
 */
function refuseDatabase(metafile: Metafile): void {
    const importers = Object.entries(metafile.inputs).filter(([, input]) => input.imports.some(({ path: imported, kind }) => imported === 'node:sqlite' && kind === 'import-statement'));
    if (importers.length > 0) {
        console.error(`The language server must start without node:sqlite, and ${importers.map(([file]) => file).join(', ')} imports it.`);
        process.exitCode = 1;
    }
}

/** Bundles find the shipped policy types in `prelude/` beside themselves; go-to-definition opens them there. */
function copyPrelude(): void {
    const from = path.join(root, 'language/prelude');
    const to = path.join(root, 'out/prelude');
    mkdirSync(to, { recursive: true });
    for (const file of readdirSync(from).filter(name => name.endsWith('.apim'))) {
        cpSync(path.join(from, file), path.join(to, file));
    }
}
