import * as vscode from 'vscode';

/** One question of several. Which ones are asked is worked out anew after each answer; the answers are plain data, so that they can be kept. */
export interface Step<A> {
    /** Names it among the others, so that a dialog that is taken up again finds its place. */
    id: string;
    /** `note` is told what was not answered to the end when the question is left, so that it is not lost. */
    ask(frame: Frame, answers: A, note: (answers: A) => void): Promise<A | typeof back>;
}

/** What all questions of a dialog have in common: its title, the number of the question, and whether there is one before it. */
export interface Frame {
    title: string;
    step: number;
    totalSteps: number;
    buttons: readonly vscode.QuickInputButton[];
}

export const back = Symbol('back');

/** What is wrong with an answer while it is typed: an error keeps it from being taken, all else is only said. */
export interface Objection { message: string; severity: 'error' | 'warning' | 'info' | 'hint' }

/** A dialog that was left, to be taken up where it was. */
export interface Unfinished<A> { answers: A; id: string }

/**
 * Asks one question after the other, with a way back. Escape ends it: `onLeave` is given what was answered, so that nothing is lost. Where it is taken up
 * again, there is a button to begin anew.
 */
export async function askInSteps<A>(title: string, steps: (answers: A) => readonly Step<A>[], start: A, { unfinished, onLeave }: { unfinished?: Unfinished<A> | undefined; onLeave?: (left: Unfinished<A>) => void } = {}): Promise<A> {
    let answers = unfinished?.answers ?? start;
    let index = unfinished ? Math.max(0, steps(answers).findIndex(({ id }) => id === unfinished.id)) : 0;
    let isTakenUp = unfinished !== undefined;
    for (;;) {
        const all = steps(answers);
        const step = all[index];
        if (!step) {
            return answers;
        }
        let noted = answers;
        const buttons = [...index > 0 ? [vscode.QuickInputButtons.Back] : [], ...isTakenUp ? [startOver()] : []];
        try {
            const answer = await step.ask({ title, step: index + 1, totalSteps: all.length, buttons }, answers, left => { noted = left; });
            if (answer === back) {
                [answers, index] = [noted, index - 1];
            } else {
                answers = answer;
                index += 1;
            }
        } catch (error) {
            if (error instanceof StartOver) {
                [answers, index, isTakenUp] = [start, 0, false];
                continue;
            }
            if (error instanceof vscode.CancellationError && (index > 0 || noted !== answers)) {
                onLeave?.({ answers: noted, id: step.id });
            }
            throw error;
        }
    }
}

export interface TextQuestion<A> {
    id: string;
    prompt: string;
    placeholder?: string;
    /** What stands there to be changed. */
    value: (answers: A) => string | Promise<string>;
    /** Asked after each change, once the user pauses, and before an answer is taken. */
    objection?: (value: string, answers: A) => Promise<Objection | undefined>;
    take: (answers: A, value: string) => A;
}

/** Something to be typed. */
export function typing<A>({ id, prompt, placeholder, value, objection, take }: TextQuestion<A>): Step<A> {
    return {
        id,
        ask: async (frame, answers, note) => {
            const input = vscode.window.createInputBox();
            const proposed = await value(answers);
            Object.assign(input, frame, { prompt, placeholder, ignoreFocusOut: true, value: proposed });
            let asked = 0;
            let pause: ReturnType<typeof setTimeout> | undefined;
            /** Only what is said of the latest text is shown. */
            const judge = async (): Promise<boolean> => {
                clearTimeout(pause);
                const mine = asked += 1;
                const found = await objection?.(input.value, answers);
                if (mine !== asked) {
                    return false;
                }
                input.validationMessage = found && { message: found.message, severity: severities[found.severity] };
                return found?.severity !== 'error';
            };
            return answerOf(input, Promise.resolve(), async resolve => {
                input.busy = true;
                if (await judge()) {
                    resolve(take(answers, input.value));
                }
                input.busy = false;
            }, input.onDidChangeValue(() => {
                clearTimeout(pause);
                if (input.value !== proposed) {
                    note(take(answers, input.value));
                }
                // Where nobody can tell now, the answer is judged before it is taken.
                pause = setTimeout(() => void judge().catch(() => undefined), 150);
            }));
        },
    };
}

export interface Choice<T> extends Omit<vscode.QuickPickItem, 'kind'> { value: T }

