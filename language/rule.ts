/** How serious a finding is, as in LSP. */
export type Severity = 'error' | 'warning' | 'info' | 'hint';

/** What a gateway is known to hold of a client, compared with its declaration. */
export type LiveState = 'registered' | 'changed';

/** One file named `example.apim`, or several files. */
export type Example = string | {
    files: Record<string, string>;
    /** The files as they were registered last, for rules that compare; settings are those of `files` where there are none. */
    before?: Record<string, string>;
    /** What the gateway holds of a client. */
    live?: Record<string, LiveState>;
};

/** One row of the rule table. */
export interface Rule {
    severity: Severity;
    /** `{name}` are the blanks that `report` fills in. */
    message: string;
    /** Why it matters, for people who see the finding for the first time. */
    why: string;
    /** Triggers this rule and nothing else of warning or above. */
    bad: Example;
    /** Triggers nothing of warning or above. */
    good: Example;
    /** The mission stands on it: `apim.yaml` cannot lower it. */
    fixed?: true;
}

/** The names of the blanks in a message. */
export type Blanks<Message extends string> = Message extends `${string}{${infer Name}}${infer Rest}` ? Name | Blanks<Rest> : never;
