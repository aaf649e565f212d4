import type { SessionStep } from '@halles/contracts';

/**
 * The place to come back to after signing in. Only a path of this application passes: what comes from the address
 * bar must never lead to another site (`//evil.example`, `/\evil.example`) nor back to the sign-in page itself.
 */
export function safeReturnPath(raw: string | null | undefined): string {
  if (!raw || !raw.startsWith('/') || /^\/[/\\]/.test(raw) || /[\u0000-\u001f\\]/.test(raw)) return '/';
  const path = raw.split(/[?#]/, 1)[0];
  return STEPS.includes(path ?? '') ? '/' : raw;
}

/** The console's addresses: in one place. */
export const paths = {
  overview: '/',
  signIn: '/connexion',
  code: '/code',
  changePassword: '/mot-de-passe',
  secondFactor: '/double-authentification',
  digest: '/resume-par-message',
  invitation: '/invitation',
  forgottenPassword: '/mot-de-passe-oublie',
  newPassword: '/nouveau-mot-de-passe',
  accounts: '/comptes',
  tenants: '/territoires',
  archived: '/territoires-archives',
} as const;

/** On the way in: nobody comes back to them. The page of the second factor is one of the account too, which mails lead to. */
const STEPS: readonly string[] = [
  paths.signIn,
  paths.code,
  paths.changePassword,
  paths.invitation,
  paths.forgottenPassword,
  paths.newPassword,
];

/** The query parameter that carries the place to come back to. */
export const RETURN_PARAMETER = 'retour';

/** Where a page of a step leads once nothing is left to do: that of the second factor, opened by itself, to itself. */
export function stepPlace(step: SessionStep, url: string, back: string | null): string {
  return safeReturnPath(back ?? (step === 'enrolment' ? url : null));
}
