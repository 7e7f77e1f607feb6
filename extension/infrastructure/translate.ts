/** `vscode.l10n.t`, for what is worked out without VS Code. */
export type Translate = (message: string, ...blanks: (string | number)[]) => string;
