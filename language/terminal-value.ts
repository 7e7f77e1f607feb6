/** What a token of a terminal stands for in the tree. Strings stay as they are written, since their meaning (parameters, problems with positions) is more than a text: see strings.ts. */
export function terminalValue(terminal: string, written: string): string {
    switch (terminal) {
        case 'VERSION': return written.slice(1);
        case 'QUOTED_NAME': return written.replaceAll('`', '');
        default: return written;
    }
}
