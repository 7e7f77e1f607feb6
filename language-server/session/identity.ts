import { execFile } from 'node:child_process';

/** Who the user is: the machine's setting, else `APIM_USER`, else git's `user.email`; undefined where nobody has said so. */
export async function currentUser(setting: string | undefined, environment: Readonly<Record<string, string | undefined>>, folder: string): Promise<string | undefined> {
    return nonEmpty(setting) ?? nonEmpty(environment['APIM_USER']) ?? nonEmpty(await gitEmail(folder));
}

function gitEmail(folder: string): Promise<string> {
    return new Promise(resolve => {
        execFile('git', ['config', 'user.email'], { cwd: folder, timeout: 2000 }, (error, output) => resolve(error ? '' : output));
    });
}

function nonEmpty(text: string | undefined): string | undefined {
    return text?.trim() || undefined;
}
