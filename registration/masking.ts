import { Secret } from './secret.ts';

/** Takes known secrets out of texts that came from elsewhere, in each form in which an answer may repeat them. */
export class Masking {
    readonly #forms = new Set<string>();

    constructor(secrets: Iterable<Secret> = []) {
        this.add(...secrets);
    }

    add(...secrets: Secret[]): void {
        for (const secret of secrets) {
            const value = secret.reveal();
            if (value !== '') {
                this.#forms.add(value);
                this.#forms.add(JSON.stringify(value).slice(1, -1));
                this.#forms.add(encodeURIComponent(value));
            }
        }
    }

    /** Whether a known secret is the text or a part of it; of a very short one only the whole text says anything. */
    occursIn(text: string): boolean {
        return this.#forms.values().some(form => text === form || (form.length >= 4 && text.includes(form)));
    }

    /** A text of any length with the known secrets in it masked, and nothing else. */
    knownIn(text: string): string {
        return this.#forms.values().toArray().sort((a, b) => b.length - a.length).reduce((masked, form) => masked.replaceAll(form, Secret.mask), text);
    }

    /**
     * A message of a gateway, fit to be shown: known secrets and whatever looks like an API key are masked,
     * control characters taken out, and it is no longer than a sentence or two.
     */
    message(text: string): string {
        let masked = this.knownIn(text).replace(/[0-9a-f]{8}-?(?:[0-9a-f]{4}-?){3}[0-9a-f]{12}/gi, Secret.mask)
            .replace(/(API Key:? +)\S+/gi, `$1${Secret.mask}`);
        masked = masked.replace(/[\p{Cc}\s]+/gu, ' ').trim();
        return masked.length > 300 ? `${masked.slice(0, 300)}…` : masked;
    }
}
