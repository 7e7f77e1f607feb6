import { SymbolKind, type CallHierarchyIncomingCall, type CallHierarchyItem, type CallHierarchyOutgoingCall } from 'vscode-languageserver-protocol';
import { keyOf, type Position, type Range } from '../../language/declarations.ts';
import { chosenOffer, planName } from '../../language/policy-chain.ts';
import type { Entry } from '../../language/entry.ts';
import { rangeOf } from '../../language/places.ts';
import type { Project } from '../../language/project.ts';
import { nameAt } from './name-at.ts';

/** What calls what: clients consume APIs through contracts, APIs are offered through plans. */
type Kind = 'client' | 'api' | 'plan';
interface ItemData { kind: Kind; key: string }

/** The API, plan or client at a position. */
export function prepareCallHierarchy(project: Project, uri: string, position: Position): CallHierarchyItem[] {
    const name = nameAt(project, uri, position);
    return name && (name.kind === 'client' || name.kind === 'api' || name.kind === 'plan') ? project.index.entries(name.kind, name.key).slice(0, 1).flatMap(itemOf) : [];
}

/** Who consumes an API: its clients. Who is served through a plan: the clients with a contract by it. */
export function incomingCalls(project: Project, { data }: CallHierarchyItem): CallHierarchyIncomingCall[] {
    const { kind, key } = data as ItemData;
    if (kind === 'client') return [];
    const apis = kind === 'api' ? [key] : apisOffering(project, key);
    const calls = new Map<string, { from: CallHierarchyItem; fromRanges: Range[] }>();
    for (const api of apis) {
        for (const consumer of [...project.index.consumers(api)].sort()) {
            const [entry] = project.index.entries('client', consumer);
            const [item] = entry ? itemOf(entry) : [];
            if (!entry || !item) continue;
            const ranges = entry.declaration.contracts.flatMap((contract, index) => {
                const site = entry.sites[`contract:${index}`];
                return contract.api === api && site && (kind === 'api' || servedBy(project, api, contract) === key) ? [site] : [];
            });
            if (ranges.length === 0) continue;
            const known = calls.get(consumer) ?? { from: item, fromRanges: [] };
            known.fromRanges.push(...ranges);
            calls.set(consumer, known);
        }
    }
    return [...calls.values()];
}

/** What a client consumes, and through which plans an API is offered. */
export function outgoingCalls(project: Project, { data }: CallHierarchyItem): CallHierarchyOutgoingCall[] {
    const { kind, key } = data as ItemData;
    const [client] = kind === 'client' ? project.index.entries('client', key) : [];
    if (client) {
        return client.declaration.contracts.flatMap(({ api }, index) => {
            const site = client.sites[`contract:${index}`];
            return project.index.entries('api', api).slice(0, 1).flatMap(itemOf).map(to => ({ to, fromRanges: site ? [site] : [] }));
        });
    }
    const [api] = kind === 'api' ? project.index.entries('api', key) : [];
    const offers = api?.syntax.$type === 'Api' ? api.syntax.members.filter(member => member.$type === 'Offer') : [];
    return api?.declaration.offers.flatMap(({ plan }, index) => {
        const offered = offers[index]?.plan, range = offered && rangeOf(offered);
        return project.index.entries('plan', plan).slice(0, 1).flatMap(itemOf).map(to => ({ to, fromRanges: range ? [range] : [] }));
    }) ?? [];
}

function servedBy(project: Project, api: string, contract: Parameters<typeof chosenOffer>[0]): string | undefined {
    const declared = project.index.find('api', api);
    return declared && chosenOffer(contract, declared)?.plan;
}

/** The APIs in whose declarations the plan is named: a look-up of its name, not a walk through all APIs. */
function apisOffering(project: Project, plan: string): string[] {
    const element = `plan:${plan.slice(0, plan.indexOf('/') + 1)}${planName(plan)}`;
    const files = project.references.filesNaming(element);
    return files.flatMap(uri => project.index.inFile(uri)).flatMap(({ declaration }) =>
        declaration.kind === 'api' && declaration.offers.some(offer => offer.plan === plan) ? [keyOf(declaration)] : []);
}

function itemOf({ declaration, uri, sites, syntax }: Entry): CallHierarchyItem[] {
    const selectionRange = sites['name'];
    if (!selectionRange || (declaration.kind !== 'client' && declaration.kind !== 'api' && declaration.kind !== 'plan')) return [];
    const { kind, name, version, organization } = declaration;
    const data: ItemData = { kind, key: keyOf(declaration) };
    return [{ name: `${name}@${version}`, detail: organization, kind: kinds[kind], uri, range: rangeOf(syntax), selectionRange, data }];
}

const kinds: Record<Kind, SymbolKind> = { client: SymbolKind.Class, api: SymbolKind.Interface, plan: SymbolKind.Struct };
