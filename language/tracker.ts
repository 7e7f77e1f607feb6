import { ownCopy } from './own-copy.ts';

/** What those that hold the facts say and ask of a tracker. */
export type Dependencies = Pick<Tracker<object>, 'read' | 'reads' | 'changed' | 'query' | 'touch' | 'isRead' | 'occasion'>;

/**
 * Remembers who read what, so that a change re-computes what read it and nothing else.
 *
 * An *input* is a name that `changed` is called for. A *query* is an answer that others share; a *check* is about a subject, and nobody reads it.
 * While one of them runs, every `read` of an input or a query is recorded as its dependency. What depends on a changed input is stale. Stale queries are
 * computed before anything else is asked, and make those that read them stale only where they come out different (as JSON), so that a
 * change goes as far as it matters and no further, however many depend on it.
 */
export class Tracker<Subject extends object> {
    readonly #remembers: boolean;
    readonly #inputs = new Map<string, NonNullable<Readers>>();
    readonly #queries = new Map<string, Query>();
    readonly #checks = new Map<Subject, Check>();
    readonly #staleQueries = new Set<Query>();
    readonly #staleSubjects = new Set<Subject>();
    /** Queries that may have lost their last reader: a name that was half typed is asked for once and never again. */
    readonly #unread = new Set<Query>();
    #running: Query | Check | undefined;
    #occasion = 0;

    /** `remembers`: who read what. Otherwise all is computed again after any change: for those who ask once. */
    constructor(remembers = true) {
        this.#remembers = remembers;
    }

