/** `project` is the URI of the project's folder. It may be left out where the window has one project only. */
export interface ProjectParams { project?: string }

export interface SourceLocation { uri: string; range: { start: { line: number; character: number }; end: { line: number; character: number } } }
