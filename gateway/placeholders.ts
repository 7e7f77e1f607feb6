/** The names that `${NAME}` may stand for, with their values: only what the gateway was started with, never a whole environment. */
export type Placeholders = ReadonlyMap<string, string>;

/** Fills `${NAME}` and `${NAME:default}`; a name that is not known and has no default stays as it is written. */
export function fillPlaceholders(text: string, known: Placeholders): string {
    if (!text.includes('${')) return text;
    return text.replace(/\$\{([^{}:]+)(?::([^{}]*))?\}/g, (literal, name: string, fallback: string | undefined) => known.get(name) ?? fallback ?? literal);
}
