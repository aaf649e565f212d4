import { foldText } from '../fold';

/**
 * Signs whose spelling no rule finds, one a line; a line `a = b` also reads a as b. From the name-suggestion-index (see
 * README.md for its licence), completed with banks, insurers and chains that are everywhere in France.
 */
const SPELLINGS = `
8 à Huit
AGN Avocats
AJP Immobilier
AS 24
AllSaints
AniCura
Aréas Assurances
Au Pain de mon Grand-Père
Au vieux campeur
Aésio Mutuelle
Bank of Africa
BestDrive
BigMat
Bio C' Bon
Bistro Régent
Bleuforêt
Bouygues Telecom
BrewDog
Brit Hotel
BRED
C&A
C'est deux euros
Camaïeu
Casino Shop
CEDEO
CFE-CGC
CGED
Château d'Ax
Cinéville
citizenM
Class'croute
CocciMarket
Croix-Rouge française
Côté Nature
Côté Sushi
DATS 24
day by day
dietplus
DistriCenter
Dépil Tech
E.Leclerc
E.Leclerc Brico
E.Leclerc Drive
E.Leclerc Espace Culturel
E.Leclerc Express
École de Conduite Française
Écomiam
Écouter Voir
Éléphant Bleu
Emmaüs
Éram
ERA Immobilier
Éric Bompard
Exe Hotels
Fasthôtel
FitnessBoutique
France services
Générale Des Services
GiFi
GlassAuto
GO Sport
GrandOptical
Gémo
H&M
H-Hotels
HEMA
hotelF1
IKEA
InPost
JouéClub
K par K
Kangourou kids
KeepCool
L'Agence Automobilière
L'Occitane
La Boîte à Pizza
La Casa de las Carcasas
La Fée Maraboutée
La Mie Câline
La Panetière
Laforêt
LDLC
Le Kiosque à Pizzas
Le Pétrin Ribeïrou
le marché d'à côté
Les Chérubins
Logis Hotels
Manège à Bijoux
Marie Blachère
McDonald's
MC DONALD'S = McDonald's
MC DONALDS = McDonald's
MCDONALDS = McDonald's
Mondovélo
Montres and Co
Mr.Bricolage
MR BRICOLAGE = Mr.Bricolage
NAF NAF
naturéO
NH Hotels
Nocibé
NOUS anti-gaspi
NOZ
O'Tacos
Okaïdi
Pathé
Pret A Manger
PRO&Cie
Précisium
Prénatal
Pôle emploi
RougeGorge
S.F.R. = SFR
S N C F = SNCF
Saint James
Sinéquanone
Sixième Avenue
So.bio
SoCoo'c
St Christopher's Inn
Sure Hotel
Swiss Life Select
Sécuritest
Sézane
V and B
Van der Valk Hotel
WeFix
Wok to Walk
Yves Thuriès
`;

/** "H & M", "H&M" and "H ET M" are one sign; dots, hyphens and apostrophes count as spaces. */
const keyOf = (text: string): string => foldText(text.replace(/&/g, ' et '));

const brands = new Map(
  SPELLINGS.trim()
    .split('\n')
    .map((line) => line.split(' = '))
    .map(([written = '', spelling = written]) => [keyOf(written), spelling] as const),
);

/** No sign of the list has more words. */
const MAX_WORDS = 6;

export interface BrandFound {
  readonly spelling: string;
  /** How many words of the name it takes. */
  readonly words: number;
}

/** The longest sign of the list that begins at a word of a name. */
export function brandAt(words: readonly string[], at: number): BrandFound | undefined {
  for (let count = Math.min(MAX_WORDS, words.length - at); count > 0; count -= 1) {
    const spelling = brands.get(keyOf(words.slice(at, at + count).join(' ')));
    if (spelling !== undefined) return { spelling, words: count };
  }
  return undefined;
}
