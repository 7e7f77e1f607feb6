/** Words as the text or the attribute of an element. */
export function escaped(words: string): string {
    return words.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
}

/** A button; `label` says what a sign on it means. */
export function button(id: string, words: string, label?: string): string {
    return `<button id="${id}" type="button"${label === undefined ? '' : ` aria-label="${escaped(label)}" title="${escaped(label)}"`}>${escaped(words)}</button>`;
}
