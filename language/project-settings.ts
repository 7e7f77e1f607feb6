import { implicitEnvironment } from '../project/environment.ts';
import type { Scalar } from './option-values.ts';
import type { Severity } from './rule.ts';

/** What `apim.yaml` says that the language needs to know. */
export interface ProjectSettings {
    dialect: 'scheer-pas' | 'apiman';
    /** Severities by rule id, where they differ from the table. */
    rules: Readonly<Record<string, Severity | 'off'>>;
    /** `gateways` are the addresses of those that do not ship with the tool: of the configuration API, and where callers reach it. */
    environments: readonly { name: string; parameters: Readonly<Record<string, Scalar>>; gateways: readonly { url: string; publicUrl: string }[] }[];
    /** The environment whose values are used where one is needed. */
    environment: string;
}

export const defaultSettings: ProjectSettings = { dialect: 'scheer-pas', rules: {}, environments: [], environment: implicitEnvironment };

/** Parameters that are always there, with their defaults. */
export const builtInParameters: Readonly<Record<string, string>> = { apimanVersion: '3.1.3.Final' };
