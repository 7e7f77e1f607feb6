import type { ApimServices } from './apim-module.ts';
import type { Attributes } from './attributes.ts';
import type { Check } from './checks/check.ts';
import { checkContractsAt } from './checks/client.ts';
import { checkDeclaration } from './checks/index.ts';
import { shownState, shownStateOfFine } from './client-state.ts';
import { organizationOf, type ClientDeclaration, type Range } from './declarations.ts';
import type * as ast from './generated/ast.ts';
import { attributes } from './generated/attributes.ts';
import { readPrelude, type Prelude } from './prelude.ts';
import type { Entry } from './entry.ts';
import type { Work } from './in-turns.ts';
import { Group, Groups } from './groups.ts';
import { ProjectIndex } from './project-index.ts';
import { defaultSettings, type ProjectSettings } from './project-settings.ts';
import { ProjectView } from './project-view.ts';
import type { Recorder, RegistrationRecord } from './record.ts';
import { finding, type Finding } from './report.ts';
import type { LiveState, Severity } from './rule.ts';
import { lifecycleRules } from './lifecycle-rules.ts';
import { ruleOf, rules } from './rules.ts';
import { ReferenceIndex } from './reference-index.ts';
import type { Packing } from './packing.ts';
import { forgetContracts } from './parts.ts';
import { SourceFile, type Reader } from './source-file.ts';
import type { OpenDocument } from './text-snapshot.ts';
import { Tracker } from './tracker.ts';
import { Verdicts, type Doubt } from './verdicts.ts';
import type { WrittenText } from './written-text.ts';

/** A finding as it is shown: severity of the project applied, related places where they are now. */
export interface Diagnostic {
    code: string;
    severity: Severity;
    message: string;
    range: Range;
    related: { uri: string; range: Range; message: string }[];
    data?: Record<string, string>;
}

/** A check of `apim.yaml` against what the files declare; comes in from outside, since the language does not know the file's form. */
export type ProjectFileCheck = (view: ProjectView) => Finding[];

/**
 * One project: its files, what they declare, and what is wrong with them. Synchronous and without any access to the world.
 * After edits `changes` names the files whose diagnostics may differ from those that were asked for before.
 */
export class Project {
    readonly files = new Map<string, SourceFile>();
    readonly index: ProjectIndex;
    readonly view: ProjectView;
    readonly references: ReferenceIndex;
    readonly language: Language;
    readonly #verdicts: Verdicts | undefined;
    readonly #tracker: Tracker<Group | Entry | ProjectFile>;
    readonly #groups = new Groups();
    /** Files that are to be checked again. */
    readonly #unchecked = new Set<string>();
    /** Files whose diagnostics may be others than those that somebody was told. */
    readonly #untold = new Set<string>();
    /** Files that nobody edits, of which more is to be known and less to be kept. */
    readonly #unprepared = new Set<string>();
    /** Files with findings that relate to a place in the file of the key. */
    readonly #related = new Map<string, Set<string>>();
    readonly #findings = new Map<string, Finding[]>();
    #projectFile: ProjectFile | undefined;

