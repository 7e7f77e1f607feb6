type Attributes = Record<string, string | boolean | undefined>;
type Child = Node | string | undefined | false;

/** An element of plain words: whatever a project says becomes text and never markup. */
export function element<K extends keyof HTMLElementTagNameMap>(name: K, attributes: Attributes, ...children: (Child | Child[])[]): HTMLElementTagNameMap[K] {
    const made = document.createElement(name);
    for (const [attribute, value] of Object.entries(attributes)) {
        if (value !== undefined && value !== false) {
            made.setAttribute(attribute, value === true ? '' : value);
        }
    }
    made.append(...children.flat().filter(child => child !== undefined && child !== false));
    return made;
}

/** `id` stays the same from one showing to the next, so that the cursor of the keyboard can stay where it was. */
export function pushButton(id: string, words: string, push: () => void, { label, className }: { label?: string; className?: string } = {}): HTMLButtonElement {
    const made = element('button', { type: 'button', 'data-id': id, 'aria-label': label, class: className }, words);
    made.addEventListener('click', push);
    return made;
}

/** Something that opens its declaration; plain text where nobody knows that. */
export function sourceLink(id: string, words: string, open: (() => void) | undefined, label?: string): HTMLElement {
    return open ? pushButton(id, words, open, { className: 'link', ...label === undefined ? {} : { label } }) : element('span', {}, words);
}

/** A part that can be folded. Which ones are open is remembered in `opened`. */
export function foldable(id: string, opened: Set<string>, changed: () => void, summary: Child[], ...content: Child[]): HTMLDetailsElement {
    const made = element('details', { 'data-fold': id, open: opened.has(id) }, element('summary', { 'data-id': `fold ${id}` }, summary), ...content);
    made.addEventListener('toggle', () => {
        if (made.open === opened.has(id)) {
            return;
        }
        if (made.open) opened.add(id);
        else opened.delete(id);
        changed();
    });
    return made;
}

/**
 * Puts other content into a part of the page. The cursor of the keyboard stays where it was as long as that is still there, and else goes to the
 * part itself instead of to the beginning of the page.
 */
export function replace(part: HTMLElement, ...content: Node[]): void {
    const focused = part.contains(document.activeElement) ? document.activeElement?.closest('[data-id]')?.getAttribute('data-id') : undefined;
    const hadFocus = part.contains(document.activeElement);
    part.replaceChildren(...content);
    if (hadFocus) {
        const again = focused == null ? undefined : part.querySelector<HTMLElement>(`[data-id="${CSS.escape(focused)}"]`);
        (again ?? part).focus({ preventScroll: true });
    }
}
