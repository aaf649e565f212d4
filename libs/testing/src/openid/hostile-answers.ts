import type { Misconduct } from './fake-issuer';

/** What an answer says otherwise than the honest one: a parameter is replaced, or left out where empty. */
export type Change = Readonly<Record<string, string>>;

/** Answers that must let nobody in: what they are, what the issuer does, how the query is changed. */
export const hostileAnswers: readonly (readonly [string, Misconduct, Change])[] = [
  ['answers by another issuer (mix-up)', {}, { iss: 'https://other.example' }],
  ['a token of another issuer', { claims: { iss: 'https://other.example' } }, {}],
  ['a token for another client', { claims: { aud: 'another' } }, {}],
  ['a token for several clients', { claims: { aud: ['another', 'halles'], azp: 'another' } }, {}],
  ['a token with another nonce', { claims: { nonce: 'swapped' } }, {}],
  ['a token without nonce', { claims: { nonce: undefined } }, {}],
  ['a token that is not signed (alg=none)', { header: { alg: 'none', kid: undefined }, unsigned: true }, {}],
  ['a token without its signature', { unsigned: true }, {}],
  ['a token signed by the client’s secret (HS256)', { header: { alg: 'HS256' } }, {}],
  ['a token signed by a stranger', { foreignKey: true }, {}],
  ['a token that is over', { claims: { exp: 1_700_000_000, iat: 1_699_999_000 } }, {}],
  ['somebody else in its userinfo', { userinfo: { sub: 'somebody-else' } }, {}],
  ['a person who gave up', {}, { code: '', error: 'access_denied' }],
  ['no code', {}, { code: '' }],
  ['a forged state', {}, { state: 'forged' }],
];

/** Changes the query with which a browser comes back. */
export function alter(back: URLSearchParams, change: Change): void {
  for (const [name, value] of Object.entries(change))
    if (value === '') back.delete(name);
    else back.set(name, value);
}
