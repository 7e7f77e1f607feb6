/** Whether a literal looks like a key or a password: a UUID, a private key, or a long random-looking word. */
export function looksLikeSecret(text: string): boolean {
    if (/-----BEGIN [A-Z ]*PRIVATE KEY-----/.test(text)) return true;
    const word = text.replaceAll(/^["']+|["']+$/g, '');
    if (/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(word)) return true;
    return /^[A-Za-z0-9+/_=-]{20,}$/.test(word) && !isPath(word) && characterClasses(word) >= 3 && entropy(word) >= 3.7;
}

function isPath(word: string): boolean {
    return /^\/|\/.*\//.test(word) && !/\d{3}/.test(word);
}

function characterClasses(word: string): number {
    return [/[a-z]/, /[A-Z]/, /[0-9]/].filter(pattern => pattern.test(word)).length;
}

/** Shannon entropy in bits per character. */
function entropy(word: string): number {
    const counts = new Map<string, number>();
    for (const character of word) counts.set(character, (counts.get(character) ?? 0) + 1);
    return [...counts.values()].reduce((sum, count) => sum - (count / word.length) * Math.log2(count / word.length), 0);
}
