/** Surnames and first names that are common in the region, for people who do not exist. */
const surnames = {
  south:
    'Laborde Duprat Lacoste Dupuy Lafitte Castaing Dubourg Labat Ducasse Larrieu Bordes Lafon Cazaux Dumas Delmas Barrère Capdeville Lestage Peyron Lamothe Garrigue Saubusse Darrieux Faure Roux Martin Bernard Garcia Lopez Da Costa Moreau Robert Richard Petit',
  west: 'Moreau Texier Bonnet Rousseau Gauthier Mercier Guérin Fournier Boisseau Chauvin Charrier Gaborit Raynaud Vignaud Marchand Brunet Desmoulins Naud Pasquet Roy Gautier Martin Bernard Petit Robert Blanchard Lemoine Tardieu Gentil Maurin',
  north:
    'Lefebvre Delattre Vandenberghe Dubois Leclercq Carpentier Delannoy Lemaire Dumont Caron Vasseur Dupont Delcourt Deschamps Desmet Hennequin Lecocq Bailleul Cordier Fontaine Ducrocq Hochart Boulanger Flament Wattel Legrand Verhaeghe Bultel Mortier Bauduin Martin Petit Nowak Kaczmarek Declercq Masson',
  east: 'Faure Chapuis Blanc Vial Reynaud Bonnet Girard Brun Chabert Arnaud Roux Perrin Combe Vernet Bouvier Gay Morel Fayolle Rey Clément Martin Bernard Giraud Eymard Barnier Chovet Marchand Peyrard Astier Sabatier',
  paris:
    'Martin Bernard Dubois Durand Petit Leroy Moreau Simon Laurent Garnier Benali Diallo Nguyen Fernandes Cohen Haddad Traoré Lambert Rousseau Fontaine Mercier Renaud Lopes Marchetti Da Silva Chevalier Bonnet Gauthier',
} as const;

export type Region = keyof typeof surnames;

const firstNames =
  'Anne Claire Sophie Julie Camille Léa Manon Lucie Inès Nadia Fatima Élise Hélène Marion Céline Sandrine Aurélie Jeanne Margaux Mathilde Pierre Paul Julien Nicolas Thomas Hugo Louis Antoine Mehdi Karim Yann Vincent Olivier Laurent François Éric Guillaume Benoît Maxime Arthur';

// "Da Costa" is one name.
const split = (text: string): string[] =>
  text
    .replaceAll('Da ', 'Da\u00A0')
    .split(' ')
    .map((name) => name.replace('\u00A0', ' '));

export const surnamesOf = (region: Region): readonly string[] => split(surnames[region]);
export const givenNames: readonly string[] = split(firstNames);