export interface PickQuestion<A, T> {
    id: string;
    placeholder: string;
    items: (answers: A) => readonly (Choice<T> | vscode.QuickPickItem)[] | Promise<readonly (Choice<T> | vscode.QuickPickItem)[]>;
    /** Whether it is what was answered before, or is proposed. */
    isChosen?: (value: T, answers: A) => boolean;
    /** Nothing is taken, and the question stays, where it returns undefined: the choice only showed something. */
    take: (answers: A, value: T) => A | undefined;
}

/** One of several. */
export function picking<A, T>({ id, placeholder, items, isChosen, take }: PickQuestion<A, T>): Step<A> {
    return {
        id,
        ask: (frame, answers) => {
            const input = vscode.window.createQuickPick<Choice<T> | vscode.QuickPickItem>();
            Object.assign(input, frame, { placeholder, ignoreFocusOut: true, matchOnDescription: true, matchOnDetail: true });
            const filled = fill(input, items(answers), all => {
                const chosen = all.find(item => 'value' in item && isChosen?.(item.value, answers));
                // Else the first one stays active.
                if (chosen) {
                    input.activeItems = [chosen];
                }
            });
            return answerOf(input, filled, async resolve => {
                const [item] = input.selectedItems;
                const answer = item && 'value' in item ? take(answers, item.value) : undefined;
                if (answer !== undefined) {
                    resolve(answer);
                }
            });
        },
    };
}

export interface PickManyQuestion<A, T> extends Omit<PickQuestion<A, T>, 'take'> { take: (answers: A, values: T[]) => A; least?: { count: number; message: string } }

/** Any number of several. */
export function pickingMany<A, T>({ id, placeholder, items, isChosen, take, least }: PickManyQuestion<A, T>): Step<A> {
    return {
        id,
        ask: (frame, answers) => {
            const input = vscode.window.createQuickPick<Choice<T> | vscode.QuickPickItem>();
            Object.assign(input, frame, { placeholder, ignoreFocusOut: true, canSelectMany: true, matchOnDescription: true, matchOnDetail: true });
            const filled = fill(input, items(answers), all => {
                input.selectedItems = all.filter(item => 'value' in item && isChosen?.(item.value, answers));
            });
            return answerOf(input, filled, async resolve => {
                if (input.selectedItems.length < (least?.count ?? 0)) {
                    input.placeholder = least?.message;
                    return;
                }
                resolve(take(answers, input.selectedItems.flatMap(item => 'value' in item ? [item.value] : [])));
            });
        },
    };
}

/** While items are on their way, the question is there already and shows that it is busy. */
async function fill<I extends vscode.QuickPickItem>(input: vscode.QuickPick<I>, items: readonly I[] | Promise<readonly I[]>, then: (items: readonly I[]) => void): Promise<void> {
    input.busy = true;
    const all = await items;
    input.items = all;
    input.busy = false;
    then(all);
}

/** Shows a question until it is answered, left, or taken back, or cannot be asked; listeners end with it. */
function answerOf<A>(input: vscode.QuickInput & { onDidAccept: vscode.Event<void>; onDidTriggerButton: vscode.Event<vscode.QuickInputButton> }, ready: Promise<void>, accept: (resolve: (answer: A) => void) => Promise<void>, ...listeners: vscode.Disposable[]): Promise<A | typeof back> {
    return new Promise<A | typeof back>((resolve, reject) => {
        listeners.push(
            input.onDidAccept(() => void accept(resolve).catch(reject)),
            input.onDidTriggerButton(button => button === vscode.QuickInputButtons.Back ? resolve(back) : reject(new StartOver())),
            input.onDidHide(() => reject(new vscode.CancellationError())),
        );
        ready.catch(reject);
        input.show();
    }).finally(() => {
        for (const listener of listeners) {
            listener.dispose();
        }
        input.dispose();
    });
}

class StartOver extends Error {}

function startOver(): vscode.QuickInputButton {
    return { iconPath: new vscode.ThemeIcon('discard'), tooltip: vscode.l10n.t('Start Over') };
}

const severities = {
    error: vscode.InputBoxValidationSeverity.Error, warning: vscode.InputBoxValidationSeverity.Warning,
    info: vscode.InputBoxValidationSeverity.Info, hint: vscode.InputBoxValidationSeverity.Info,
};
