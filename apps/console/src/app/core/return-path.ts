/**
 * The place to come back to after signing in. Only a path of this application passes: what comes from the address
 * bar must never lead to another site (`//evil.example`, `/\evil.example`) nor back to the sign-in page itself.
 */
export function safeReturnPath(raw: string | null | undefined): string {
  if (!raw || !raw.startsWith('/') || /^\/[/\\]/.test(raw) || /[\u0000-\u001f\\]/.test(raw)) return '/';
  const path = raw.split(/[?#]/, 1)[0];
  return path === paths.signIn || path === paths.changePassword ? '/' : raw;
}

/** The console's addresses: in one place. */
export const paths = { overview: '/', signIn: '/connexion', changePassword: '/mot-de-passe' } as const;

/** The query parameter that carries the place to come back to. */
export const RETURN_PARAMETER = 'retour';
