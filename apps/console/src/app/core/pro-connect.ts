import { RETURN_PARAMETER } from './return-path';
import type { Texts } from './i18n/texts';

/** Name of the parameter with which the server says what came of going to ProConnect. */
export const PROCONNECT_PARAMETER = 'proconnect';

/** What ProConnect asks every page that offers it to link to. */
export const ABOUT_PROCONNECT = 'https://www.proconnect.gouv.fr/';

/** What the parameter says of an identity that was linked, and of a browser that signed out there. */
export const LINKED = 'linked';
export const SIGNED_OUT = 'signed-out';

/** Where a browser leaves for ProConnect, with the place to come back to. Pure. */
export function proConnectPath(place: string): string {
  const path = '/api/proconnect/sign-in';
  return place === '/' ? path : `${path}?${new URLSearchParams({ [RETURN_PARAMETER]: place }).toString()}`;
}

export interface Refusal {
  readonly title: string;
  readonly detail: string;
}

/** The reason why signing in with ProConnect failed, by the code of the problem; undefined for any other code. Pure. */
export function proConnectRefusal(code: string | null, { proConnect }: Texts): Refusal | undefined {
  const refusals: Readonly<Record<string, Refusal>> = proConnect.refusals;
  return code !== null && Object.hasOwn(refusals, code) ? refusals[code] : undefined;
}
