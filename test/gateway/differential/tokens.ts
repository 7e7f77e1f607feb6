import { createPrivateKey, createPublicKey, generateKeyPairSync, sign, X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';

const certificate = (name: string) => readFileSync(new URL(`../../support/certificates/${name}`, import.meta.url));
const issuer = new X509Certificate(certificate('issuer.pem'));
const issuerKey = createPrivateKey(certificate('issuer.key'));
const other = generateKeyPairSync('rsa', { modulusLength: 2048 });
const curve = generateKeyPairSync('ec', { namedCurve: 'P-256' });

/** As the options of the policies want them: base64 of DER. */
export const publicKey = issuer.publicKey.export({ type: 'spki', format: 'der' }).toString('base64');
export const realmCertificate = issuer.raw.toString('base64');
/** What the back end answers where its key sets are. */
export const keySet = {
    keys: [
        { ...createPublicKey(issuer.publicKey.export({ type: 'spki', format: 'pem' })).export({ format: 'jwk' }), kid: 'one', use: 'sig', alg: 'RS256' },
        { ...curve.publicKey.export({ format: 'jwk' }), kid: 'curve', use: 'sig', alg: 'ES256' },
    ],
};

/** A token as an issuer signs it; `by` the issuer of the tests unless said otherwise. */
export function tokenOf(claims: object, { alg = 'RS256', kid = 'one' as string | undefined, by = 'issuer' as 'issuer' | 'other' | 'curve' | 'nobody' } = {}): string {
    const signed = [{ alg, typ: 'JWT', ...(kid === undefined ? {} : { kid }) }, claims].map(part => Buffer.from(JSON.stringify(part)).toString('base64url')).join('.');
    if (by === 'nobody') return `${signed}.`;
    const key = by === 'issuer' ? issuerKey : by === 'other' ? other.privateKey : curve.privateKey;
    return `${signed}.${sign('sha256', Buffer.from(signed), by === 'curve' ? { key, dsaEncoding: 'ieee-p1363' } : key).toString('base64url')}`;
}
