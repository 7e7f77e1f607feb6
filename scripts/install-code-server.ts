import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import path from 'node:path';

/** The release that the tests in a real VS Code run in; it carries VS Code 1.139. */
const version = '4.139.1';

/** Where the tests look for the complete VS Code that the npm package `code-server` carries. Outside of the checkout, so that one serves all clones. */
export const codeServerFolder = path.join(process.env['XDG_CACHE_HOME'] || path.join(homedir(), '.cache'), 'apim-vscode', `code-server-${version}`);

/** The entry of an installed code-server, or undefined where none was installed completely. */
export function installedCodeServer(): string | undefined {
    const entry = path.join(codeServerFolder, 'node_modules/code-server/out/node/entry.js');
    return existsSync(entry) ? entry : undefined;
}

if (import.meta.main) {
    process.exitCode = install();
}

/**
 * Installs into a folder beside the final one and renames it at the end, so that an interrupted run leaves nothing that looks installed.
 * Needs some 600 MB, a C++ compiler with make and python3, and the Debian packages that docs/architecture.md names.
 */
function install(): number {
    if (installedCodeServer()) {
        console.error(`code-server ${version} is already in ${codeServerFolder}`);
        return 0;
    }
    const unfinished = `${codeServerFolder}.unfinished-${process.pid}`;
    mkdirSync(unfinished, { recursive: true });
    // The approvals are those that a later npm asks for; npm 11 runs the scripts of these packages either way.
    writeFileSync(path.join(unfinished, 'package.json'), JSON.stringify({
        name: 'apim-vscode-tests', private: true, allowScripts: { 'code-server': true, argon2: true },
    }));
    console.error(`Installing code-server ${version} into ${codeServerFolder}; this takes a few minutes.`);
    // code-server refuses to install on any other Node than the one its native modules are built for.
    const nodeFolder = path.resolve(import.meta.dirname, '../node_modules/.bin');
    const npm = spawnSync('npm', ['install', `code-server@${version}`, '--no-audit', '--no-fund', '--unsafe-perm'], {
        cwd: unfinished, stdio: ['ignore', 'inherit', 'inherit'],
        env: { ...withoutNpm(process.env), PATH: `${nodeFolder}${path.delimiter}${process.env['PATH'] ?? ''}` },
    });
    if (npm.status !== 0) {
        rmSync(unfinished, { recursive: true, force: true });
        console.error(`code-server could not be installed (npm ended with ${npm.status ?? npm.signal ?? npm.error?.message}). It needs Node 24, python3, make, a C++ compiler `
            + 'and the Debian packages libkrb5-dev libx11-dev libxkbfile-dev libsecret-1-dev pkg-config.');
        return 1;
    }
    rmSync(codeServerFolder, { recursive: true, force: true });
    renameSync(unfinished, codeServerFolder);
    return 0;
}

/** What an npm around this one, on an older Node, tells its scripts of itself: code-server's own install script would take it for its Node. */
function withoutNpm(environment: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
    return Object.fromEntries(Object.entries(environment).filter(([name]) => !/^npm_/i.test(name)));
}
