import { t } from '@vscode/l10n';
import { open, type FileHandle } from 'node:fs/promises';
import { fail, succeed, type Failure, type Result } from './failure.ts';
import { writeOutputFile } from './output-file.ts';
import { codeOf } from './project-folder.ts';
import { Secret } from './secret.ts';

/**
 * API keys by client version, from a file that its owner alone may read: `{"ShopInc/MobileShop@2.1": "<key>", …}`. What is no ordinary
 * file, such as the pipe of `<(sops -d keys.json)`, has no readers to look after. With `orEmpty` a file that is not there holds no keys.
 */
export async function readKeyFile(path: string, { orEmpty = false } = {}): Promise<Result<Map<string, Secret>>> {
    let file: FileHandle | undefined;
    try {
        file = await open(path);
        const { mode, isFile } = await statusOf(file);
        // Windows has no such modes: there Node makes some up.
        if (isFile && (mode & 0o077) !== 0 && process.platform !== 'win32') {
            return fail({ kind: 'key-file-open-to-others', path });
        }
        const keys = keysIn(await file.readFile('utf8'));
        return typeof keys === 'string' ? unusable(path, keys) : sameKey(keys, { file: path }) ?? succeed(keys);
    } catch (error) {
        const code = codeOf(error);
        return orEmpty && code === 'ENOENT' ? succeed(new Map()) : unusable(path, code === 'ENOENT' ? t('there is no such file') : t('it cannot be read ({0})', code));
    } finally {
        await file?.close();
    }
}

/** Writes such a file, sorted by client: as a whole or not at all, and readable by its owner only. */
export function writeKeyFile(path: string, keys: ReadonlyMap<string, Secret>): Promise<Result<void>> {
    const members = [...keys].sort(([a], [b]) => (a < b ? -1 : 1)).map(([client, key]) => [client, key.reveal()] as const);
    return writeOutputFile(path, `${JSON.stringify(Object.fromEntries(members), undefined, 2)}\n`, { secret: true });
}

/** Two clients with one key, of which a gateway would take the one for the other. */
export function sameKey(keys: Iterable<readonly [client: string, key: Secret]>, place: { file: string } | { gateway: string }): { ok: false; failure: Failure } | undefined {
    const owners = new Map<string, string>();
    for (const [client, key] of keys) {
        const owner = owners.get(key.reveal());
        if (owner !== undefined && owner !== client) {
            return fail({ kind: 'same-key', clients: [owner, client], place });
        }
        owners.set(key.reveal(), client);
    }
    return undefined;
}

async function statusOf(file: FileHandle): Promise<{ mode: number; isFile: boolean }> {
    const status = await file.stat();
    return { mode: status.mode, isFile: status.isFile() };
}

/** The keys, or what is wrong with the text. Nothing of the text is repeated: a name may be a key in the wrong place. */
function keysIn(text: string): Map<string, Secret> | string {
    const json = parse(text);
    if (typeof json !== 'object' || json === null || Array.isArray(json)) {
        return t('it is not a JSON object');
    }
    const keys = new Map<string, Secret>();
    for (const [index, [client, key]] of Object.entries(json as Record<string, unknown>).entries()) {
        if (!/^[^/@\s]+\/[^/@\s]+@[^/@\s]+$/.test(client)) {
            return t('the name of its member {0} is not Organization/Name@version', index + 1);
        }
        // A blank header counts as no key at all, and a control character cannot be sent in one.
        if (typeof key !== 'string' || key.trim() === '' || /\p{Cc}/u.test(key)) {
            return t('the key of {0} is not a text that can be sent', client);
        }
        keys.set(client, new Secret(key));
    }
    return keys;
}

function parse(text: string): unknown {
    try {
        return JSON.parse(text.replace(/^\uFEFF/, ''));
    } catch {
        return undefined;
    }
}

function unusable(path: string, detail: string): { ok: false; failure: Failure } {
    return fail({ kind: 'key-file-unusable', path, detail });
}
