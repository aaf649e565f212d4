import { defineError } from '@halles/kernel';

export const UnknownTenant = defineError('unknown-tenant', {
  kind: 'misdirected',
  title: { fr: 'Aucun portail à cette adresse', en: 'No portal at this address' },
  detail: () => ({
    fr: 'Cette adresse ne correspond à aucun portail. Vérifiez-la, ou retrouvez le lien sur le site de votre collectivité.',
    en: 'No portal answers at this address. Check it, or find the link on your local authority’s website.',
  }),
});

export const NoSuchTenant = defineError<{ slug: string }>('no-such-tenant', {
  kind: 'not-found',
  title: { fr: 'Territoire inconnu', en: 'Unknown territory' },
  detail: ({ slug }) => ({
    fr: `Aucun territoire ne s’appelle « ${slug} ».`,
    en: `No territory is called "${slug}".`,
  }),
});
