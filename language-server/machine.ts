import type { Packing } from '../language/packing.ts';
import type { World } from '../registration/world.ts';
import type { GatewayAccess } from './session/gateway-access.ts';
import type { Surroundings } from './session/project-session.ts';

/** Everything that the server touches outside of itself: another one on Node (`main.ts`) than in a browser (`main-browser.ts`); tests bring their own. */
export interface Machine {
    files: Surroundings;
    /** Absent where nothing packs a text without being waited for. */
    packing?: Packing;
    world: World;
    environment: Readonly<Record<string, string | undefined>>;
    /** Git's `user.email` in a folder, where there is git. */
    gitEmail(folder: string): Promise<string | undefined>;
    installation: Installation;
    /** What takes a socket or a process; absent in a browser. Ask `Window.gatewaysOf` for it, which refuses in words for people. */
    gateways?: GatewayAccess;
}

/** Where the parts of an installation are. */
export interface Installation {
    /** URI of the folder of the shipped policy types, where it is there. */
    prelude: string | undefined;
    /** URI of the page that explains the rules, one heading a rule, where it is there. */
    rulesPage: string | undefined;
    /** Program and first arguments of the local gateway; empty where there are no programs. */
    gateway: readonly string[];
}
