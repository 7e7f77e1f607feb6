import type { LimitTerms } from '../../../language-server/protocol.ts';
import type { Translate } from '../../infrastructure/translate.ts';

/** `10,000 requests per day, counted for each client` */
export function limitText({ limit, unit, period, granularity, direction }: LimitTerms, t: Translate, language: string): string {
    const number = (value: number) => value.toLocaleString(language, { maximumFractionDigits: 1 });
    const amount = unit === 'requests' ? limit === 1 ? t('1 request') : t('{0} requests', number(limit)) : sizeText(limit, number);
    const way = ({ upload: t('sent'), download: t('received'), both: t('sent and received') } as Record<string, string>)[direction ?? ''];
    const per = ({
        Second: t('per second'), Minute: t('per minute'), Hour: t('per hour'), Day: t('per day'), Month: t('per month'), Year: t('per year')
    } as Record<string, string>)[period] ?? period;
    const counted = ({
        Client: t('counted for each client'), User: t('counted for each user'), Api: t('counted for the API as a whole'), Ip: t('counted for each address')
    } as Record<string, string>)[granularity];
    return [[amount, way, per].filter(part => part).join(' '), counted].filter(part => part).join(', ');
}

/** As the language writes sizes: 1 KB is 1024 bytes. */
function sizeText(bytes: number, number: (value: number) => string): string {
    const power = Math.min(3, Math.floor(Math.log2(Math.max(1, bytes)) / 10));
    return `${number(bytes / 1024 ** power)} ${['B', 'KB', 'MB', 'GB'][power]}`;
}
