/** Who the user is: the machine's setting, else `APIM_USER`, else git's `user.email`; undefined where nobody has said so. */
export async function currentUser(
    setting: string | undefined, environment: Readonly<Record<string, string | undefined>>, gitEmail: () => Promise<string | undefined>
): Promise<string | undefined> {
    return nonEmpty(setting) ?? nonEmpty(environment['APIM_USER']) ?? nonEmpty(await gitEmail());
}

function nonEmpty(text: string | undefined): string | undefined {
    return text?.trim() || undefined;
}
