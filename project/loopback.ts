/** Whether a host, as `URL` writes it, is the machine itself: `localhost`, a name below it, 127.0.0.0/8 or ::1. */
export function isLoopback(host: string): boolean {
    return /^(localhost|.*\.localhost|127(\.\d+){3}|\[::1\])$/i.test(host);
}
