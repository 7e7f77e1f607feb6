/** Zero-based line and character (UTF-16), as in LSP. */
export interface TextPosition { line: number; character: number }
export interface TextRange { start: TextPosition; end: TextPosition }
