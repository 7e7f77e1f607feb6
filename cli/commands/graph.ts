import path from 'node:path';
import { Command, Option } from 'commander';
import { graphAround, type ContractGraph } from '../../language-server/graph/contract-graph.ts';
import { asDot } from '../../language-server/graph/dot.ts';
import { asMermaid } from '../../language-server/graph/mermaid.ts';
import { projectGraph } from '../../language-server/session/project-graph.ts';
import { clientsOf } from '../../language-server/session/overview.ts';
import { nearestName } from '../../project/suggestion.ts';
import { writeOutputFile } from '../../registration/output-file.ts';
import { realWorld } from '../../registration/world.ts';
import { counted } from '../diagnostics.ts';
import { exitCodes, isStop, stop, stopFor, type Ending, type Stop } from '../ending.ts';
import { optionsOf, type GlobalOptions } from '../global-options.ts';
import { openProject, personOf, type OpenProject } from '../open-project.ts';
import type { Commands } from '../program.ts';
import { secretSource } from '../secrets.ts';
import type { Shell } from '../shell.ts';

type Format = 'mermaid' | 'svg' | 'dot';

/** The formats, by the endings of their files. */
const endings: Record<string, Format> = { '.mmd': 'mermaid', '.mermaid': 'mermaid', '.svg': 'svg', '.dot': 'dot', '.gv': 'dot' };

interface GraphOptions extends GlobalOptions { format?: Format; out?: string; all: boolean }

export function graphCommand({ shell, end }: Commands): Command {
    return new Command('graph')
        .description('Draw who consumes what: clients, plans, APIs and gateways of an environment, coloured by state.')
        .argument('[entity...]', 'only what leads to these and what they lead to: a client, a plan, an API such as Acme/Orders@1.0, or an organization')
        .addOption(new Option('--format <format>', 'how to draw it (default: by the ending of --out, else mermaid)').choices(['mermaid', 'svg', 'dot']))
        .option('-o, --out <file>', 'write it to this file instead of stdout')
        .option('--all', 'show every organization (for those whom apim.yaml lists under admins)', false)
        .addHelpText('after', `
A plan stands once for each API that offers it, so that an arrow from a client is one contract. The states of clients are those of
apim clients --offline: no gateway is asked. What belongs to organizations that you may not see is left out.
Markdown shows a Mermaid graph between \`\`\`mermaid and \`\`\`; dot is for Graphviz, and for graphs that are too big for the others.

Examples:
  apim graph                                  in the default environment, as Mermaid
  apim graph --out contracts.svg              a picture, light or dark as its reader wants it
  apim graph Acme/Orders@1.0                  who depends on this API
  apim graph ShopInc -e production            what an organization has in production
  apim graph --format dot | dot -Tpdf > contracts.pdf`)
        .action(async (names: string[], _, command: Command) => end(await graph(shell, names, optionsOf(command))));
}

async function graph(shell: Shell, names: string[], options: GraphOptions): Promise<Ending> {
    const format = options.format ?? endings[path.extname(options.out ?? '').toLowerCase()] ?? 'mermaid';
    const project = await openProject(shell, options);
    if (isStop(project)) {
        return project;
    }
    const errors = project.session.errors(project.environment).length;
    if (errors > 0) {
        shell.say(shell.colors.err.yellow(`The source has ${counted(errors, 'error')}, so the graph may be wrong. Look with: apim check`));
    }
    const drawn = await drawnGraph(shell, project, names, options.all);
    if (isStop(drawn)) {
        return drawn;
    }
    const text = await textOf(drawn, format);
    if (typeof text !== 'string') {
        return text;
    }
    if (options.out === undefined) {
        shell.print(text);
        return exitCodes.done;
    }
    const written = await writeOutputFile(path.resolve(shell.folder, options.out), text);
    return written.ok ? exitCodes.done : stopFor(written.failure);
}

async function drawnGraph(shell: Shell, project: OpenProject, names: string[], showAll: boolean): Promise<ContractGraph | Stop> {
    const { session, environment } = project;
    const world = realWorld();
    const myClients = await clientsOf(
        { ...project, world, person: await personOf(project, shell), secrets: await secretSource(shell, { stdin: false, askParameters: false }) }, { connect: false, showAll }
    );
    await world.close();
    if (myClients.hidden.count > 0) {
        shell.say(shell.colors.err.dim(myClients.hidden.hint));
    }
    const whole = projectGraph(session, environment, myClients);
    if (names.length === 0) {
        return whole;
    }
    const around = graphAround(whole, names);
    if (!('unknown' in around)) {
        return around;
    }
    const known = new Set(whole.nodes.filter(({ kind }) => kind !== 'gateway').flatMap(({ key }) => [key, key.split('/')[0] ?? key]));
    const nearest = nearestName(around.unknown, [...known]);
    return stop('usage', `There is no client, plan, API or organization '${around.unknown}' in '${environment.name}' that you may see.${nearest === undefined ? ' Look with: apim graph' : ` Did you mean ${nearest}?`}`);
}

/** The layout is loaded for the one format that needs it. */
async function textOf(drawn: ContractGraph, format: Format): Promise<string | Stop> {
    if (format !== 'svg') {
        return format === 'dot' ? asDot(drawn) : asMermaid(drawn);
    }
    const { asSvg, mostBoxes } = await import('../../language-server/graph/svg.ts');
    return drawn.nodes.length <= mostBoxes ? asSvg(drawn) : stop('refused',
        `Nothing was drawn: a picture with ${drawn.nodes.length} boxes could not be read (${mostBoxes} at most). Name what it is to be about, such as apim graph Acme/Orders@1.0, or draw --format dot with Graphviz.`);
}
