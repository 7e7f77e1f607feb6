import type { ImpactShown } from '../messages.ts';

/** The list beside the picture: by organization, then client, then contract. Names of a project are text here, never markup. */
export function showImpact(place: HTMLElement, impact: ImpactShown | undefined, open: (id: string) => void): void {
    const isOpen = new Set([...place.querySelectorAll<HTMLDetailsElement>('details[open]')].map(({ dataset }) => dataset['name']));
    const isFirst = place.childElementCount === 0;
    place.hidden = !impact;
    place.replaceChildren();
    if (!impact) return;
    const title = element('h2', impact.title);
    title.id = 'impact-title';
    place.append(title, ...impact.sentences.map(sentence => element('p', sentence)));
    for (const { name, clients } of impact.organizations) {
        const details = document.createElement('details');
        details.dataset['name'] = name;
        details.open = isFirst ? impact.organizations.length <= 5 : isOpen.has(name) || impact.organizations.length === 1;
        const list = document.createElement('ul');
        for (const { id, key, state, contracts } of clients) {
            const item = document.createElement('li');
            const client = element(id === undefined ? 'span' : 'button', key);
            if (id !== undefined) client.addEventListener('click', () => open(id));
            const inner = document.createElement('ul');
            inner.append(...contracts.map(contract => element('li', contract)));
            item.append(client, ...state === '' ? [] : [element('span', ` ${state}`)], ...contracts.length > 0 ? [inner] : []);
            list.append(item);
        }
        details.append(element('summary', `${name} (${clients.length})`), list);
        place.append(details);
    }
}

function element(tag: string, text: string): HTMLElement {
    const made = document.createElement(tag);
    made.textContent = text;
    return made;
}
