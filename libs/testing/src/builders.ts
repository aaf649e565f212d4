import {
  type Perimeter,
  perimeterSchema,
  type TenantSettings,
  tenantSettingsSchema,
} from '@halles/contracts';

/** Settings of a territory that nothing depends on: valid, and recognisable by its canaries. */
export function aTerritory(slug: string): TenantSettings {
  const both = (text: string) => ({ fr: `${text} ${slug}`, en: `${text} ${slug} (en)` });
  return tenantSettingsSchema.parse({
    slug,
    title: both('CANARY-TITLE'),
    tagline: both('CANARY-TAGLINE'),
    territory: {
      kind: 'commune',
      name: `Ville ${slug}`,
      code: '33063',
      ofName: both('de'),
      inName: both('à'),
    },
    contact: {
      name: `Mairie ${slug}`,
      address: `1 place de la Mairie\n33000 ${slug}`,
      email: `mairie@${slug}.example`,
    },
    publisher: { name: `Ville ${slug}`, address: '1 place de la Mairie', director: 'La maire' },
    hosting: { name: 'Hébergeur', address: '1 rue du Nuage' },
    dataProtection: { officer: 'La déléguée', email: `dpo@${slug}.example` },
    mail: { fromName: `Commerces ${slug}`, fromLocalPart: slug, replyTo: `mairie@${slug}.example` },
    accessibility: {},
    word: { text: both('CANARY-WORD'), author: both('La maire'), role: both('maire') },
  });
}

/** A perimeter of one commune. */
export function aPerimeter(): Perimeter {
  return perimeterSchema.parse({
    source: 'test',
    licence: 'test',
    communes: [{ code: '33063', name: 'Bordeaux', population: 267_991, centre: [-0.58, 44.84] }],
  });
}
