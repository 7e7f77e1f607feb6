import type { Ready } from '../webview-messages.ts';

/** The editor, as the script of a page sees it. What `setState` is given is there again when the page is loaded anew. */
export interface Host<Asked, State> { postMessage(message: Asked | Ready): void; getState(): State | undefined; setState(state: State): void }
declare function acquireVsCodeApi(): unknown;

/** To be asked for once. */
export function hostOf<Asked, State>(): Host<Asked, State> {
    return acquireVsCodeApi() as Host<Asked, State>;
}

/** An element of the markup that the page began with. */
export function byId<E extends HTMLElement>(id: string): E {
    return document.getElementById(id) as E;
}
