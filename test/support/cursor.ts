import type { Position } from '../../language/declarations.ts';
import { openProject } from './project.ts';

/** Opens a project whose text has the cursor `<|>`: one file `example.apim`, or several of which one has it. */
export function openAtCursor(example: string | Record<string, string>): ReturnType<typeof openProject> & { file: string; position: Position } {
    const files = typeof example === 'string' ? { 'example.apim': example } : example;
    const [name, text] = Object.entries(files).find(([, candidate]) => candidate.includes('<|>')) ?? ['', ''];
    const before = text.slice(0, text.indexOf('<|>')).split('\n');
    const opened = openProject({ files: { ...files, [name]: text.replace('<|>', '') } });
    return { ...opened, file: opened.uri(name), position: { line: before.length - 1, character: before.at(-1)?.length ?? 0 } };
}
