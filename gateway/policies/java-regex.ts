/** A Java pattern as JavaScript understands it. */
export interface JavaRegex { source: string; flags: string }

export function translateJavaRegex(pattern: string): JavaRegex {
    return { source: pattern, flags: 'su' };
}
