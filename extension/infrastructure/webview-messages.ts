/** What every page says once it listens. */
export interface Ready { kind: 'ready' }
