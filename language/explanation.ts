/** A sentence about a word, and what is meant by that where it is known: what a quick fix writes instead. */
export interface Explanation { message: string; word: string; meant?: string }

/** What is known of an error of the parser beside its sentence. */
export function explanationOf({ token, message }: { token: object; message: string }): Explanation | undefined {
    const explanation = explanations.get(token);
    return explanation?.message === message ? explanation : undefined;
}

/** The sentence of an explanation. The parser takes nothing else: the rest is kept for the token that it stumbles over. */
export function told(token: object, explanation: Explanation | string): string {
    if (typeof explanation === 'string') return explanation;
    explanations.set(token, explanation);
    return explanation.message;
}

const explanations = new WeakMap<object, Explanation>();
