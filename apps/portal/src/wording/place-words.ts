import { type Locale, withPreposition } from '@halles/kernel';
import { typeset } from './typeset';

/** Where one is in a commune: « à Lille », « au Bouscat », « aux Herbiers », « à La Rochelle »; "in Lille". Pure. */
export const inCommune = (stored: string, locale: Locale): string =>
  locale === 'en' ? `in ${typeset(stored)}` : withPreposition('à', typeset(stored));

/** What is of a commune: « de Lille », « du Bouscat », « d’Arras », « des Herbiers »; "of Lille". Pure. */
export const ofCommune = (stored: string, locale: Locale): string =>
  locale === 'en' ? `of ${typeset(stored)}` : withPreposition('de', typeset(stored));

/** The name of a way inside a sentence: « rue Sainte-Catherine ». A name that is no common noun keeps its capital. Pure. */
export function streetInSentence(name: string): string {
  return /^(?:Rue|Avenue|Boulevard|Place|Cours|Allée|Allées|Quai|Impasse|Chemin|Route|Square|Passage|Esplanade|Rond-point|Cité|Résidence|Galerie|Parvis|Promenade|Voie|Venelle|Ruelle|Sentier|Montée|Côte|Faubourg|Zone|Centre)\b/.test(
    name,
  )
    ? name.charAt(0).toLowerCase() + name.slice(1)
    : name;
}
