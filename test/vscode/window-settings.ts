/** The themes that scenarios look at, and what VS Code calls them. */
export const themes = { 'dark': 'Dark 2026', 'light': 'Light 2026', 'high contrast': 'Default High Contrast', 'high contrast light': 'Default High Contrast Light' };
export type Theme = keyof typeof themes;

/** The class by which a window shows that it has taken a theme. */
export const themeClasses: Record<Theme, string> = { 'dark': 'vs-dark', 'light': 'vs', 'high contrast': 'hc-black', 'high contrast light': 'hc-light' };

/** The same of a page in a webview, which follows its window a moment later. */
export const webviewThemes: Record<Theme, string> = {
    'dark': 'vscode-dark', 'light': 'vscode-light', 'high contrast': 'vscode-high-contrast', 'high contrast light': 'vscode-high-contrast-light',
};

export interface WindowOptions {
    /** A folder, or a file that ends with `.code-workspace`; without it the window is empty. */
    folder?: string;
    /** Whether the window opens in Restricted Mode until somebody trusts it (`asked`), or knows no trust at all (`given`, which is the default). */
    trust?: 'given' | 'asked';
    /** Where the extension runs: in a Node behind the window (the default), or in the browser alone, with a copy of the folder in its memory. */
    host?: 'node' | 'browser';
    settings?: Record<string, unknown>;
    theme?: Theme;
    language?: 'en' | 'de';
    /** Key bindings of the user: keys, and the command that they run. */
    keys?: Record<string, string>;
}

/** A calm window: nothing in it that has nothing to do with us. Who sits in front of it is a member of the sample. */
export function settingsOf({ trust = 'given', theme = 'light', settings }: WindowOptions): Record<string, unknown> {
    return {
        'workbench.startupEditor': 'none', 'workbench.tips.enabled': false, 'chat.disableAIFeatures': true, 'extensions.ignoreRecommendations': true,
        'workbench.secondarySideBar.defaultVisibility': 'hidden', 'security.workspace.trust.startupPrompt': 'never', 'security.workspace.trust.banner': 'never',
        'security.workspace.trust.enabled': trust === 'asked', 'workbench.colorTheme': themes[theme], 'git.openRepositoryInParentFolders': 'never',
        'apim.user': 'anna@shop.example', ...settings,
    };
}
