import { Command, Option } from 'commander';

/** A command that edits the source and registers what changed, with the options that all of them have. */
export function lifecycleCommand(name: string, entity: string): Command {
    return new Command(name)
        .argument('<entity>', entity)
        .option('-y, --yes', 'do it without asking', false)
        .option('--confirm <environment>', 'confirm for a protected environment, by its name')
        .option('--dry-run', 'show what would be done, and do nothing', false)
        .option('--adopt', 'also where it stands at the gateway and was not registered from here', false)
        .addOption(new Option('--format <format>', 'how to print what was done').choices(['text', 'json']).default('text'))
        .option('--secrets-stdin', 'read lines APIM_PASSWORD_<ENVIRONMENT>=value and APIM_SECRET_<NAME>=value from stdin', false);
}

/** Where elements of several kinds have one key. */
export function kindOption(...kinds: string[]): Option {
    return new Option('--kind <kind>', 'which one is meant, where several have this name').choices(kinds);
}

/** What all of their helps say. */
export const lifecycleHelp = 'The edit of the source and what the gateway would be told are shown and asked about first; until then nothing is written anywhere.';
