import { type CategoryTree, categoryById } from '@halles/domain/categories';
import { formatOpeningHours, type ServiceMode } from '@halles/domain/hours';
import { type Listing, publishedEmail } from '@halles/domain/listings';
import type { Bilingual } from '@halles/kernel';

/** What a row needs beside the listing. */
export interface RowContext {
  readonly tree: CategoryTree;
  /** Absolute address of the listing's page. */
  readonly urlOf: (listing: Listing) => string;
}

export type Cell = string | number | boolean | null;

export interface Field {
  /** Name of the column and of the GeoJSON property: French, as territories publish. It never changes. */
  readonly name: string;
  readonly about: Bilingual;
  readonly read: (listing: Listing, context: RowContext) => Cell;
}

/** Legal categories of persons (INSEE, catégories juridiques: level I, 1): their names are theirs, not a company's. */
const PERSON = '1';

/** Whether it is known to be a sole trader's. Pure. */
export const isPerson = ({ legalCategory }: Pick<Listing, 'legalCategory'>): boolean =>
  legalCategory?.startsWith(PERSON) === true;

/** A company's name as the register has it; of a sole trader nothing. Pure. */
export const companyName = (listing: Pick<Listing, 'legalName' | 'legalCategory'>): string | null =>
  listing.legalCategory === null || isPerson(listing) ? null : listing.legalName;

const degrees = (listing: Listing, name: 'longitude' | 'latitude'): number | null =>
  listing.position?.precision === 'address' ? listing.position[name] : null;

const sourcesOf = ({ provenance, otherProvenance }: Listing): string =>
  [
    ...new Set(
      [...Object.values(provenance), ...Object.values(otherProvenance).flat()].map(({ source, origin }) =>
        origin === null ? source : `${source} (${origin})`,
      ),
    ),
  ]
    .sort()
    .join('; ');

/** Hours of one way of serving, where they are told apart from those of the shop. */
const hoursField = (name: string, mode: ServiceMode, of: Bilingual): Field => ({
  name,
  about: { fr: `Horaires ${of.fr}, même syntaxe`, en: `Hours ${of.en}, in the same syntax` },
  read: ({ schedule }) => (schedule?.modes[mode] ? formatOpeningHours(schedule, mode) : null),
});