    /** Records that what is running depends on an input. */
    read(input: string): void {
        const running = this.#running;
        if (!running || !this.#remembers) return;
        const readers = this.#inputs.get(input);
        const more = withReader(readers, running);
        if (more === undefined) return;
        const name = readers ? input : ownCopy(input);
        if (more !== readers) this.#inputs.set(name, more);
        running.dependencies.push(name);
    }

    /** Whether somebody may depend on an input. */
    reads(input: string): boolean {
        return !this.#remembers || this.#inputs.has(input);
    }

    /** Whether anybody has read anything: otherwise no change concerns anybody. */
    get isRead(): boolean {
        return this.#remembers ? this.#inputs.size > 0 : this.#checks.size > 0 || this.#queries.size > 0;
    }

    /** Another number whenever a check has to ask again for what was asked for before: it depends on that from then on, or something may have changed. */
    get occasion(): number {
        return this.#occasion;
    }

    /** Says that an input is not what it was. */
    changed(input: string): void {
        if (this.#remembers) return this.#invalidate(this.#inputs.get(input));
        this.#occasion++;
        this.#queries.clear();
        for (const check of this.#checks.values()) this.touch(check.subject as Subject);
    }

    /** The value of a query: the remembered one where nothing that it read has changed. The first `compute` is kept: all that it needs, it reads or follows from `name`. */
    query<T>(name: string, compute: (name: string) => T): T {
        this.#settle();
        let query = this.#queries.get(name);
        if (!query) {
            query = new Query(ownCopy(name), compute);
            this.#queries.set(query.name, query);
            if (this.#remembers && !this.#running) this.#unread.add(query);
        }
        const running = this.#running;
        if (running && this.#remembers) {
            const more = withReader(query.readers, running);
            if (more !== undefined) {
                query.readers = more;
                running.dependencies.push(query);
            }
        }
        if (query.isStale) this.#recompute(query);
        return query.value as T;
    }

    /** The outcome of a check: the remembered one where nothing that it read has changed. */
    check<T>(subject: Subject, compute: () => T): T {
        this.#settle();
        let check = this.#checks.get(subject);
        if (!check) {
            check = new Check(subject);
            this.#checks.set(subject, check);
        }
        if (check.isStale) {
            if (this.#remembers) this.#occasion++;
            this.#run(check, compute);
        }
        return check.value as T;
    }

    /** Says that the check of a subject may have another outcome, whatever it read. */
    touch(subject: Subject): void {
        const check = this.#checks.get(subject);
        if (!check) return;
        check.isStale = true;
        this.#staleSubjects.add(subject);
    }

    /** Forgets the check of a subject that is there no more. */
    forget(subject: Subject): void {
        const check = this.#checks.get(subject);
        if (check) this.#detach(check);
        this.#checks.delete(subject);
        this.#staleSubjects.delete(subject);
    }

    /** The subjects whose check may have another outcome since they were last taken; empties the list. */
    takeStale(): Subject[] {
        this.#settle();
        for (const query of this.#unread) {
            this.#unread.delete(query);
            if (query.readers === undefined) this.#drop(query);
        }
        const subjects = [...this.#staleSubjects];
        this.#staleSubjects.clear();
        return subjects;
    }

    /** Computes stale queries until none is left. Nothing may be asked before: what reads a stale query does not know yet whether it is stale too. */
    #settle(): void {
        if (this.#running || this.#staleQueries.size === 0) return;
        for (const query of this.#staleQueries) {
            this.#staleQueries.delete(query);
            if (query.readers === undefined) this.#drop(query);
            else if (query.isStale) this.#recompute(query);
        }
    }

    #recompute(query: Query): void {
        const before = query.isNew ? undefined : JSON.stringify([query.value]);
        this.#run(query, () => query.compute(query.name));
        query.isNew = false;
        if (before !== undefined && before !== JSON.stringify([query.value])) this.#invalidate(query.readers, this.#running);
    }

    /** Nobody reads it any more. */
    #drop(query: Query): void {
        this.#staleQueries.delete(query);
        this.#detach(query);
        this.#queries.delete(query.name);
    }

    #run(reader: Query | Check, compute: () => unknown): void {
        this.#detach(reader);
        const outer = this.#running;
        this.#running = reader;
        try {
            reader.value = compute();
        } finally {
            this.#running = outer;
        }
        // What it was pushed to has room for more.
        reader.dependencies = reader.dependencies.slice();
        reader.isStale = false;
    }

    #invalidate(readers: Readers, except?: Query | Check): void {
        for (const reader of readers === undefined ? [] : readers instanceof Reader ? [readers] : readers) {
            if (reader === except) continue;
            reader.isStale = true;
            if (reader instanceof Query) this.#staleQueries.add(reader);
            else this.#staleSubjects.add(reader.subject as Subject);
        }
    }

    #detach(reader: Query | Check): void {
        for (const dependency of reader.dependencies) {
            if (dependency instanceof Query) {
                dependency.readers = withoutReader(dependency.readers, reader);
                if (dependency.readers === undefined) this.#unread.add(dependency);
                continue;
            }
            const readers = withoutReader(this.#inputs.get(dependency), reader);
            if (readers === undefined) this.#inputs.delete(dependency);
            else this.#inputs.set(dependency, readers);
        }
        reader.dependencies = [];
    }
}

/** Something that is computed from what it reads. */
abstract class Reader {
    dependencies: (string | Query)[] = [];
    value: unknown;
    isStale = true;
}

class Check extends Reader {
    readonly subject: object;

    constructor(subject: object) {
        super();
        this.subject = subject;
    }
}

class Query extends Reader {
    readonly name: string;
    readonly compute: (name: string) => unknown;
    readers: Readers;
    isNew = true;

    constructor(name: string, compute: (name: string) => unknown) {
        super();
        this.name = name;
        this.compute = compute;
    }
}

/** Most inputs have one reader or a few, and a project has very many of them: several times smaller than a set of few is a list of just them. */
type Readers = Query | Check | readonly (Query | Check)[] | Set<Query | Check> | undefined;

/** The readers and one more; undefined where it is one of them already. */
function withReader(readers: Readers, reader: Query | Check): Readers {
    if (readers === undefined) return reader;
    if (readers instanceof Reader) return readers === reader ? undefined : [readers, reader];
    if (readers instanceof Set) return readers.has(reader) ? undefined : readers.add(reader);
    if (readers.includes(reader)) return undefined;
    // Spread, they would have room for more.
    return readers.length < few ? readers.toSpliced(readers.length, 0, reader) : new Set(readers).add(reader);
}

function withoutReader(readers: Readers, reader: Query | Check): Readers {
    if (readers instanceof Reader) return readers === reader ? undefined : readers;
    if (!(readers instanceof Set)) {
        const others = readers?.filter(each => each !== reader);
        return others?.length === 0 ? undefined : others;
    }
    readers.delete(reader);
    return readers.size === 0 ? undefined : readers;
}

const few = 16;
