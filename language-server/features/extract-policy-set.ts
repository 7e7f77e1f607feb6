import { t } from '@vscode/l10n';
import type { AstNode } from 'langium';
import type { Range } from '../../language/declarations.ts';
import { valueOf } from '../../language/extraction.ts';
import type * as ast from '../../language/generated/ast.ts';
import { rangeOf } from '../../language/places.ts';
import type { Project } from '../../language/project.ts';
import { editAt, eolOf, indentAt } from '../lifecycle/standing.ts';
import { append, freeName, isSame, type Fix } from './fix.ts';
import { syntaxAt } from './syntax-at.ts';
import { writtenName } from './written-name.ts';

/** The selected policies become a policy set, which is used in their place and wherever the same policies follow each other in the file. */
export function extractPolicySet(project: Project, uri: string, { start, end }: Range): Fix[] {
    const first = syntaxAt(project, uri, start, 'Policy');
    const document = project.files.get(uri)?.textDocument;
    if (!first || !document || first.$container.$type === 'PolicySet') return [];
    const to = document.offsetAt(end);
    const members = runsOf(first.$container).find(run => run.includes(first)) ?? [];
    const selected = members.slice(members.indexOf(first)).filter((policy, index) => index === 0 || (policy.$cstNode?.offset ?? 0) < to);
    const text = document.getText();
    const name = freeName(project, 'policies', `${first.$container.name ?? ''}Policies`);
    const wanted = signatureOf(selected);
    const places = ownersOf(project, uri, first.$container).flatMap(owner => runsOf(owner)).flatMap(run => equalRuns(run, selected.length, wanted))
        .filter(run => run[0] === first || !hasComment(sliceOf(text, run)));
    const body = dedented(sliceOf(text, selected), indentAt(text, first.$cstNode?.offset ?? 0)).map(line => line === '' ? '' : `  ${line}`);
    return [{
        title: places.length > 1 ? t("Extract into policy set '{0}', used {1} times", name, places.length) : t("Extract into policy set '{0}'", name),
        edits: [
            ...places.map(run => editAt(project, uri, run[0]?.$cstNode?.offset ?? 0, run.at(-1)?.$cstNode?.end ?? 0, `use ${writtenName(name)}`)),
            append({ project, uri }, ['', `policies ${writtenName(name)} {`, ...body, '}'].join(eolOf(text)))
        ]
    }];
}

/** What has policies in the file; where it declares more than anybody looks through, the one that is asked about. */
function ownersOf(project: Project, uri: string, own: Owner): Owner[] {
    const entries = project.index.inFile(uri);
    if (entries.length > mostOwners) return [own];
    const name = rangeOf(own, 'name');
    return entries.flatMap(({ node }): Owner[] => {
        if (node.$type !== 'Plan' && node.$type !== 'Api' && node.$type !== 'Client') return [];
        return isSame(rangeOf(node, 'name'), name) ? [own] : [node];
    });
}

type Owner = ast.Plan | ast.Api | ast.Client;
const mostOwners = 500;

/** The policies that follow each other without anything in between. */
function runsOf(owner: { members: readonly AstNode[] }): ast.Policy[][] {
    const runs: ast.Policy[][] = [[]];
    for (const member of owner.members) {
        if (member.$type === 'Policy') runs.at(-1)?.push(member as ast.Policy);
        else runs.push([]);
    }
    return runs;
}

function equalRuns(run: readonly ast.Policy[], length: number, wanted: string): ast.Policy[][] {
    const found: ast.Policy[][] = [];
    for (let from = 0; from + length <= run.length; from++) {
        const part = run.slice(from, from + length);
        if (signatureOf(part) !== wanted) continue;
        found.push(part);
        from += length - 1;
    }
    return found;
}

function signatureOf(policies: readonly ast.Policy[]): string {
    return JSON.stringify(policies.map(({ type, options }) => [type, options.map(({ key, value }) => [key, valueOf(value)])]));
}

function sliceOf(text: string, run: readonly ast.Policy[]): string {
    return text.slice(run[0]?.$cstNode?.offset ?? 0, run.at(-1)?.$cstNode?.end ?? 0);
}

/** What somebody wrote between the policies of another place would be lost. */
function hasComment(slice: string): boolean {
    return /\/[/*]/.test(slice.replaceAll(/"(?:[^"\\]|\\.)*"|'[^']*'/g, ''));
}

function dedented(slice: string, indent: string): string[] {
    return slice.split(/\r?\n/).map(line => line.startsWith(indent) ? line.slice(indent.length) : line);
}
