/*
 * Our own messages, each declared once, by what they are about. This is all of the language server that the editor's side knows.
 */

// client → server
export * from './protocol/projects.ts';
export * from './protocol/clients.ts';
export * from './protocol/graph.ts';
export * from './protocol/writing.ts';
export * from './protocol/importing.ts';
export * from './protocol/registering.ts';
export * from './protocol/lifecycle.ts';

// client → server, and that the answer may be another one now
export * from './protocol/views.ts';

// server → client
export * from './protocol/secrets.ts';
export * from './protocol/files.ts';

// what they share
export type * from './protocol/places.ts';
