import { uriOf } from '../../language-server/file-uri.ts';
import type { ProjectSession } from '../../language-server/session/project-session.ts';
import { childPath } from '../../project/file-system.ts';
import { projectFileName } from '../../project/source-files.ts';
import type { FileDiagnostic } from '../diagnostics.ts';
import type { KeptFile, KeptResult } from './kept-result.ts';
import type { SeenFiles } from './seen-files.ts';
import { lookedAt } from './unchanged.ts';

/** Characters of source from which on a result is kept: smaller projects are checked about as fast as their result is compared, digested and written. */
const worthKeeping = 500_000;

/** What there is to keep of a check that came to its end without anything to say but findings; undefined where it is not worth it. */
export function resultToKeep(session: ProjectSession, found: readonly FileDiagnostic[], files: SeenFiles): KeptResult | undefined {
    const characters = session.project.files.values().reduce((sum, { length }) => sum + length, 0);
    if (characters < worthKeeping) return undefined;
    const projectFile = childPath(session.folder, projectFileName);
    const sources: KeptFile[] = [];
    const others: KeptFile[] = [];
    for (const path of [...files.read.keys()].sort((a, b) => Number(b === projectFile) - Number(a === projectFile) || (a < b ? -1 : 1))) {
        const uri = uriOf(path);
        (path === projectFile || session.project.files.has(uri) ? sources : others).push(lookedAt({ path, ...uri === `file://${path}` ? {} : { uri } }, files));
    }
    const uris = found.flatMap(({ uri, diagnostic }) => [uri, ...diagnostic.related.map(other => other.uri)]);
    return {
        exclude: session.parsed.file.exclude, sources, others, asked: [...files.asked],
        // What quick fixes need is for editors.
        found: found.map(({ uri, diagnostic: { code, severity, message, range, related } }) => ({ uri, diagnostic: { code, severity, message, range, related } })),
        names: Object.fromEntries(uris.map(uri => [uri, session.relative(uri)]))
    };
}
