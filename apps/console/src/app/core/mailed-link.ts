import type { InvitationLink } from '@halles/contracts';

/**
 * The link of a mail, `#territory/token`; whatever it is, the server says whether it opens something. Behind the hash:
 * neither the log of a server nor the Referer of a page ever has it.
 */
export function mailedLink(fragment: string | null): InvitationLink {
  const [tenant = '', token = ''] = (fragment ?? '').split('/', 2);
  return { tenant: tenant || '-', token: token || '-' };
}
