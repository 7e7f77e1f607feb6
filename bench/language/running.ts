import type { ServerContestant } from './contestants.ts';
import { formats } from './formats.ts';
import { LanguageServer } from './language-server.ts';
import type { Model } from './model.ts';
import { leafOf, placesOf } from './places.ts';
import { Toggling } from './toggling.ts';
import { fileOf, writeWorkspace, type Workspace } from './workspace.ts';

/** A language server at work in a workspace. */
export interface Running {
    server: LanguageServer;
    workspace: Workspace;
}

const limit = 240_000;

/**
 * A server over a new workspace that has nothing more to do, with the files open that will be edited. All others have a mistake: a server may answer for what is open
 * long before it has read the rest, and these tell that it has.
 */
export async function running({ command, language, opens, format }: ServerContestant, folder: string, model: Model): Promise<Running> {
    const workspace: Workspace = { folder, format: formats[format], model, bytes: 0 };
    const toggles = format === 'apim' ? [leafOf(workspace), placesOf(workspace).api, placesOf(workspace).plan] : [leafOf(workspace)];
    const edited = new Set(toggles.flatMap(({ file, concerns }) => [file, ...concerns]));
    const others = model.organizations.map(organization => fileOf(workspace, organization)).filter(file => !edited.has(file));
    const written = writeWorkspace(folder, format, model, organization => !edited.has(fileOf(workspace, organization)));
    const server = await LanguageServer.start(command, folder, language);
    const pending = new Set(others);
    const ready = server.until(() => {
        for (const file of pending) if (server.hasErrors(file)) pending.delete(file);
        return pending.size === 0;
    }, limit);
    for (const file of opens === 'all' ? [...others, ...edited] : edited) await server.open(file);
    await ready;
    const first = new Toggling(server, toggles[0]!);
    await first.next();
    await first.end();
    return { server, workspace: written };
}
