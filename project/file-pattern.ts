import picomatch from 'picomatch';

/**
 * Tells whether a path, relative to the project's folder, is meant by one of the patterns of `exclude`. A pattern that means a folder
 * means all that is in it: `drafts`, `drafts/` and `drafts/**` are the same.
 */
export function filePattern(patterns: readonly string[]): (relativePath: string) => boolean {
    const cleaned = patterns.map(pattern => pattern.replaceAll('\\', '/').replace(/^\.?\/+/, '').replace(/\/+$/, '')).filter(pattern => pattern !== '');
    if (cleaned.length === 0) {
        return () => false;
    }
    const matches = picomatch(cleaned, { dot: true });
    return path => matches(path) || foldersOf(path).some(folder => matches(folder));
}

function foldersOf(path: string): string[] {
    const parts = path.split('/');
    return parts.slice(1).map((_, index) => parts.slice(0, index + 1).join('/'));
}
