/** A text that is kept longer than the one it was cut from: a slice would keep all of that. */
export function ownCopy(slice: string): string {
    return slice.split('').join('');
}

/** A text that was put together: as one piece, and not as a tree of the parts, which would take several times the memory. */
export function inOnePiece(text: string): string {
    // Whoever looks into it has to have it put together.
    text.charCodeAt(0);
    return text;
}
