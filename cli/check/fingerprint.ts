/**
 * Sixteen digits that are others after any damage: each of two numbers becomes another for certain when one of the words of the text does. Nobody is kept from
 * making texts with the same fingerprint; what must stand that is compared by SHA-256, which takes longer to load than all else that a check from a kept
 * result does.
 */
export function fingerprint(bytes: Uint8Array): string {
    const whole = bytes.length & ~3;
    // Buffers may begin anywhere in their memory, words may not.
    const words = new Uint32Array(new Uint8Array(bytes).buffer, 0, whole / 4);
    let [one, other] = [bytes.length, ~bytes.length];
    const take = (word: number) => {
        one = mixed(one ^ word, 0x9e3779b1);
        other = mixed(other ^ word, 0x5f356495);
    };
    for (let index = 0; index < words.length; index++) take(words[index]!);
    for (let index = whole; index < bytes.length; index++) take(bytes[index]!);
    return [one, other].map(number => (number >>> 0).toString(16).padStart(8, '0')).join('');
}

/** Different numbers stay different, and each bit has a say in the next step. */
function mixed(number: number, factor: number): number {
    const product = Math.imul(number, factor);
    return product ^ product >>> 15;
}
