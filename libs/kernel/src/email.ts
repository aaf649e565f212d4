/**
 * An email address in the one form in which it is stored, looked up, limited and locked: people type capitals and
 * blanks, and phones add a space, an ordinary one or one that does not break. Pure.
 */
export const normalizeEmail = (email: string): string => email.normalize('NFKC').trim().toLowerCase();

/** What of an address a provider takes no notice of: its other names for one mailbox. */
interface Provider {
  /** Names of one mailbox, of which the first stands for all; or a pattern, where each has mailboxes of its own. */
  readonly domains: readonly [string, ...string[]] | RegExp;
  /** What in front of the @ says nothing, or is written in two ways. */
  readonly ignored?: RegExp;
  /** What else than a plus begins a tag. */
  readonly tag?: RegExp;
}

/** The large ones, by what they say of their addresses. Who is counted with somebody else by mistake shares a limit, and no more. */
const PROVIDERS: readonly Provider[] = [
  // support.google.com/mail/answer/7436150: dots do not matter. /answer/10313: googlemail.com is gmail.com.
  { domains: ['gmail.com', 'googlemail.com'], ignored: /\./gu },
  // support.apple.com/118230: accounts of before 2012 have two of them or all three.
  { domains: ['icloud.com', 'me.com', 'mac.com'] },
  // proton.me/support/addresses-and-aliases: one name under each domain. Dots, hyphens and underscores in it do not matter.
  { domains: ['proton.me', 'protonmail.com', 'protonmail.ch', 'pm.me'], ignored: /[._-]/gu },
  // assistance.orange.fr: who had an address of Wanadoo has the same one of Orange.
  { domains: ['orange.fr', 'wanadoo.fr'] },
  // help.yahoo.com, AddressGuard: disposable addresses are a base name, a hyphen and a keyword; no other address has a hyphen.
  {
    domains: /^(?:(?:yahoo|ymail|rocketmail)\.com|yahoo\.(?:[a-z]{2}|com?\.[a-z]{2}))$/u,
    tag: /(?<=.)-.*$/su,
  },
  // yandex.com/support/id, “username”: each domain is the same mailbox, and a dot is the same as a hyphen.
  {
    domains: [
      'yandex.ru',
      'yandex.com',
      'yandex.by',
      'yandex.kz',
      'yandex.ua',
      'yandex.uz',
      'yandex.com.tr',
      'ya.ru',
    ],
    ignored: /[.-]/gu,
  },
];

const PLUS_TAG = /(?<=.)\+.*$/su;

/**
 * The mailbox that an address most likely ends in, for limits of what one mailbox is sent: without what stands behind a
 * plus, and under one of the names that a large provider has for it. Never for who somebody is: elsewhere these are different
 * people. Pure.
 */
export function mailboxOf(email: string): string {
  const plain = normalizeEmail(email);
  const at = plain.lastIndexOf('@');
  if (at < 1) return plain;
  const domain = plain.slice(at + 1);
  const local = plain.slice(0, at).replace(PLUS_TAG, '');
  const provider = PROVIDERS.find(({ domains }) =>
    domains instanceof RegExp ? domains.test(domain) : domains.includes(domain),
  );
  if (!provider) return `${local}@${domain}`;
  const { domains, ignored, tag } = provider;
  const untagged = tag ? local.replace(tag, '') : local;
  const name = ignored ? untagged.replaceAll(ignored, '') : untagged;
  return `${name}@${domains instanceof RegExp ? domain : domains[0]}`;
}
