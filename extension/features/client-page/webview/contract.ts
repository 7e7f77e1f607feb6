import type { Asked, Badge, ContractModel, Linked, PageModel, StepModel } from '../messages.ts';
import { element, foldable, pushButton, sourceLink } from './elements.ts';

/** What the parts of the page need of it. */
export interface Page {
    ask(asked: Asked): void;
    opened: Set<string>;
    language: string;
    changed(): void;
    /** Shows the examples of all contracts in another language. */
    speak(language: string): void;
}

export function badge({ state, mark, label, explanation }: Badge): HTMLElement {
    return element('span', { class: `badge s-${state}`, title: explanation }, element('span', { 'aria-hidden': 'true', class: 'mark' }, mark), label);
}

export function contractCard(contract: ContractModel, index: number, { words, languages }: PageModel, page: Page): HTMLElement {
    const { api, plan } = contract;
    const id = (what: string) => `${what} ${api.text}`;
    const heading = `contract-${index}`;
    return element('article', { 'aria-labelledby': heading, 'data-contract': api.text },
        element('div', { class: 'line' }, element('h3', { id: heading }, link(id('api'), api, page)), api.detail !== undefined && element('span', { class: 'quiet' }, api.detail), badge(contract.badge)),
        contract.description !== undefined && element('p', {}, contract.description),
        element('dl', {},
            element('dt', {}, words.plan), element('dd', {}, link(id('plan'), plan, page), plan.detail !== undefined && element('span', { class: 'quiet' }, ` ${plan.detail}`)),
            element('dt', {}, words.approval), element('dd', {}, contract.approval),
            element('dt', {}, words.limits), ...contract.limits.map(limit => element('dd', {}, limit)),
            element('dt', {}, words.url), ...contract.urls.map((url, at) => element('dd', { class: 'line' }, element('code', {}, url), pushButton(id(`url ${at}`), words.copy, () => page.ask({ kind: 'copy-url', api: api.text, url }), { label: `${words.copyUrl}: ${url}` }))),
            contract.noUrl !== undefined && element('dd', { class: 'line' }, element('span', { class: 'quiet' }, contract.noUrl),
                contract.canStartGateway && pushButton(id('start gateway'), words.startGateway, () => page.ask({ kind: 'run', command: 'apim.startLocalGateway' }))),
            ...contract.declared === undefined ? [] : [element('dt', {}, words.declaredIn), element('dd', {}, link(id('declared'), contract.declared, page))],
        ),
        chainOf(contract, id, words, page),
        contract.examples.length > 0 && callOf(contract, id, words, languages, page),
    );
}

function chainOf({ chain, noChain }: ContractModel, id: (what: string) => string, words: PageModel['words'], page: Page): HTMLElement {
    return foldable(id('chain'), page.opened, page.changed, [element('h4', {}, `${words.chain} (${chain.length})`)],
        chain.length === 0 ? element('p', {}, noChain) : element('ol', {}, chain.map((step, index) => stepOf(step, id(`step ${index}`), words, page))));
}

function stepOf(step: StepModel, id: string, words: PageModel['words'], page: Page): HTMLElement {
    const { title, origin, originKind, documentation, options, source } = step;
    return element('li', { class: `from-${originKind}` },
        foldable(id, page.opened, page.changed, [element('strong', {}, title), element('span', { class: 'quiet' }, ` ${origin}`)],
            documentation !== undefined && element('p', {}, withCode(documentation)),
            options.length === 0 ? element('p', { class: 'quiet' }, words.noOptions) : element('dl', { class: 'options' }, ...options.flatMap(({ name, value }) => [element('dt', {}, element('code', {}, name)), element('dd', {}, element('code', {}, value))])),
            source !== undefined && element('p', {}, link(`${id} source`, source, page, `${words.declaration}: ${title}, ${source.text}`))));
}

/** What stands between backticks, as code. */
function withCode(text: string): Node[] {
    return text.split('`').map((piece, index) => (index % 2 === 0 ? document.createTextNode(piece) : element('code', {}, piece)));
}

function callOf({ api, examples, canSend }: ContractModel, id: (what: string) => string, words: PageModel['words'], languages: PageModel['languages'], page: Page): HTMLElement {
    const at = Math.max(0, languages.findIndex(({ id: language }) => language === page.language));
    const { id: language, label: spoken } = languages[at]!;
    const choice = element('select', { 'data-id': id('language'), 'aria-label': `${words.language}: ${api.text}` }, languages.map(({ id: value, label }) => element('option', { value, selected: value === language }, label)));
    choice.addEventListener('change', () => page.speak(choice.value));
    const copy = (withKey: boolean) => page.ask({ kind: 'copy-code', api: api.text, language, withKey });
    return foldable(id('call'), page.opened, page.changed, [element('h4', {}, words.call)],
        element('div', { class: 'line' }, choice,
            pushButton(id('copy'), words.copy, () => copy(false), { label: `${words.copy}: ${spoken}, ${api.text}` }),
            canSend && pushButton(id('copy with key'), words.copyWithKey, () => copy(true), { label: `${words.copyWithKey}: ${spoken}, ${api.text}` }),
            canSend && pushButton(id('send'), words.send, () => page.ask({ kind: 'send', api: api.text }), { label: `${words.send} ${api.text}` })),
        element('pre', { tabindex: '0', role: 'region', 'aria-label': `${spoken}: ${api.text}` }, element('code', {}, examples[at] ?? '')));
}

function link(id: string, { text, source }: Linked, page: Page, label?: string): HTMLElement {
    return sourceLink(id, text, source === undefined ? undefined : () => page.ask({ kind: 'open', source }), label);
}