/** The columns of the dataset, in order. No personal data but what its owner publishes: no name of a sole trader. */
export const fields: readonly Field[] = [
  {
    name: 'identifiant',
    about: { fr: 'Numéro de la fiche ; il ne change pas', en: 'Number of the entry; it never changes' },
    read: ({ id }) => id,
  },
  { name: 'nom', about: { fr: 'Nom affiché', en: 'Displayed name' }, read: ({ name }) => name },
  {
    name: 'categorie',
    about: { fr: 'Identifiant de la catégorie', en: 'Identifier of the category' },
    read: ({ category }) => category,
  },
  {
    name: 'categorie_libelle',
    about: { fr: 'Catégorie en français', en: 'Category in French' },
    read: ({ category }, { tree }) =>
      category === null ? null : (categoryById(category, tree)?.label.fr ?? null),
  },
  {
    name: 'siret',
    about: {
      fr: 'SIRET de l’établissement ; fictif quand demonstration vaut true',
      en: 'SIRET of the establishment; fictitious where demonstration is true',
    },
    read: ({ siret }) => siret,
  },
  {
    name: 'denomination',
    about: {
      fr: 'Dénomination de la société ; vide pour un entrepreneur individuel',
      en: 'Registered name of the company; empty for a sole trader',
    },
    read: companyName,
  },
  {
    name: 'naf',
    about: { fr: 'Code d’activité NAF', en: 'NAF activity code' },
    read: ({ naf }) => naf?.code ?? null,
  },
  {
    name: 'adresse',
    about: { fr: 'Numéro et voie', en: 'Number and street' },
    read: ({ address }) => address.line,
  },
  {
    name: 'code_postal',
    about: { fr: 'Code postal', en: 'Postal code' },
    read: ({ address }) => address.postalCode,
  },
  {
    name: 'code_commune',
    about: { fr: 'Code Insee de la commune', en: 'INSEE code of the commune' },
    read: ({ address }) => address.communeCode,
  },
  {
    name: 'commune',
    about: { fr: 'Nom de la commune', en: 'Name of the commune' },
    read: ({ address }) => address.communeName,
  },
  {
    name: 'longitude',
    about: {
      fr: 'Degrés, WGS 84 ; vide si la position n’est connue qu’à la commune',
      en: 'Degrees, WGS 84; empty where only the commune is known',
    },
    read: (listing) => degrees(listing, 'longitude'),
  },
  {
    name: 'latitude',
    about: { fr: 'Degrés, WGS 84', en: 'Degrees, WGS 84' },
    read: (listing) => degrees(listing, 'latitude'),
  },
  {
    name: 'telephone',
    about: { fr: 'Téléphone, format international', en: 'Telephone, international form' },
    read: ({ phone }) => phone,
  },
  { name: 'site', about: { fr: 'Site web', en: 'Website' }, read: ({ website }) => website },
  {
    name: 'horaires',
    about: {
      fr: 'Horaires d’ouverture, syntaxe opening_hours d’OpenStreetMap',
      en: 'Opening hours, in OpenStreetMap’s opening_hours syntax',
    },
    read: ({ schedule }) => (schedule === null ? null : formatOpeningHours(schedule)),
  },
  {
    name: 'fauteuil_roulant',
    about: {
      fr: 'Accès en fauteuil roulant : yes, limited, no',
      en: 'Wheelchair access: yes, limited, no',
    },
    read: ({ wheelchair }) => wheelchair,
  },
  {
    name: 'retrait',
    about: { fr: 'Vente à emporter : yes, only, no', en: 'Takeaway: yes, only, no' },
    read: ({ takeaway }) => takeaway,
  },
  {
    name: 'livraison',
    about: { fr: 'Livraison : yes, only, no', en: 'Delivery: yes, only, no' },
    read: ({ delivery }) => delivery,
  },
  {
    name: 'paiement',
    about: { fr: 'Moyens de paiement, séparés par « ; »', en: 'Means of payment, separated by ";"' },
    read: ({ payment }) => payment.join('; ') || null,
  },
  {
    name: 'demonstration',
    about: {
      fr: 'true : commerce inventé pour la démonstration',
      en: 'true: invented for the demonstration',
    },
    read: ({ demonstration }) => demonstration,
  },
  {
    name: 'sources',
    about: { fr: 'D’où viennent les informations', en: 'Where the facts come from' },
    read: sourcesOf,
  },
  {
    name: 'modifie_le',
    about: { fr: 'Dernier changement de la fiche (UTC)', en: 'Last change of the entry (UTC)' },
    read: ({ updatedAt }) => updatedAt.toISOString(),
  },
  {
    name: 'page',
    about: { fr: 'Adresse de la fiche', en: 'Address of the entry' },
    read: (listing, { urlOf }) => urlOf(listing),
  },
  {
    name: 'rendez_vous',
    about: { fr: 'Rendez-vous : required, possible, no', en: 'Appointment: required, possible, no' },
    read: ({ appointment }) => appointment,
  },
  {
    name: 'terrasse',
    about: { fr: 'Terrasse : true ou false', en: 'Terrace: true or false' },
    read: ({ outdoorSeating }) => outdoorSeating,
  },
  hoursField('horaires_retrait', 'pickup', { fr: 'de retrait', en: 'of pickup' }),
  hoursField('horaires_livraison', 'delivery', { fr: 'de livraison', en: 'of delivery' }),
  hoursField('horaires_rendez_vous', 'appointment', { fr: 'sur rendez-vous', en: 'by appointment' }),
  hoursField('horaires_telephone', 'phone', { fr: 'au téléphone', en: 'on the phone' }),
  {
    name: 'adresse_electronique',
    about: {
      fr: 'Adresse électronique, quand le commerce la publie lui-même',
      en: 'Email address, where the business publishes it itself',
    },
    read: publishedEmail,
  },
];
