import type { DatabaseSync, StatementSync } from 'node:sqlite';
import type { ApiBean, ClientBean } from './beans.ts';

/** Where the file of the store is, or `:memory:`. */
export type StorePlace = string;

export type OpenedStore = { ok: true; store: RegistrationStore } | { ok: false; reason: 'in-use' | 'not-usable'; message: string };

/**
 * Keeps what was registered. A write is in the file when the method returns, so that it outlives a kill -9 of this process.
 * The file is locked for as long as the store is open: the operating system takes the lock away when the process dies, however it dies.
 */
export class RegistrationStore {
    readonly #database: DatabaseSync;
    readonly #putObject: StatementSync;
    readonly #dropObject: StatementSync;
    readonly #loseKey: StatementSync;

    static open(place: StorePlace): OpenedStore {
        let database: DatabaseSync | undefined;
        try {
            database = openDatabase(place);
            // Exclusive before WAL: then no shared memory is needed and the lock is taken with the first write below.
            database.exec('PRAGMA locking_mode = EXCLUSIVE; PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA busy_timeout = 0');
            database.exec(`BEGIN EXCLUSIVE;
                CREATE TABLE IF NOT EXISTS registration (
                    kind TEXT NOT NULL, id TEXT NOT NULL, bean TEXT NOT NULL, owned_key TEXT, turn INTEGER NOT NULL,
                    PRIMARY KEY (kind, id)) WITHOUT ROWID;
                CREATE UNIQUE INDEX IF NOT EXISTS registration_key ON registration (owned_key) WHERE owned_key IS NOT NULL;
                PRAGMA user_version = 1;
                COMMIT`);
            return { ok: true, store: new RegistrationStore(database) };
        } catch (error) {
            try {
                database?.close();
            } catch {
                // It was never open.
            }
            const message = error instanceof Error ? error.message : String(error);
            return { ok: false, reason: /locked|busy/i.test(message) ? 'in-use' : 'not-usable', message };
        }
    }

    private constructor(database: DatabaseSync) {
        this.#database = database;
        this.#putObject = database.prepare(`INSERT INTO registration (kind, id, bean, owned_key, turn)
            VALUES (?, ?, ?, ?, (SELECT coalesce(max(turn), 0) + 1 FROM registration))
            ON CONFLICT (kind, id) DO UPDATE SET bean = excluded.bean, owned_key = excluded.owned_key, turn = excluded.turn`);
        this.#dropObject = database.prepare('DELETE FROM registration WHERE kind = ? AND id = ?');
        this.#loseKey = database.prepare('UPDATE registration SET owned_key = NULL WHERE owned_key = ?');
    }

    /** Everything that is registered, in the order of registering; `ownsKey` is false for a client whose key another one took. */
    load(): { apis: ApiBean[]; clients: { bean: ClientBean; ownsKey: boolean }[] } {
        const rows = this.#database.prepare('SELECT kind, bean, owned_key FROM registration ORDER BY turn').all();
        const apis: ApiBean[] = [];
        const clients: { bean: ClientBean; ownsKey: boolean }[] = [];
        for (const row of rows) {
            const bean: unknown = JSON.parse(String(row['bean']));
            if (row['kind'] === 'api') apis.push(bean as ApiBean);
            else clients.push({ bean: bean as ClientBean, ownsKey: row['owned_key'] !== null });
        }
        return { apis, clients };
    }

    putApi(id: string, bean: ApiBean): void {
        this.#putObject.run('api', id, JSON.stringify(bean), null);
    }

    /** The key belongs to this client from now on, whoever had it. */
    putClient(id: string, bean: ClientBean, apiKey: string): void {
        this.#atOnce(() => {
            this.#loseKey.run(apiKey);
            this.#putObject.run('client', id, JSON.stringify(bean), apiKey);
        });
    }

    dropApi(id: string): void {
        this.#dropObject.run('api', id);
    }

    /** The key stops working, also where another client has taken it over: so Apiman does it. */
    dropClient(id: string, apiKey: string): void {
        this.#atOnce(() => {
            this.#loseKey.run(apiKey);
            this.#dropObject.run('client', id);
        });
    }

    close(): void {
        this.#database.close();
    }

    #atOnce(write: () => void): void {
        this.#database.exec('BEGIN IMMEDIATE');
        try {
            write();
            this.#database.exec('COMMIT');
        } catch (error) {
            try {
                this.#database.exec('ROLLBACK');
            } catch {
                // SQLite has rolled back by itself, as it does on a full disk.
            }
            throw error;
        }
    }
}

/** Loads node:sqlite without the notice that it is experimental: users of the gateway cannot do anything about that. */
function openDatabase(place: string): DatabaseSync {
    const { emitWarning } = process;
    process.emitWarning = () => undefined;
    try {
        const { DatabaseSync: Database } = process.getBuiltinModule('node:sqlite');
        return new Database(place);
    } finally {
        process.emitWarning = emitWarning;
    }
}
