import { existsSync } from 'node:fs';
import path from 'node:path';

/** The command that the local gateway is started with: its source beside ours, or its bundle beside the bundle that this is. */
export function gatewayProgram(): string[] {
    const folder = import.meta.dirname;
    const bundle = path.join(folder, 'gateway.mjs');
    const program = existsSync(bundle) ? bundle : path.join(folder, '../gateway/main.ts');
    // Its store is node:sqlite, which Node still announces as experimental.
    return [process.execPath, '--disable-warning=ExperimentalWarning', program];
}
