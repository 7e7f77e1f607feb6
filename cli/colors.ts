import { styleText } from 'node:util';

const styles = ['bold', 'dim', 'red', 'green', 'yellow', 'blue', 'magenta', 'cyan'] as const;

/** Styles of a terminal, each a function that gives them to a text. */
export type Colors = Readonly<Record<(typeof styles)[number], (text: string) => string>>;

/** Without colours texts stay as they are. */
export function createColors(enabled: boolean): Colors {
    const styled = styles.map(style => [style, (text: string) => enabled ? styleText(style, text, { validateStream: false }) : text]);
    return Object.fromEntries(styled) as Colors;
}
