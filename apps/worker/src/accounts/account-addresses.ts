import type { Bilingual, Locale } from '@halles/kernel';
import { type Config, portalOrigin } from '@halles/platform/config';
import type { Tenant } from '@halles/platform/tenancy';

/** Pages of the portal that mails about accounts lead to. */
const PAGES = {
  link: { fr: '/lien', en: '/en/link' },
  signUp: { fr: '/inscription', en: '/en/sign-up' },
  password: { fr: '/mot-de-passe', en: '/en/password' },
  contact: { fr: '/contact', en: '/en/contact' },
  invitation: { fr: '/invitation', en: '/en/invitation' },
} as const satisfies Record<string, Bilingual>;

/** Absolute address of such a page, from the tenant's record. Pure. */
export function accountAddress(
  config: Config,
  tenant: Pick<Tenant, 'canonicalHost'>,
  page: keyof typeof PAGES,
  locale: Locale,
  token?: string,
): string {
  const path = PAGES[page][locale];
  return `${portalOrigin(config, tenant.canonicalHost)}${path}${token === undefined ? '' : `/${token}`}`;
}
