/** A text that is kept longer than those it was made of: a slice of a text, or one that was put together of slices, would keep all of that. V8 makes neither of what is short. */
export function ownCopy(text: string): string {
    return text.length < 13 ? text : ` ${text}`.slice(1);
}
