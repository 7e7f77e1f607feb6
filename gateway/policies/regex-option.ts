import { RegexProblem, translateJavaRegex, translateJavaReplacement } from './java-regex.ts';
import type { JavaRegex } from './java-regex.ts';
import type { Options } from './options.ts';

/** A Java pattern in an option; one that cannot be run is a configuration error. */
export function regexOption(options: Options, name: string): JavaRegex {
    const pattern = options.text(name);
    if (pattern === undefined) throw options.error(`${name} is missing.`);
    return translated(options, name, () => translateJavaRegex(pattern));
}

/** A Java replacement for the groups of a pattern, in JavaScript's form. */
export function replacementOption(options: Options, name: string, regex: JavaRegex): string {
    const replacement = options.text(name);
    if (replacement === undefined) throw options.error(`${name} is missing.`);
    return translated(options, name, () => translateJavaReplacement(replacement, regex));
}

function translated<T>(options: Options, name: string, translate: () => T): T {
    try {
        return translate();
    } catch (error) {
        if (error instanceof RegexProblem) throw options.error(`${name}: ${error.message}.`);
        throw error;
    }
}
