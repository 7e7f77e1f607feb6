import { secretInArguments } from '../secret-arguments.ts';
import { formats } from './formats.ts';
import type { CheckOptions } from './report.ts';

const optionsByName: Readonly<Record<string, 'project' | 'environment' | 'format'>> = {
    '-C': 'project', '--project': 'project', '-e': 'environment', '--environment': 'environment', '--format': 'format'
};

/**
 * What `apim check` is told, where it is told with nothing but options that it knows, each followed by its value. It is run that way all day, and reading
 * arguments in every form that there is, with help and suggestions, costs more than the check of a small project. Undefined: whoever knows all forms has to look.
 */
export function plainArguments(args: readonly string[]): CheckOptions | undefined {
    const options: CheckOptions = { format: 'text', cache: true };
    let isCheck = false;
    for (let index = 0; index < args.length; index++) {
        const arg = args[index]!;
        if (arg === 'check' && !isCheck) {
            isCheck = true;
            continue;
        }
        if (arg === '--no-cache' && isCheck) {
            options.cache = false;
            continue;
        }
        const name = Object.hasOwn(optionsByName, arg) ? optionsByName[arg] : undefined;
        const value = args[++index];
        if (!name || value === undefined || value.startsWith('-') || (name === 'format' && !(isCheck && Object.hasOwn(formats, value)))) {
            return undefined;
        }
        Object.assign(options, { [name]: value });
    }
    return isCheck && !secretInArguments(args) ? options : undefined;
}
