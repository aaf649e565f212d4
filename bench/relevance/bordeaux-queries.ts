import { around, inStreet, kind, kindIn, named, nothing, type RelevanceCase } from './expectation';

// Names are those of real places: the invented businesses are others with each edition of the demonstration.

const CHARTRONS = [-0.5715, 44.8545] as const;
const BASTIDE = [-0.5545, 44.8432] as const;
const SAINT_MICHEL = [-0.5655, 44.8342] as const;
const SAINT_PIERRE = [-0.5715, 44.8405] as const;
const MERIADECK = [-0.5845, 44.8378] as const;
const CAUDERAN = [-0.615, 44.8525] as const;
const QUINCONCES = [-0.5735, 44.845] as const;
const BASSINS = [-0.559, 44.8655] as const;

const districts: readonly RelevanceCase[] = [
  ['restaurant chartrons', around(CHARTRONS, 700, 'restaurant')],
  ['restaurant aux chartrons', around(CHARTRONS, 700, 'restaurant')],
  ['restaurant les chartons', around(CHARTRONS, 700, 'restaurant')],
  ['chartrons restaurant', around(CHARTRONS, 700, 'restaurant')],
  ['restorant chartrons', around(CHARTRONS, 700, 'restaurant')],
  ['resto chartrons', around(CHARTRONS, 700, 'restaurant')],
  ['restaurant la bastide', around(BASTIDE, 850, 'restaurant')],
  ['restaurant bastide', around(BASTIDE, 850, 'restaurant')],
  ['restaurant saint michel', around(SAINT_MICHEL, 430, 'restaurant')],
  ['restaurant st-michel', around(SAINT_MICHEL, 430, 'restaurant')],
  ['restaurant saint pierre', around(SAINT_PIERRE, 350, 'restaurant')],
  ['restaurant mériadeck', around(MERIADECK, 450, 'restaurant')],
  ['restaurant quartier meriadeck', around(MERIADECK, 450, 'restaurant')],
  ['restaurant quinconces', around(QUINCONCES, 350, 'restaurant')],
  ['restaurant bassins a flot', around(BASSINS, 600, 'restaurant')],
  ['pharmacie à caudéran', around(CAUDERAN, 1_300, 'pharmacy')],
  ['pharmacie cauderan', around(CAUDERAN, 1_300, 'pharmacy')],
  ['pharmacie | caudéran', around(CAUDERAN, 1_300, 'pharmacy')],
  ['restaurant | chartrons', around(CHARTRONS, 700, 'restaurant')],
  ['restaurant | chartons', around(CHARTRONS, 700, 'restaurant')],
  ['chartrons', around(CHARTRONS, 700)],
  ['caudéran', around(CAUDERAN, 1_300)],
  ['restaurant ouvert dimanche chartrons', around(CHARTRONS, 700, 'restaurant')],
];

