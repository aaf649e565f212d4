import type { Access } from '@halles/contracts';
import { type IsoDate, type Place, scheduleOfTexts } from '@halles/domain/hours';
import type { Listing } from '@halles/domain/listings';
import type { Bilingual, Locale } from '@halles/kernel';
import type { JsonLdNode } from './json-ld-node';
import { openingHoursOf } from './opening-hours-nodes';

/** What features are made of. */
export interface FeatureContext {
  readonly locale: Locale;
  readonly place: Place;
  readonly today: IsoDate;
}

type Answer = Exclude<keyof Access, 'accueil_equipements_malentendants' | 'languages'>;

/** What each answer about the access is called; its property has the name of the field, that of Acceslibre where it has one. */
const NAMES: Readonly<Record<Answer, Bilingual>> = {
  entree_plain_pied: { fr: 'Entrée de plain-pied', en: 'Step-free entrance' },
  entree_marches: { fr: 'Marches à l’entrée', en: 'Steps at the entrance' },
  entree_marches_rampe: { fr: 'Rampe', en: 'Ramp' },
  entree_largeur_mini: { fr: 'Largeur de la porte', en: 'Width of the door' },
  entree_aide_humaine: { fr: 'Aide pour entrer', en: 'Help to get in' },
  entree_dispositif_appel: { fr: 'Sonnette d’appel', en: 'Bell to call' },
  stationnement_presence: { fr: 'Parking', en: 'Parking' },
  stationnement_pmr: { fr: 'Place de parking adaptée', en: 'Accessible parking space' },
  sanitaires_presence: { fr: 'Toilettes', en: 'Toilets' },
  sanitaires_adaptes: { fr: 'Toilettes adaptées', en: 'Accessible toilets' },
  quietHours: { fr: 'Heures calmes', en: 'Quiet hours' },
  temporary: { fr: 'Condition du moment', en: 'For now' },
  commentaire: { fr: 'À savoir', en: 'Good to know' },
};

const AIDS: Readonly<Record<Access['accueil_equipements_malentendants'][number], Bilingual>> = {
  bim: { fr: 'Boucle à induction fixe', en: 'Fixed induction loop' },
  bmp: { fr: 'Boucle à induction portative', en: 'Portable induction loop' },
  lsf: { fr: 'Langue des signes française', en: 'French sign language' },
  lpc: { fr: 'Langue parlée complétée', en: 'Cued speech' },
  sts: { fr: 'Sous-titrage ou transcription', en: 'Subtitles or transcription' },
};

const RAMPS: Readonly<Record<NonNullable<Access['entree_marches_rampe']>, Bilingual | null>> = {
  aucune: null,
  fixe: { fr: 'fixe', en: 'fixed' },
  amovible: { fr: 'amovible', en: 'removable' },
};

const WHEELCHAIR: Bilingual = { fr: 'En fauteuil roulant', en: 'By wheelchair' };
const PARTLY: Bilingual = { fr: 'En fauteuil roulant, en partie', en: 'By wheelchair, in part' };
const TERRACE: Bilingual = { fr: 'Terrasse', en: 'Terrace' };

/** UN/CEFACT code of the centimetre. */
const CENTIMETRE = 'CMT';

const feature = (
  propertyID: string,
  name: string,
  value: boolean | number | string,
  more: JsonLdNode = {},
): JsonLdNode => ({ '@type': 'LocationFeatureSpecification', propertyID, name, value, ...more });

function answerFeature(name: Answer, access: Access, { locale, place, today }: FeatureContext): JsonLdNode[] {
  const answer = access[name];
  const label = NAMES[name][locale];
  if (answer === null) return [];
  if (typeof answer === 'object') {
    if (answer.until !== null && answer.until < today) return [];
    return [feature(name, label, answer.text, answer.until === null ? {} : { validThrough: answer.until })];
  }
  if (name === 'entree_marches_rampe')
    return [feature(name, label, RAMPS[answer as keyof typeof RAMPS]?.[locale] ?? false)];
  if (name === 'entree_largeur_mini') return [feature(name, label, answer, { unitCode: CENTIMETRE })];
  if (name === 'quietHours') {
    const hours = openingHoursOf(scheduleOfTexts(place, { shop: String(answer) }), today);
    return [feature(name, label, true, hours.length === 0 ? {} : { hoursAvailable: hours })];
  }
  return [feature(name, label, answer)];
}

/**
 * What one finds at a place and how one gets in, each a LocationFeatureSpecification
 * (https://schema.org/amenityFeature): its name in words, its property by the name that the field has here. Pure.
 * @param access what is said of it; null where nobody of the page says anything
 */
export function placeFeatures(
  { wheelchair, outdoorSeating }: Pick<Listing, 'wheelchair' | 'outdoorSeating'>,
  access: Access | null,
  context: FeatureContext,
): JsonLdNode[] {
  const { locale } = context;
  return [
    ...(wheelchair === null
      ? []
      : [
          feature(
            'wheelchair',
            (wheelchair === 'limited' ? PARTLY : WHEELCHAIR)[locale],
            wheelchair !== 'no',
          ),
        ]),
    ...(outdoorSeating === null ? [] : [feature('outdoorSeating', TERRACE[locale], outdoorSeating)]),
    ...(access === null
      ? []
      : [
          ...(Object.keys(NAMES) as Answer[]).flatMap((name) => answerFeature(name, access, context)),
          ...access.accueil_equipements_malentendants.map((aid) =>
            feature('accueil_equipements_malentendants', AIDS[aid][locale], true),
          ),
        ]),
  ];
}
