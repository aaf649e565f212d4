import { domainToUnicode } from 'node:url';
import { slugSchema } from '@halles/contracts';
import { type Bilingual, defineError } from '@halles/kernel';

/** Names that a portal may not take: they belong to the platform, or would pass for an authority. */
export const reservedSlugs: ReadonlySet<string> = new Set(
  `admin administration api app assets auth blog cdn console contact demo docs embed etat ftp gouv gouvernement halles
   help imap internal localhost login mail mailbox mairie media metrics mx ns1 ns2 operator ops platform pop portal
   prefecture preview root smtp staging static status support test webmail widget www`.split(/\s+/),
);

/** Latin letters and digits that eyes take for one another; the left is read as the right. */
const lookAlikes: readonly (readonly [RegExp, string])[] = [
  [/rn/g, 'm'],
  [/vv/g, 'w'],
  [/cl/g, 'd'],
  [/[1il|]/g, 'l'],
  [/0/g, 'o'],
  [/5/g, 's'],
  [/-/g, ''],
];

/** What a slug looks like at a glance: two slugs with the same skeleton can be taken for one another. */
export function slugSkeleton(slug: string): string {
  return lookAlikes.reduce((text, [pattern, shape]) => text.replaceAll(pattern, shape), slug);
}

function isOneEditApart(a: string, b: string): boolean {
  if (Math.abs(a.length - b.length) > 1 || a === b) return false;
  let start = 0;
  while (start < a.length && a[start] === b[start]) start += 1;
  const restOf = (text: string, skip: number): string => text.slice(start + skip);
  return restOf(a, 1) === restOf(b, 1) || restOf(a, 0) === restOf(b, 1) || restOf(a, 1) === restOf(b, 0);
}

export const SlugRefused = defineError<{ slug: string; reason: Bilingual }>('slug-refused', {
  kind: 'invalid',
  title: { fr: 'Adresse refusée', en: 'Address refused' },
  detail: ({ slug, reason }) => ({
    fr: `« ${slug} » ne peut pas être l’adresse d’un portail : ${reason.fr}.`,
    en: `"${slug}" cannot be the address of a portal: ${reason.en}.`,
  }),
});

/**
 * Refuses what is malformed, reserved, punycode, taken, or easily taken for an existing slug (confusable letters, or one
 * edit apart for slugs of six letters and more).
 * @param options.reviewed a person has looked at the resemblance with existing slugs and accepts it
 * @throws SlugRefused
 */
export function checkSlug(
  slug: string,
  existing: readonly string[],
  options: { readonly reviewed?: boolean } = {},
): void {
  const refuse = (fr: string, en: string): never => {
    throw new SlugRefused({ slug, reason: { fr, en } });
  };
  if (!slugSchema.safeParse(slug).success || slug.normalize('NFKC') !== slug) {
    refuse(
      '3 à 40 lettres minuscules sans accent, chiffres et traits d’union simples',
      '3 to 40 lower-case letters, digits and single hyphens',
    );
  }
  if (slug.startsWith('xn-') || domainToUnicode(slug) !== slug)
    refuse('le punycode est réservé', 'punycode is reserved');
  const skeleton = slugSkeleton(slug);
  for (const reserved of reservedSlugs) {
    if (slug === reserved || skeleton === slugSkeleton(reserved))
      refuse('ce nom est réservé', 'this name is reserved');
  }
  for (const other of existing) {
    if (other === slug) refuse('elle est déjà prise', 'it is taken');
    if (options.reviewed) continue;
    if (slugSkeleton(other) === skeleton || (slug.length >= 6 && isOneEditApart(other, slug))) {
      refuse(`elle ressemble trop à « ${other} »`, `it looks too much like "${other}"`);
    }
  }
}