const names: readonly RelevanceCase[] = [
  ['brasserie le bordeaux', named('Brasserie Le Bordeaux')],
  ['le bordeaux', named('Brasserie Le Bordeaux')],
  ['la petite gironde', named('La Petite Gironde')],
  ['petite gironde', named('Petite Gironde')],
  ["l'entrecôte", named("L'Entrecôte")],
  ['entrecote', named("L'Entrecôte")],
  ['le port de la lune', named('Le Port de la Lune')],
  ['port de la lune', named('Le Port de la Lune')],
  ['bistrot du gabriel', named('Bistrot du Gabriel')],
  ['le gabriel', named('Le Gabriel')],
  ['chez greg', named('Chez Greg')],
  ['papy fait de la resistance', named('Papy fait de la résistance')],
  ['pavillon des boulevards', named('Pavillon des Boulevards')],
  ['ryujin', named('Ryujin')],
  ['ryugin', named('Ryujin')],
  ['comptoir de sèze', named('Comptoir de Sèze')],
  ['belle époque', named('Belle Epoque')],
  ['cafe opera', named('Café Opéra')],
  ['bar du boucher', named('Bar du Boucher')],
  ['la tupina', named('La Tupina')],
  ['tupina', named('La Tupina')],
  ['chapon fin', named('Chapon Fin')],
  ['le chapon fin', named('Chapon Fin')],
  ['jean ramet', named('Jean Ramet')],
  ['julien cruege', named('Julien Cruège')],
  ['boite a huitres', named('Boîte à Huîtres')],
  ['café napoléon', named('Café Napoléon 3')],
  ['pressoir d’argent', named("Le Pressoir d'Argent")],
  ['table de burdigala', named('La Table de Burdigala')],
  ['hippopotamus', named('Hippopotamus')],
  ['hipopotamus', named('Hippopotamus')],
  ['mama shelter', named('Mama Shelter')],
  ['café du levant', named('Café du Levant')],
  ['crêperie les charrettes', named('Crêperie Les Charrettes')],
  ['creperie charettes', named('Crêperie Les Charrettes')],
  ['septieme peche', named('Septième Péché')],
  ['nulle part ailleurs', named('Nulle Part Ailleurs')],
  ['pub saint aubin', named('Pub Saint Aubin')],
  ['pub st aubin', named('Pub Saint Aubin')],
  ['atelier de franck', named("L'Atelier de Franck")],
  ['ibaia café', named('Ibaïa Café')],
  ['air de famille', named('Air de Famille')],
  ['quick', named('Quick')],
  ['mcdo gare saint jean', named("McDonald's Gare St Jean")],
  ['mission locale', named('Mission locale')],
  ['mairie', kind('town-hall')],
  ['mairie de bordeaux', named('Mairie de Bordeaux')],
  ['commissariat', kind('police')],
  ['caf', kind('social-security')],
  ['cpam pelleport', named('CPAM de Gironde, accueil de Bordeaux - Pelleport')],
  ['pmi cazalis', named('PMI - Bordeaux - Cazalis')],
  ['france travail bastide', named('France Travail - Bordeaux - Bastide')],
  ['pole emploi', kind('job-centre')],
  ['la poste mériadeck', named('La Poste Bordeaux Meriadeck')],
  ['poste saint augustin', named('La Poste Bordeaux Saint Augustin')],
  ['la poste st projet', named('La Poste Bordeaux Saint Projet')],
  ['bureau de poste nansouty', named('La Poste Bordeaux Nansouty')],
  ['poste chartrons', named('La Poste Bordeaux les Chartrons')],
  ['05 56 91 56 37', named('La Tupina')],
  ['0556915637', named('La Tupina')],
  ['+33 5 56 91 56 37', named('La Tupina')],
];

const kinds: readonly RelevanceCase[] = [
  ['boulangerie bordeaux', kind('bakery')],
  ['boulangerie à bordeau', kind('bakery')],
  ['pharmacie de garde bordeaux', kind('pharmacy')],
  ['pain au levain', kind('bakery', 'organic-shop')],
  ['couscous', kind('oriental-restaurant')],
  ['réparation téléphone', kind('phone-repair')],
  ['ostéo', kind('osteopath')],
  ['kiné', kind('physiotherapist')],
  ['infirmière', kind('nurse')],
  ['barbier', kind('barber')],
  ['traiteur', kind('caterer')],
  ['station essence', kind('petrol-station')],
  ['laverie', kind('launderette')],
  ['contrôle technique', kind('vehicle-inspection')],
  ['pompes funèbres', kind('funeral')],
  ['friperie', kind('second-hand-shop')],
  ['coiffeur homme', kind('barber', 'hairdresser')],
  ['boulangerie ouverte dimanche', kind('bakery')],
  ['boulangerie ouverte le dimanche matin', kind('bakery')],
  ['restaurant ce soir', kind('restaurant')],
  ['supermarché ouvert dimanche', kind('supermarket')],
];

const streets: readonly RelevanceCase[] = [
  ['rue sainte catherine', inStreet('Rue Sainte-Catherine')],
  ['rue ste catherine', inStreet('Rue Sainte-Catherine')],
  ['rue sainte-catherine bordeaux', inStreet('Rue Sainte-Catherine')],
  ['place de la victoire', inStreet('Place de la Victoire')],
  ['vêtements rue sainte catherine', kindIn('Rue Sainte-Catherine', 'clothing-shop')],
  ['cours victor hugo', inStreet('Cours Victor Hugo')],
  ['restaurant place de la comédie', kindIn('Place de la Comédie', 'restaurant')],
  ['restaurant | place du parlement', kindIn('Place du Parlement', 'restaurant')],
];

const nonsense: readonly RelevanceCase[] = [
  ['99902135500018', nothing],
  ['blorfitude chartrons', nothing],
  ['zzyzx bordeaux', nothing],
  ['qmlkjdsf', nothing],
];

export const bordeauxCases: readonly RelevanceCase[] = [
  ...districts,
  ...names,
  ...kinds,
  ...streets,
  ...nonsense,
];
