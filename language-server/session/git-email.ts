import { execFile } from 'node:child_process';

/** Git's `user.email` in a folder; empty where git has none, or is not there. */
export function gitEmail(folder: string): Promise<string> {
    return new Promise(resolve => {
        execFile('git', ['config', 'user.email'], { cwd: folder, timeout: 2000 }, (error, output) => resolve(error ? '' : output));
    });
}
