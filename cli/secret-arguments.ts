import { stop, type Stop } from './ending.ts';

const secretOption = /^--?(gateway-?)?(pass(word|phrase|wd)?|secret|token|api-?key|credentials?)s?(=|$)/i;
const secretVariable = /^-{0,2}(?:env=)?APIM_(PASSWORD|SECRET)_\w*=/i;

/** Refuses a secret as an argument, without repeating it: everybody on the machine can see arguments, and shells remember them. */
export function secretInArguments(args: readonly string[]): Stop | undefined {
    const isSecret = args.some(arg => secretOption.test(arg) || secretVariable.test(arg) || hasCredentials(arg));
    return isSecret ? stop('usage', 'A secret does not belong in an argument: other users of this machine and the shell\'s history see it. '
        + 'Give it in APIM_PASSWORD_<ENVIRONMENT> or APIM_SECRET_<NAME>, at the prompt, or as such lines on stdin with --secrets-stdin.') : undefined;
}

function hasCredentials(arg: string): boolean {
    return /^[^/]*https?:\/\/[^/@]+@/i.test(arg);
}
