import { z } from 'zod';
import { isoDate, singleLine } from '../text.schema';

/** How a hard-of-hearing person is welcomed, by the codes of Acceslibre. */
export const hearingAids = ['bim', 'bmp', 'lsf', 'lpc', 'sts'] as const;

/** Kinds of ramp, by the codes of Acceslibre. */
export const ramps = ['aucune', 'fixe', 'amovible'] as const;

/** Languages that the form offers, ISO 639-1 (`fsl`: French sign language is among the hearing aids). */
export const spokenLanguages = [
  'fr',
  'en',
  'es',
  'pt',
  'it',
  'de',
  'nl',
  'pl',
  'ro',
  'ru',
  'uk',
  'ar',
  'tr',
  'zh',
  'vi',
  'br',
  'eu',
  'oc',
  'co',
  'gcr',
  'rcf',
] as const;

const yesNo = z.boolean().nullable();

/**
 * How one gets in and is welcomed. Where Acceslibre, the State's database of accessibility, has a field it has its name here
 * (https://schema.data.gouv.fr/MTES-MCT/acceslibre-schema/); the others are ours and in English. Null: not said.
 */
export const accessSchema = z.strictObject({
  entree_plain_pied: yesNo,
  /** Steps at the entrance. */
  entree_marches: z.int().min(1).max(99).nullable(),
  entree_marches_rampe: z.enum(ramps).nullable(),
  /** Narrowest passage of the entrance, cm. */
  entree_largeur_mini: z.int().min(30).max(500).nullable(),
  entree_aide_humaine: yesNo,
  entree_dispositif_appel: yesNo,
  stationnement_presence: yesNo,
  stationnement_pmr: yesNo,
  sanitaires_presence: yesNo,
  sanitaires_adaptes: yesNo,
  accueil_equipements_malentendants: z.array(z.enum(hearingAids)).max(hearingAids.length),
  languages: z.array(z.enum(spokenLanguages)).max(spokenLanguages.length),
  /** When it is calm: `opening_hours` syntax. */
  quietHours: z.string().max(200).nullable(),
  /** What must be known for a time: masks, works at the door. */
  temporary: z
    .strictObject({
      text: singleLine(300),
      /** The last day; it is not shown any longer after it. Null: until it is taken away. */
      until: isoDate.nullable(),
    })
    .nullable(),
  commentaire: singleLine(500).nullable(),
});

export type Access = z.output<typeof accessSchema>;

export const noAccess: Access = Object.freeze({
  entree_plain_pied: null,
  entree_marches: null,
  entree_marches_rampe: null,
  entree_largeur_mini: null,
  entree_aide_humaine: null,
  entree_dispositif_appel: null,
  stationnement_presence: null,
  stationnement_pmr: null,
  sanitaires_presence: null,
  sanitaires_adaptes: null,
  accueil_equipements_malentendants: [],
  languages: [],
  quietHours: null,
  temporary: null,
  commentaire: null,
});
