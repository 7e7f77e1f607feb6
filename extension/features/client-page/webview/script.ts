import { byId, hostOf } from '../../../infrastructure/webview/host.ts';
import type { Asked, PageModel, PageState, Told } from '../messages.ts';
import { badge, contractCard, type Page } from './contract.ts';
import { element, pushButton, replace } from './elements.ts';

const host = hostOf<Asked, PageState>();
const before = host.getState();
const said = byId('said');
let model: PageModel | undefined;
/** What each part of the page shows; a part that says the same is left alone. */
const shown = new Map<string, string>();
let hiding: ReturnType<typeof setTimeout> | undefined;

const page: Page = {
    ask: asked => host.postMessage(asked),
    opened: new Set(before?.opened),
    language: before?.language ?? 'curl',
    changed: remember,
    speak(language) {
        page.language = language;
        remember();
        showContracts();
    },
};

window.addEventListener('message', ({ data }: MessageEvent<Told>) => hear(data));
// A key is not left standing where nobody looks.
document.addEventListener('visibilitychange', () => document.hidden && hideKey());
window.addEventListener('scrollend', remember);
host.postMessage({ kind: 'ready' });

function hear(told: Told): void {
    switch (told.kind) {
        case 'page': return show(told.page);
        case 'trouble':
            byId('trouble').textContent = told.text;
            byId('trouble').hidden = false;
            return;
        case 'chain': return goToChain(told.api);
        case 'said': return say(told.text);
        case 'key': return showKey(told.value, told.seconds);
    }
}

function show(next: PageModel): void {
    const last = model;
    model = next;
    // A few chains are shown at once; of many, those that somebody opens.
    if (!last && !before && next.contracts.length <= 3) {
        for (const { api } of next.contracts) page.opened.add(`chain ${api.text}`);
    }
    byId('trouble').hidden = true;
    part('head', { ...next, contracts: [], apiKey: undefined, changes: undefined }, () => headOf(next));
    part('changes', [next.changes, next.words], () => changesOf(next));
    showContracts();
    part('key', [next.key, next.apiKey, next.words], () => keyOf(next));
    document.title = next.key;
    if (last?.key === next.key && last.state.label !== next.state.label) {
        say(`${next.state.label}: ${next.state.explanation}`);
    }
    if (!last && before?.key === next.key) {
        window.scrollTo(0, before.scroll);
    }
    remember();
}

function part(id: string, says: unknown, content: () => Node[]): void {
    const text = JSON.stringify(says);
    if (shown.get(id) !== text) {
        shown.set(id, text);
        noteFolds(byId(id));
        replace(byId(id), ...content());
    }
}

/** What is open now, which the browser tells only once it has done with keys that were pressed meanwhile. */
function noteFolds(within: HTMLElement): void {
    for (const fold of within.querySelectorAll('details')) {
        const { fold: name = '' } = fold.dataset;
        if (fold.open) page.opened.add(name);
        else page.opened.delete(name);
    }
}

function headOf({ key, name, subtitle, description, versions, state, actions, words }: PageModel): Node[] {
    const choice = element('select', { 'data-id': 'version', 'aria-label': words.version }, versions.map(version => element('option', { value: version.key, selected: version.key === key }, version.label)));
    choice.addEventListener('change', () => page.ask({ kind: 'version', key: choice.value }));
    return [
        element('div', { class: 'line' }, element('h1', {}, name), choice, badge(state)),
        element('p', { class: 'quiet' }, subtitle),
        element('p', {}, state.explanation),
        ...description === undefined ? [] : [element('p', {}, description)],
        element('div', { class: 'line', role: 'group', 'aria-label': words.actions },
            actions.map(({ command, label, primary }) => pushButton(command, label, () => page.ask({ kind: 'run', command }), primary ? { className: 'primary' } : {}))),
    ];
}

function changesOf({ changes: { compared, operations, nothing }, words }: PageModel): Node[] {
    return [
        element('h2', {}, words.changes),
        nothing === undefined
            ? element('ul', {}, operations.map(({ text, changes }) => element('li', {}, text, changes.length > 0 && element('table', {},
                element('thead', {}, element('tr', {}, [words.path, words.before, words.after].map(word => element('th', { scope: 'col' }, word)))),
                element('tbody', {}, changes.map(({ path, before: was, after }) => element('tr', {}, element('th', { scope: 'row' }, element('code', {}, path)), element('td', {}, element('code', {}, was)), element('td', {}, element('code', {}, after)))))))))
            : element('p', {}, nothing),
        element('p', { class: 'quiet' }, compared),
    ];
}

function showContracts(): void {
    if (model) {
        const { contracts, languages, words } = model;
        const now = model;
        part('contracts', [contracts, languages, words, page.language], () => [
            element('h2', {}, `${words.contracts} (${contracts.length})`),
            ...contracts.length === 0 ? [element('p', {}, words.noContracts)] : contracts.map((contract, index) => contractCard(contract, index, now, page)),
        ]);
    }
}

function keyOf({ apiKey: { explanation, available, manageTrust }, words }: PageModel): Node[] {
    hideKey();
    return [
        element('h2', {}, words.apiKey), element('p', {}, explanation),
        element('div', { class: 'line' },
            available && pushButton('copy key', words.copyKey, () => page.ask({ kind: 'copy-key' })),
            available && pushButton('show key', words.showKey, () => (hiding === undefined ? page.ask({ kind: 'show-key' }) : hideKey())),
            manageTrust && pushButton('trust', words.manageTrust, () => page.ask({ kind: 'run', command: 'workbench.trust.manage' })),
            element('output', { id: 'value', 'aria-label': words.apiKey }, element('code', {}))),
    ];
}

/** The one place where a key stands, for as long as the user asked for. It goes into nothing that is remembered. */
function showKey(value: string, seconds: number): void {
    const code = document.querySelector('#value code');
    if (code && model && !document.hidden) {
        code.textContent = value;
        setLabel(model.words.hideKey);
        clearTimeout(hiding);
        hiding = setTimeout(hideKey, seconds * 1000);
        say(model.words.keyIsShown);
    }
}

function hideKey(): void {
    document.querySelector('#value code')?.replaceChildren();
    if (hiding !== undefined && model) {
        clearTimeout(hiding);
        hiding = undefined;
        setLabel(model.words.showKey);
        say(model.words.keyIsHidden);
    }
}

function setLabel(words: string): void {
    const button = document.querySelector('[data-id="show key"]');
    if (button) button.textContent = words;
}

function goToChain(api: string): void {
    const fold = document.querySelector<HTMLDetailsElement>(`[data-fold="${CSS.escape(`chain ${api}`)}"]`);
    if (fold) {
        fold.open = true;
        fold.querySelector('summary')?.focus();
        fold.scrollIntoView({ block: 'start' });
    }
}

function say(words: string): void {
    said.textContent = words;
    clearTimeout(quiet);
    quiet = setTimeout(() => { said.textContent = ''; }, 8000);
}
let quiet: ReturnType<typeof setTimeout> | undefined;

function remember(): void {
    if (model) {
        host.setState({ project: model.project, key: model.key, language: page.language, opened: [...page.opened], scroll: window.scrollY });
    }
}
