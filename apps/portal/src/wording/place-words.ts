import type { Locale } from '@halles/kernel';
import { typeset } from './typeset';

const ARTICLE = /^(?:(Le|Les|La) |(L['’]))/;

/** Where one is in a commune: « à Lille », « au Bouscat », « aux Herbiers », « à La Rochelle »; "in Lille". Pure. */
export function inCommune(stored: string, locale: Locale): string {
  const name = typeset(stored);
  if (locale === 'en') return `in ${name}`;
  const article = ARTICLE.exec(name)?.[1];
  if (article === 'Le') return `au ${name.slice(3)}`;
  if (article === 'Les') return `aux ${name.slice(4)}`;
  return `à ${name}`;
}

/** What is of a commune: « de Lille », « du Bouscat », « d’Arras », « des Herbiers »; "of Lille". Pure. */
export function ofCommune(stored: string, locale: Locale): string {
  const name = typeset(stored);
  if (locale === 'en') return `of ${name}`;
  const article = ARTICLE.exec(name)?.[1];
  if (article === 'Le') return `du ${name.slice(3)}`;
  if (article === 'Les') return `des ${name.slice(4)}`;
  return /^[AEIOUYÀÂÉÈÊËÎÏÔÖÛÜŒ]/i.test(name) ? `d’${name}` : `de ${name}`;
}

/** The name of a way inside a sentence: « rue Sainte-Catherine ». A name that is no common noun keeps its capital. Pure. */
export function wayWithin(name: string): string {
  return /^(?:Rue|Avenue|Boulevard|Place|Cours|Allée|Allées|Quai|Impasse|Chemin|Route|Square|Passage|Esplanade|Rond-point|Cité|Résidence|Galerie|Parvis|Promenade|Voie|Venelle|Ruelle|Sentier|Montée|Côte|Faubourg|Zone|Centre)\b/.test(
    name,
  )
    ? name.charAt(0).toLowerCase() + name.slice(1)
    : name;
}
