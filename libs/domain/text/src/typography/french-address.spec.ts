import fc from 'fast-check';
import { displayCommune, displayStreet, displayStreetParts } from './french-address';

const STREETS: readonly (readonly [string, string])[] = [
  ['12 BIS AV DU GAL DE GAULLE', '12 bis avenue du Général de Gaulle'],
  ['12 AV DU GAL DE GAULLE', '12 avenue du Général de Gaulle'],
  ['11 RUE FABERT', '11 rue Fabert'],
  ['7 R DES CLERCS', '7 rue des Clercs'],
  ['1 BD ANDRE MAGINOT', '1 boulevard André Maginot'],
  ['PL DE LA REPUBLIQUE', 'Place de la République'],
  ['RUE DES CLERCS', 'Rue des Clercs'],
  ['7B RUE D AUSTRASIE', "7 bis rue d'Austrasie"],
  ['7 B RUE D AUSTRASIE', "7 bis rue d'Austrasie"],
  ['7 TER RUE HAUTE', '7 ter rue Haute'],
  ['7C RUE HAUTE', '7 C rue Haute'],
  ['22-24 RUE DU WAD BILLY', '22-24 rue du Wad Billy'],
  ['1/3 RUE FABERT', '1/3 rue Fabert'],
  ['5 RUE DE L ARSENAL', "5 rue de l'Arsenal"],
  ['41 RUE DE LA TETE D OR', "41 rue de la Tête d'Or"],
  ['22 RUE SAINT JEAN', '22 rue Saint-Jean'],
  ['22 RUE ST JEAN', '22 rue Saint-Jean'],
  ['3 PL STE BARBE', '3 place Sainte-Barbe'],
  ['9 RUE DU MAL FOCH', '9 rue du Maréchal Foch'],
  ['9 RUE DU DR SCHWEITZER', '9 rue du Docteur Schweitzer'],
  ['17 RUE DU XXE CORPS AMERICAIN', '17 rue du XXe Corps Américain'],
  ['30 RUE DE PONT A MOUSSON', '30 rue de Pont à Mousson'],
  ['8 RUE DU 8 MAI 1945', '8 rue du 8 Mai 1945'],
  ['53 EN FOURNIRUE', '53 en Fournirue'],
  ['EN FOURNIRUE', 'En Fournirue'],
  ['CENTRE SAINT JACQUES', 'Centre Saint-Jacques'],
  ['4 ALL DES CHENES', '4 allée des Chênes'],
  ['RTE DE PARIS', 'Route de Paris'],
  ['2 RUE', '2 rue'],
  // Where it is in a house.
  ['1ER ETAGE', '1er étage'],
  ['2 E ETAGE', '2e étage'],
  ['2EME ETAGE GAUCHE', '2e étage gauche'],
  ['3 EME ETAGE', '3e étage'],
  ['BAT B', 'Bâtiment B'],
  ['RES LES LILAS BAT C', 'Résidence Les Lilas Bâtiment C'],
  ['RUE DE LA HAYE 1ER ETAGE', 'Rue de la Haye 1er étage'],
  // Zones, roads and boxes keep their initials.
  ['ZA LES ACTIPOLES', 'ZA Les Actipoles'],
  ['ZAC DES DEUX FONTAINES', 'ZAC des Deux Fontaines'],
  ['ZI NORD BP 123', 'ZI Nord BP 123'],
  ['2 PL DU PONTIFFROY BP20129', '2 place du Pontiffroy BP 20129'],
  ['CS 40001', 'CS 40001'],
  ['15 RN 43', '15 RN 43'],
  ['RD 643 LE JEUNE BOIS', 'RD 643 Le Jeune Bois'],
  ['CC SAINT JACQUES', 'Centre commercial Saint-Jacques'],
  // Numerals and ranks.
  ['71 RUE DU XX EME CORPS', '71 rue du XXe Corps'],
  ['26 BOULEVARD PIERRE 1ER', '26 boulevard Pierre 1er'],
  ['PLACE JEAN PAUL II', 'Place Jean Paul II'],
  ['RUE LOUIS XIV', 'Rue Louis XIV'],
  ['RUE GABRIEL PIERNE 1 A 9', 'Rue Gabriel Pierne 1 à 9'],
  ['5 RUE ST-JEAN', '5 rue Saint-Jean'],
  ['50 BIS ROUTE DE CHATEAU THIERRY', '50 bis route de Château Thierry'],
  ['16 RUE P S DELAPLACE', '16 rue P S Delaplace'],
  ['boulevard Pierre 1Er', 'boulevard Pierre 1er'],
  ['12 Rue de la Gare', '12 Rue de la Gare'],
  ['12  rue de l’ Église', "12 rue de l'Église"],
  ['', ''],
  ["12 RUE D' B", "12 rue d'B"],
];

describe('displayStreet', () => {
  it.each(STREETS)('writes %p as %p', (line, written) => {
    expect(displayStreet(line)).toBe(written);
  });

  it('changes nothing the second time', () => {
    const words =
      "12 7B BIS TER B AV BD R RUE PL A DU DE LA L D D' ST STE SAINT GAL DR MARTIN EGLISE XXE 8 MAI 1945 - ( C EN".split(
        ' ',
      );
    const aLine = fc.array(fc.constantFrom(...words), { maxLength: 8 }).map((each) => each.join(' '));
    fc.assert(
      fc.property(fc.oneof(aLine, fc.string({ unit: 'grapheme' })), (line) => {
        const once = displayStreet(line);
        expect(displayStreet(once)).toBe(once);
      }),
      { numRuns: 1_000 },
    );
  });

  it('reads the register’s columns', () => {
    expect(displayStreetParts({ number: '12', repetition: 'B', type: 'AV', name: 'FOCH' })).toBe(
      '12 bis avenue Foch',
    );
    expect(displayStreetParts({ number: '12', type: 'RUE', name: 'DES CLERCS' })).toBe('12 rue des Clercs');
    expect(displayStreetParts({ type: 'AVENUE', name: 'FOCH' })).toBe('Avenue Foch');
    expect(displayStreetParts({})).toBe('');
    // The name was written by a person, its codes were not.
    const lafayette = { number: '2', repetition: 'B', type: 'RUE', name: 'Lafayette' };
    expect(displayStreetParts(lafayette)).toBe('2 bis rue Lafayette');
    expect(displayStreetParts({ number: '4', type: 'AV', name: 'Jean 23' })).toBe('4 avenue Jean 23');
  });
});

describe('displayCommune', () => {
  it.each([
    ['LA ROCHELLE', 'La Rochelle'],
    ['ISSY LES MOULINEAUX', 'Issy-les-Moulineaux'],
    ['VILLENEUVE D ASCQ', "Villeneuve-d'Ascq"],
    ['L HAY LES ROSES', "L'Hay-les-Roses"],
    ['ST DENIS CEDEX 2', 'Saint-Denis'],
    ['SAINT GERMAIN EN LAYE', 'Saint-Germain-en-Laye'],
    ['STE MAURE DE TOURAINE', 'Sainte-Maure-de-Touraine'],
    ['PONT A MOUSSON', 'Pont-à-Mousson'],
    ['PARIS 11', 'Paris 11'],
    ['METZ CEDEX', 'Metz'],
    ['ANGOULEME', 'Angoulême'],
    ['Valence', 'Valence'],
  ])('writes %p as %p, once and for all', (name, written) => {
    expect(displayCommune(name)).toBe(written);
    expect(displayCommune(written)).toBe(written);
  });
});
