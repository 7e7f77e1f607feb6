import { t } from '@vscode/l10n';
import { GrammarUtils } from 'langium';
import type { Position } from '../../language/declarations.ts';
import type { Entry } from '../../language/entry.ts';
import type { Project } from '../../language/project.ts';
import { lifecycleChange } from '../lifecycle/lifecycle.ts';
import { textsAfter } from '../lifecycle/standing.ts';
import type { ProjectSession } from '../session/project-session.ts';
import { contractText, declarationText, parameterText } from './declaration-text.ts';
import type { AgreementDraft, ApiDraft, ClientDraft, ContractDraft, Draft, DraftField, DraftKind, PlanDraft, VersionDraft } from './draft.ts';
import { withValues } from './environment-values.ts';
import { Manuscript } from './manuscript.ts';
import { freeFile, usualFolder } from './new-file.ts';
import { definitionPath } from './open-api-draft.ts';
import { blockFor } from './place.ts';

/** Files with what was written into them. Nothing of it is on disk. */
export interface Written {
    kind: 'written';
    texts: ReadonlyMap<string, string>;
    /** Files among them that do not exist yet. */
    created: readonly string[];
    /** The declaration that was written, or got the contract. */
    entry: Entry;
    /** Behind the last member of its body: where one goes on. */
    cursor: Position;
    /** The project as it would be, as far as it matters for what was written. */
    project: Project;
}

type NewDraft = Exclude<Draft, VersionDraft>;

export interface Unwritable { kind: 'unwritable'; field: DraftField; message: string }

/** Writes what was chosen into the file where it belongs. Looks at the source only, and changes nothing. */
export function writeDraft(session: ProjectSession, draft: Draft): Written | Unwritable {
    if (draft.kind === 'version') return writeVersion(session, draft);
    const uri = fileFor(session, draft);
    if (typeof uri !== 'string') return uri;
    const manuscript = new Manuscript(session, new Set([uri, ...filesAround(session.project, draft)]));
    write(session, manuscript, uri, draft);
    const { project } = manuscript;
    const entry = draft.kind === 'contract' ? project.index.entries('client', draft.client).find(each => each.uri === uri)
        : project.index.entries(draft.kind, keyOfDraft(draft)).findLast(each => each.uri === uri);
    if (!entry?.node) return { kind: 'unwritable', field: 'name', message: t("'{0}' cannot be written in an .apim file.", 'name' in draft ? draft.name : draft.api) };
    return { kind: 'written', texts: manuscript.texts(), created: manuscript.created, entry, cursor: cursorIn(entry, draft.kind), project };
}

/** The copy that `new-version` makes on the command line, too. */
function writeVersion(session: ProjectSession, { of, entity, version }: VersionDraft): Written | Unwritable {
    const change = lifecycleChange(session.project, { action: 'new-version', entity, kind: of, version });
    if (change.kind === 'refusal') return { kind: 'unwritable', field: 'version', message: change.message };
    const texts = textsAfter(session.project, change.edits);
    const { project } = session.with(texts);
    const entry = project.index.entries(of, change.element.key)[0];
    return entry?.node ? { kind: 'written', texts, created: [], entry, cursor: cursorIn(entry, 'version'), project } : { kind: 'unwritable', field: 'version', message: t('{0} cannot be copied.', entity) };
}

/** `Acme/Gold@1.0`, the name of an organization. */
export function keyOfDraft(draft: Exclude<Draft, ContractDraft>): string {
    if (draft.kind === 'version') return `${draft.entity.slice(0, draft.entity.lastIndexOf('@'))}@${draft.version}`;
    return draft.kind === 'organization' ? draft.name : `${draft.organization}/${draft.name}@${draft.version}`;
}

/** The file that it goes to; that of a new organization where nothing else is said. */
function fileFor(session: ProjectSession, draft: NewDraft): string | Unwritable {
    const { project } = session;
    if (draft.kind === 'organization') return draft.file ?? freeFile(project, usualFolder(project, session.uri), draft.name);
    const holder = draft.kind === 'contract' ? project.index.entries('client', draft.client).find(({ node, declaration }) => node && !declaration.broken)
        : blockFor(project, draft.organization, typeOf[draft.kind]);
    if (holder) return holder.uri;
    const missing = draft.kind === 'contract' ? draft.client : draft.organization;
    const isDeclared = project.index.entries(draft.kind === 'contract' ? 'client' : 'organization', missing).length > 0;
    return { kind: 'unwritable', field: draft.kind === 'contract' ? 'contracts' : 'organization', message: isDeclared ? t('What declares {0} has syntax errors: correct them first.', missing) : t('There is no {0} in this project.', missing) };
}

const typeOf = { plan: 'Plan', api: 'Api', client: 'Client' } as const;

