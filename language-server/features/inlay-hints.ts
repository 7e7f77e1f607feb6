import { t } from '@vscode/l10n';
import { InlayHintKind, type InlayHint } from 'vscode-languageserver-protocol';
import { keyOf, type ClientDeclaration, type PolicyUse, type Range } from '../../language/declarations.ts';
import { chosenOffer, mergedChain } from '../../language/policy-chain.ts';
import type { Entry } from '../../language/entry.ts';
import { rangeOf } from '../../language/places.ts';
import type { Project } from '../../language/project.ts';
import { namesAround } from './name-at.ts';
import { entriesIn } from './syntax-at.ts';
import { perPeriod } from '../contract/limit-words.ts';
import { describePolicy, inCode } from './hover-contract.ts';
import { printValue } from './printed-value.ts';

/** Beside each contract how many policies run on a call and what limits it; beside each use of a parameter its value in the active environment, beside each published API where it is called. */
export function inlayHints(project: Project, uri: string, range: Range): InlayHint[] {
    const isShown = (line: number) => line >= range.start.line && line <= range.end.line;
    const lines = { start: { line: range.start.line, character: 0 }, end: { line: range.end.line + 1, character: 0 } };
    const shown = entriesIn(project, uri, lines);
    const contracts = shown.flatMap(entry => entry.declaration.kind === 'client' ? contractHints(project, entry, entry.declaration) : []);
    const parameters = namesAround(project, uri, lines).flatMap(({ element, declaration, range: { end } }): InlayHint[] => {
        if (declaration || !element.startsWith('parameter:')) return [];
        const value = project.view.parameter(element.slice('parameter:'.length));
        // A secret has no value that could be shown; a bare name that is no parameter is a value itself.
        return value.kind === 'value' ? [{ position: end, label: `= ${shortened(String(value.value))}`, kind: InlayHintKind.Parameter, paddingLeft: true }] : [];
    });
    const urls = shown.flatMap(({ declaration, syntax }): InlayHint[] => {
        const [url, ...others] = declaration.kind === 'api' && declaration.state === 'published' ? project.view.managedUrls(keyOf(declaration)) : [];
        const position = syntax.$type === 'Api' ? rangeOf(syntax, syntax.title === undefined ? 'version' : 'title').end : undefined;
        return url && position ? [{ position, label: `→ ${url}${others.length > 0 ? ' …' : ''}`, paddingLeft: true, tooltip: [url, ...others].join('\n') }] : [];
    });
    const kinds: [HintData['shows'], InlayHint[]][] = [['contracts', contracts], ['parameters', parameters], ['urls', urls]];
    return kinds.flatMap(([shows, hints]) => hints.filter(({ position }) => isShown(position.line)).map(hint => ({ ...hint, data: { shows } satisfies HintData })));
}

/** What a hint is about, for an editor that shows some of them only. */
interface HintData { shows: 'contracts' | 'parameters' | 'urls' }

function contractHints(project: Project, { sites, syntax }: Entry, client: ClientDeclaration): InlayHint[] {
    if (client.retired || syntax.$type !== 'Client') return [];
    return client.contracts.flatMap((contract, index): InlayHint[] => {
        const api = project.index.find('api', contract.api);
        const offer = api && chosenOffer(contract, api);
        const plan = offer && project.index.find('plan', offer.plan);
        const place = sites[`contract:${index}`];
        const written = syntax.members.filter(member => member.$type === 'Contract')[index];
        const end = written?.plan ? rangeOf(written.plan).end : place?.end;
        if (!plan || !end) return [];
        const chain = mergedChain(client, plan, api, project.view);
        const limiting = chain.filter(({ type }) => project.view.policyType(type)?.category === 'limiting');
        const count = chain.length === 1 ? t('1 policy') : t('{0} policies', chain.length);
        return [{
            position: end, label: [count, ...limiting.map(limitOf)].join(' · '), paddingLeft: true,
            tooltip: { kind: 'markdown', value: [t('Policies of {0}, its plan and {1}; hover over the contract to see them in running order.', inCode(keyOf(client)), inCode(keyOf(api))), ...limiting.map(policy => `- ${describePolicy(project, policy)}`)].join('\n') }
        }];
    });
}

/** `100 per Day`; a limit of another form by its name. */
function limitOf({ type, options }: PolicyUse): string {
    const [limit, period] = ['limit', 'period'].map(name => options.entries.find(({ key }) => key === name)?.value);
    return limit && period ? perPeriod(printValue(limit), printValue(period)) : type;
}

function shortened(text: string): string {
    return text.length > 40 ? `${text.slice(0, 40)}…` : text;
}
