import { describeFailure, exitCodeOf, type Failure } from '../registration/failure.ts';

/** How a command ends: with an exit code, or with a sentence on stderr and its exit code. */
export type Ending = number | Stop;

/** What keeps a command from going on: one clear sentence with the next step. */
export interface Stop { exit: number; message: string }

/** The exit codes; what they mean to a user is in the help of `apim` (program.ts). */
export const exitCodes = {
    done: 0, invalidSource: 1, differs: 2, gatewayChanged: 3, notCompletelyApplied: 4, gatewayUnreachable: 5, refused: 6, usage: 64, bug: 70
} as const;

export function stop(exit: keyof typeof exitCodes, message: string): Stop {
    return { exit: exitCodes[exit], message };
}

export function stopFor(failure: Failure): Stop {
    return { exit: exitCodeOf(failure), message: describeFailure(failure) };
}

export function isStop(value: object): value is Stop {
    return 'exit' in value && 'message' in value;
}