function write(session: ProjectSession, manuscript: Manuscript, uri: string, draft: NewDraft): void {
    switch (draft.kind) {
        case 'organization': {
            const root = manuscript.project.files.get(uri)?.document.parseResult.value;
            const text = declarationText(draft, () => false);
            if (root) manuscript.insert(uri, root, { type: 'Organization', text, name: draft.name });
            else manuscript.create(uri, `${text}\n`);
            return;
        }
        case 'contract': return writeContract(session, manuscript, uri, draft);
        case 'api': {
            if (draft.plan) writeMember(session, manuscript, draft.plan);
            writeMember(session, manuscript, draft);
            return writeParameters(session, manuscript, uri, draft);
        }
        default: return writeMember(session, manuscript, draft);
    }
}

function writeMember({ project }: ProjectSession, manuscript: Manuscript, draft: PlanDraft | ApiDraft | ClientDraft): void {
    const block = blockFor(manuscript.project, draft.organization, typeOf[draft.kind]);
    if (block?.node?.$type !== 'Organization') return;
    const text = declarationText(draft.kind === 'api' && draft.definition ? { ...draft, definition: definitionPath(draft.definition, block.uri) } : draft, agreement => isAmbiguous(project, agreement));
    manuscript.insert(block.uri, block.node, { type: typeOf[draft.kind], text, name: draft.name, version: draft.version });
}

function writeContract({ project }: ProjectSession, manuscript: Manuscript, uri: string, draft: ContractDraft): void {
    const client = manuscript.project.index.entries('client', draft.client).find(entry => entry.uri === uri);
    if (client?.node?.$type !== 'Client') return;
    manuscript.insert(uri, client.node, { type: 'Contract', text: contractText(draft, client.declaration.organization, isAmbiguous(project, draft)) });
}

/** Parameters stand where most of them do, else behind everything in the file of the API. */
function writeParameters({ project }: ProjectSession, manuscript: Manuscript, uri: string, { parameter, signIn }: ApiDraft): void {
    const file = parameterFile(project) ?? uri;
    const insert = (name: string, text: string) => {
        const root = manuscript.project.files.get(file)?.document.parseResult.value;
        if (root && !project.index.find('parameter', name)) manuscript.insert(file, root, { type: 'Parameter', text, name });
    };
    if (parameter) {
        insert(parameter.name, parameterText(parameter));
        manuscript.projectFile = withValues(manuscript.projectFile, parameter);
    }
    if (signIn?.policy === 'BasicAuthentication') insert(signIn.parameter, `secret parameter ${signIn.parameter}`);
}

function parameterFile(project: Project): string | undefined {
    const files = [...project.index.keys('parameter')].flatMap(name => project.index.entries('parameter', name)).map(({ uri }) => uri).filter(uri => project.files.get(uri)?.syntax.length === 0).sort();
    return [...Map.groupBy(files, uri => uri)].toSorted(([, a], [, b]) => b.length - a.length)[0]?.[0];
}

/** Where an API offers several versions of a plan, a contract has to say which one. */
function isAmbiguous(project: Project, { api, plan }: AgreementDraft): boolean {
    const name = plan.slice(0, plan.lastIndexOf('@') + 1);
    return (project.index.find('api', api)?.offers.filter(offer => offer.plan.startsWith(name)).length ?? 0) > 1;
}

/** The files whose declarations what is written has to do with. */
function filesAround(project: Project, draft: NewDraft): string[] {
    const { index } = project;
    if (draft.kind === 'organization') return index.entries('organization', draft.name).map(({ uri }) => uri);
    const agreements = draft.kind === 'client' ? draft.contracts : draft.kind === 'contract' ? [draft] : [];
    const parameters = draft.kind === 'api' ? [...`${draft.endpoint ?? ''}${JSON.stringify(draft.signIn ?? {})}`.matchAll(/\$\{(\w+)\}|"parameter":"(\w+)"/g)].map(([, used, secret]) => used ?? secret ?? '') : [];
    const apis = agreements.flatMap(({ api }) => index.entries('api', api));
    const entries = [
        ...draft.kind === 'contract' ? index.entries('client', draft.client) : [...index.entries('organization', draft.organization), ...index.entries(draft.kind, keyOfDraft(draft))],
        ...apis, ...apis.flatMap(({ declaration }) => declaration.offers.flatMap(({ plan }) => index.entries('plan', plan))),
        ...draft.kind === 'api' ? draft.offers.flatMap(plan => index.entries('plan', plan)) : [],
        ...[...parameters, ...draft.kind === 'api' && draft.parameter ? [draft.parameter.name] : []].flatMap(name => index.entries('parameter', name)),
        ...[...index.keys('policies')].flatMap(name => index.entries('policies', name)), ...[...index.keys('policy-type')].flatMap(name => index.entries('policy-type', name))
    ];
    const parameterHome = draft.kind === 'api' ? parameterFile(project) : undefined;
    return [...entries.map(({ uri }) => uri), ...parameterHome === undefined ? [] : [parameterHome]];
}

function cursorIn({ node }: Entry, kind: DraftKind): Position {
    const body = node && 'members' in node ? node.members : [];
    const last = kind === 'contract' ? body.filter(({ $type }) => $type === 'Contract').at(-1) : body.at(-1);
    const end = last?.$cstNode?.range.end ?? GrammarUtils.findNodeForKeyword(node?.$cstNode, '{')?.range.end;
    return end ?? node?.$cstNode?.range.end ?? { line: 0, character: 0 };
}
