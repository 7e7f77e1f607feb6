/** Where a gateway serves an API, `Acme/Orders@1.0` at `https://gateway.example` → `https://gateway.example/Acme/Orders/1.0`. */
export function managedUrl(publicUrl: string, api: string): string {
    const at = api.lastIndexOf('@');
    return `${publicUrl.replace(/\/+$/, '')}/${api.slice(0, at)}/${api.slice(at + 1)}`;
}
