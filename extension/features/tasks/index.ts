import * as vscode from 'vscode';
import { commandLine } from '../../infrastructure/command-line.ts';
import type { Shell } from '../../infrastructure/shell.ts';

/** The commands of the command line that people run as a task, and whether they belong to an environment. */
const commands = { check: false, format: false, build: true, plan: true, register: true } as const;
type Command = keyof typeof commands;

/** A task of `tasks.json`; `package.json` describes it. */
interface Definition extends vscode.TaskDefinition { command: Command; project?: string; environment?: string; arguments?: string[] }

/** Tasks of type `apim`: the command line that ships with the extension, run by VS Code's own Node in a terminal, where it may ask. */
export function activateTasks({ context, projects }: Shell): void {
    const made = (definition: Definition, folder: vscode.Uri, name: string) => {
        const { command, environment, arguments: more = [] } = definition;
        const started = commandLine(context, folder, [command, ...environment ? ['-e', environment] : [], ...more]);
        const task = new vscode.Task(
            definition, vscode.workspace.getWorkspaceFolder(folder) ?? vscode.TaskScope.Workspace, name, 'apim',
            new vscode.ProcessExecution(started.program, started.args, { cwd: started.cwd, env: started.env }),
            // Files are named relative to the project. Where that is not the folder of the workspace they have to be looked for, which VS Code does on its own machine only.
            vscode.workspace.getWorkspaceFolder(folder)?.uri.fsPath === folder.fsPath.replace(/[\\/]$/, '') ? '$apim' : '$apim-below',
        );
        task.group = command === 'build' ? vscode.TaskGroup.Build : undefined;
        // Not cleared before: a short run is over by then, and its first lines are lost to the eye and to the problems.
        task.presentationOptions = { showReuseMessage: false };
        return task;
    };

    context.subscriptions.push(vscode.tasks.registerTaskProvider('apim', {
        async provideTasks() {
            // VS Code asks as soon as the extension is there, which may be before its server is. Without a server there is no project.
            const all = await projects.all().catch(() => []);
            return all.flatMap(({ project, name, active }) => {
                const folder = vscode.Uri.parse(project);
                return (Object.keys(commands) as Command[]).map(command => {
                    const environment = commands[command] ? active : undefined;
                    const definition: Definition = { type: 'apim', command, ...all.length > 1 ? { project: vscode.workspace.asRelativePath(folder) } : {}, ...environment ? { environment } : {} };
                    return made(definition, folder, [command, environment, all.length > 1 ? `(${name})` : undefined].filter(part => part !== undefined).join(' '));
                });
            });
        },
        resolveTask(task) {
            const definition = task.definition as Definition;
            const root = task.scope && typeof task.scope === 'object' ? task.scope.uri : vscode.workspace.workspaceFolders?.[0]?.uri;
            return root && definition.command in commands ? made(definition, definition.project ? vscode.Uri.joinPath(root, definition.project) : root, task.name) : undefined;
        },
    }));
}
