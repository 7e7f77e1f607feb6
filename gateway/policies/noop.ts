import type { PolicyType } from './policy.ts';

/** Apiman's noop plugin: does nothing. */
export const noop: PolicyType = () => ({});
