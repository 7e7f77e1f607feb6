import { installPackage } from './installed-vscode.ts';

/** Mocha calls this once in a run, before its processes share out the scenarios. */
export function mochaGlobalSetup(): void {
    installPackage();
}
