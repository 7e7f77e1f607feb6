import { randomBytes } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';

/** What is in `running.json` while a gateway serves, for those who look for it. */
export interface RunningNote {
    pid: number;
    /** Base URLs without a slash at the end. */
    gateway: string;
    configuration: string;
    user: string;
    /** ISO 8601. */
    startedAt: string;
}

/**
 * The folder that one gateway keeps its registrations, its password and the note of where it listens in. It holds API keys and
 * secrets of policies, so it is for its owner only and takes care not to be committed. All methods throw what node:fs throws.
 */
export class DataFolder {
    readonly #folder: string;

    static create(folder: string): DataFolder {
        makeFolder(path.resolve(folder));
        fs.chmodSync(folder, 0o700);
        const data = new DataFolder(folder);
        data.#write('.gitignore', '*\n');
        return data;
    }

    private constructor(folder: string) {
        this.#folder = folder;
    }

    get storeFile(): string {
        const file = path.join(this.#folder, 'registrations.db');
        // Made here with its mode: SQLite would make it for everybody to read. Its own side files take the mode over.
        fs.closeSync(fs.openSync(file, 'a', 0o600));
        return file;
    }

    /** The given password, else the kept one, else a new one; kept from now on. */
    password(given: string | undefined): string {
        const password = given ?? this.#read('password')?.trim() ?? '';
        if (password !== '' && given === undefined) return password;
        const chosen = password || randomBytes(24).toString('base64url');
        this.#write('password', chosen);
        return chosen;
    }

    /** Null when none is there or it makes no sense. */
    readNote(): RunningNote | null {
        try {
            const note: unknown = JSON.parse(this.#read('running.json') ?? 'null');
            return typeof note === 'object' && note !== null && 'pid' in note && 'gateway' in note ? note as RunningNote : null;
        } catch {
            return null;
        }
    }

    writeNote(note: RunningNote): void {
        this.#write('running.json', `${JSON.stringify(note)}\n`);
    }

    removeNote(): void {
        fs.rmSync(path.join(this.#folder, 'running.json'), { force: true });
    }

    #read(name: string): string | undefined {
        try {
            return fs.readFileSync(path.join(this.#folder, name), 'utf8');
        } catch (error) {
            if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
            throw error;
        }
    }

    /** Whoever reads at the same time sees the old content or the new one, never a part. */
    #write(name: string, content: string): void {
        const file = path.join(this.#folder, name);
        const draft = `${file}.${process.pid}.new`;
        try {
            fs.writeFileSync(draft, content, { mode: 0o600 });
            fs.renameSync(draft, file);
        } catch (error) {
            fs.rmSync(draft, { force: true });
            throw error;
        }
    }
}

/** One level after the other: with `recursive` Node tries for ever where the file system refuses with ENOENT, as below /proc. */
function makeFolder(folder: string): void {
    try {
        fs.mkdirSync(folder, { mode: 0o700 });
    } catch (error) {
        const { code } = error as NodeJS.ErrnoException;
        if (code === 'EEXIST' && fs.statSync(folder).isDirectory()) return;
        const parent = path.dirname(folder);
        if (code !== 'ENOENT' || parent === folder || fs.existsSync(parent)) throw error;
        makeFolder(parent);
        fs.mkdirSync(folder, { mode: 0o700 });
    }
}
