import { t } from '@vscode/l10n';
import { limitTerms } from '../../language/limits.ts';
import type { PolicyFact } from '../../language/policy-facts.ts';

/** `100 per Day` */
export function limitInWords(policy: PolicyFact): string {
    const { limit, unit, period } = limitTerms(policy);
    return perPeriod(unit === 'bytes' ? t('{0} bytes', limit) : `${limit}`, period);
}

/** The period as the source calls it. */
export function perPeriod(amount: string, period: string): string {
    return periods[period]?.(amount) ?? t('{0} per {1}', amount, period);
}

const periods: Readonly<Record<string, (amount: string) => string>> = {
    Second: amount => t('{0} per Second', amount), Minute: amount => t('{0} per Minute', amount), Hour: amount => t('{0} per Hour', amount),
    Day: amount => t('{0} per Day', amount), Month: amount => t('{0} per Month', amount), Year: amount => t('{0} per Year', amount)
};