    /**
     * `fileExists` tells whether there is a file beside ours, such as the definition of an API; left out, nobody can know. `judgesParts`: what is written alike is
     * judged once; `isEdited`: what changes is checked again, and nothing else. Nothing but time and memory depends on them.
     */
    constructor(language: Language, settings: ProjectSettings = defaultSettings, fileExists?: (uri: string) => boolean | undefined, { judgesParts = true, isEdited = true } = {}) {
        this.language = language;
        this.#tracker = new Tracker(isEdited);
        this.index = new ProjectIndex(this.#tracker);
        this.references = new ReferenceIndex(this.#tracker);
        this.view = new ProjectView(this.index, this.references, this.#tracker, language.prelude.types, settings, fileExists);
        this.#verdicts = judgesParts ? new Verdicts(this.view, language.attributes, language) : undefined;
    }

    /** Takes the text of a file, new or changed; `open` is the document that an editor has of it. */
    setFile(uri: string, text: string | WrittenText, open?: OpenDocument): void {
        this.#replace(uri, new SourceFile(this.language, uri, text, this.files.get(uri), open));
        if (!open) this.#unprepared.add(uri);
    }

    /** Says that nobody edits a file any more. */
    closeFile(uri: string): void {
        if (this.files.has(uri)) this.#unprepared.add(uri);
    }

    removeFile(uri: string): void {
        this.#replace(uri, undefined);
    }

    /** Takes what `apim.yaml` says; `check` finds what is wrong with it. */
    setProjectFile(uri: string, settings: ProjectSettings, check: ProjectFileCheck): void {
        const rulesChanged = JSON.stringify(settings.rules) !== JSON.stringify(this.view.settings.rules);
        this.view.settings = settings;
        if (this.#projectFile) {
            this.#unchecked.add(this.#projectFile.uri);
            this.#tracker.forget(this.#projectFile);
        }
        this.#projectFile = { uri, check };
        this.#unchecked.add(uri);
        if (rulesChanged) for (const file of this.files.keys()) this.#unchecked.add(file);
    }

    /** What the record of the last registration says; `recorder` puts declarations into the same words. */
    setRecord(record: RegistrationRecord, recorder: Recorder): void {
        this.#comparing(() => this.view.setRecord(record, recorder));
    }

    /** Says that files that are none of ours, or folders, came or went. */
    touchFiles(uris: ReadonlySet<string>): void {
        this.view.touchFiles(uris);
    }

    /** What the gateways of the environment told: where the clients stand, and where calls arrive. */
    setLive(live: ReadonlyMap<string, LiveState>, publicUrls?: readonly string[]): void {
        this.#comparing(() => this.view.setLive(live, publicUrls));
    }

    /**
     * The files whose diagnostics may have changed since the last call, one by one, each as soon as it was checked, those of `first` first. Who stops
     * finds the rest with the next call.
     */
    *changes(first: readonly string[] = []): Generator<string> {
        this.#takeStale();
        for (const uri of [...first, ...this.#unchecked]) {
            if (this.#unchecked.has(uri)) this.#check(uri);
            yield* this.#takeUntold();
        }
        yield* this.#takeUntold();
    }

    /** What is wrong with a file, in the order of the text. */
    diagnostics(uri: string): Diagnostic[] {
        this.#takeStale();
        if (this.#unchecked.has(uri)) this.#check(uri);
        const idle = new Set(this.files.get(uri)?.suppressions);
        const shown = (this.#findings.get(uri) ?? []).flatMap(found => {
            const severity = this.#severityOf(found);
            const suppressed = severity === 'error' ? [] : (this.files.get(uri)?.suppressions ?? []).filter(({ line, id }) => line === found.range.start.line && id === found.rule);
            for (const suppression of suppressed) idle.delete(suppression);
            return severity === 'off' || suppressed.length > 0 ? [] : [this.#diagnostic(found, severity)];
        });
        // While a file cannot be read, what its comments hide may be missing for that reason alone.
        const isReadable = this.files.get(uri)?.syntax.length === 0;
        const unused = [...idle].filter(({ id }) => !comesAndGoes(id) && (isReadable || !(id in rules))).flatMap(({ id, range }) => {
            const suppression = finding('unknown-suppression', { id }, range);
            const severity = this.#severityOf(suppression);
            return severity === 'off' ? [] : [this.#diagnostic(suppression, severity)];
        });
        return [...shown, ...unused].sort(byPosition);
    }

    /** How many clients of some organizations are not registered as they are declared. Most have nothing to be said about, and are not read for it. Pauses behind each file. */
    *waitingClients(organizations: ReadonlySet<string>, isMeant: (uri: string) => boolean): Work<number> {
        this.#takeStale();
        let waiting = 0;
        for (const uri of this.files.keys()) {
            yield;
            if (!isMeant(uri)) continue;
            if (this.#unchecked.has(uri)) this.#check(uri);
            for (const { entries, doubts } of this.#groups.inFile(uri)) {
                const doubtful = new Set(doubts.map(({ entry }) => entry));
                for (const entry of entries) {
                    if (entry.kind !== 'client' || !organizations.has(organizationOf(entry.key))) continue;
                    const live = this.view.live(entry.key);
                    const state = doubtful.has(entry) ? shownState(entry.declaration as ClientDeclaration, this.view, live) : shownStateOfFine(entry.key, this.view, live);
                    if (state === 'declared' || state === 'changed') waiting++;
                }
            }
        }
        return waiting;
    }

    /** To be called while there is nothing else to do: makes questions about one more file quick to answer, and the file small. Whether there is another one. */
    prepare(): boolean {
        const [uri] = this.#unprepared;
        if (uri === undefined) return this.index.pack();
        this.#unprepared.delete(uri);
        this.references.prepare(uri);
        this.files.get(uri)?.pack();
        if (this.#unprepared.size === 0) forgetContracts();
        return true;
    }

    #replace(uri: string, file: SourceFile | undefined): void {
        const before = this.files.get(uri);
        this.#unprepared.delete(uri);
        if (file) this.files.set(uri, file);
        else this.files.delete(uri);
        const gone = this.index.replace(uri, file);
        for (const entry of gone) this.#tracker.forget(entry);
        const { changed, ended } = this.#groups.replace(uri, gone, file?.come ?? [], file?.declared ?? []);
        for (const group of changed) this.#tracker.touch(group);
        for (const group of ended) this.#tracker.forget(group);
        this.references.replace(uri, file);
        file?.settle();
        before?.release();
        this.#unchecked.add(uri);
    }

    /** Where there was nothing to compare with and now is, or the other way round, nobody has said that he depends on it. */
    #comparing(change: () => void): void {
        const before = this.view.compares;
        change();
        if (before === this.view.compares) return;
        for (const uri of this.files.keys()) for (const group of this.#groups.inFile(uri)) this.#tracker.touch(group);
    }

    #takeStale(): void {
        const stale = this.#tracker.takeStale();
        for (const subject of stale) {
            this.#unchecked.add(subject.uri);
            if (!(subject instanceof Group) || stale.length > few || !this.#groups.divide(subject)) continue;
            this.#tracker.forget(subject);
        }
    }

    *#takeUntold(): Generator<string> {
        for (const uri of this.#untold) {
            this.#untold.delete(uri);
            yield uri;
        }
    }

    #check(uri: string): void {
        this.#unchecked.delete(uri);
        this.#untold.add(uri);
        for (const finding of this.#findings.get(uri) ?? []) {
            for (const { site } of finding.related) this.#related.get(site.uri)?.delete(uri);
        }
        const projectFile = this.#projectFile;
        const findings = uri === projectFile?.uri
            ? this.#tracker.check(projectFile, () => projectFile.check(this.view))
            : [...this.files.get(uri)?.syntax ?? [], ...this.#groups.inFile(uri).flatMap(group => this.#checkGroup(group))];
        this.#findings.set(uri, findings);
        for (const finding of findings) {
            for (const { site } of finding.related) {
                if (site.uri === uri) continue;
                const relating = this.#related.get(site.uri) ?? new Set();
                this.#related.set(site.uri, relating.add(uri));
            }
        }
        if (findings.length === 0) this.#findings.delete(uri);
        // What they relate to may stand elsewhere now.
        for (const relating of this.#related.get(uri) ?? []) this.#untold.add(relating);
    }

    /** Most declarations are fine; the others are checked one by one. */
    #checkGroup(group: Group): Finding[] {
        const doubts = this.#tracker.check(group, () => this.#verdicts ? this.#verdicts.doubts(group.entries) : [...group.entries].map((entry): Doubt => ({ entry })));
        for (const { entry, contracts } of group.doubts) {
            if (!doubts.some(doubt => doubt.entry === entry && doubt.contracts?.join() === contracts?.join())) this.#tracker.forget(entry);
        }
        group.doubts = doubts;
        return doubts.length === 0 ? none : doubts.flatMap(doubt => this.#checkDoubt(doubt));
    }

    /** Findings are kept by lines behind the first one of their declaration, since that may move without being changed. */
    #checkDoubt({ entry, contracts }: Doubt): Finding[] {
        const found = this.#tracker.check(entry, () => {
            const findings: Finding[] = [];
            const check = { node: entry.syntax, entry, view: this.view, attributes: this.language.attributes, accept: (finding: Finding) => findings.push(finding) };
            if (contracts) checkContractsAt(contracts, check as Omit<Check<ClientDeclaration, ast.Client>, 'declaration'>);
            else checkDeclaration({ ...check, declaration: entry.declaration });
            if (findings.length === 0) return none;
            const { line } = entry;
            return findings.map(finding => movedBy(-line, finding));
        });
        if (found.length === 0) return found;
        const { line } = entry;
        return found.map(finding => movedBy(line, finding));
    }

    #severityOf(finding: Finding): Severity | 'off' {
        if (finding.rule === 'syntax' || finding.rule === 'encoding') return finding.severity;
        const rule = ruleOf(finding.rule);
        return rule.fixed && rule.severity === 'error' ? rule.severity : this.view.settings.rules[finding.rule] ?? finding.severity;
    }

    #diagnostic({ rule, message, range, related, data }: Finding, severity: Severity): Diagnostic {
        return {
            code: rule, severity, message, range, ...(data ? { data } : {}),
            related: related.flatMap(({ site, message: text }) => {
                const place = this.index.resolve(site);
                return place ? [{ uri: site.uri, range: place, message: text }] : [];
            })
        };
    }
}

/** More is concerned where something that many depend on was edited. */
const few = 16;

/** What is wrong with the form of a file by itself. */
export function syntaxDiagnostics({ syntax }: SourceFile): Diagnostic[] {
    return syntax.map(({ rule, severity, message, range, data }) => ({ code: rule, severity, message, range, related: [], ...data ? { data } : {} })).sort(byPosition);
}

/** What all projects of a process share. */
export interface Language extends Reader { prelude: Prelude; attributes: Attributes }

/** Without `services`, only texts without mistakes can be read, and only to be checked: whatever needs more throws `NeedsLangium`. */
export function createLanguage(services?: ApimServices, packing?: Packing): Language {
    const reader = {
        packing,
        get services(): ApimServices {
            if (!services) throw new NeedsLangium();
            return services;
        }
    };
    return Object.assign(reader, { prelude: readPrelude(reader), attributes });
}

const none: Finding[] = [];

export class NeedsLangium extends Error {}

function movedBy(lines: number, finding: Finding): Finding {
    const { start, end } = finding.range;
    return { ...finding, range: { start: { line: start.line + lines, character: start.character }, end: { line: end.line + lines, character: end.character } } };
}

interface ProjectFile { uri: string; check: ProjectFileCheck }

/** What compares with the last registration finds nothing where there is no record, and what looks at the gateway nothing in another environment: a suppression of it is not idle. */
function comesAndGoes(id: string): boolean {
    return id in lifecycleRules || ['local-endpoint-remote-gateway', 'tls-required-over-http', 'transport-security-behind-proxy'].includes(id);
}

function byPosition(a: Diagnostic, b: Diagnostic): number {
    return a.range.start.line - b.range.start.line || a.range.start.character - b.range.start.character || (a.code < b.code ? -1 : a.code > b.code ? 1 : 0);
}
