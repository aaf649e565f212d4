import fc from 'fast-check';
import { displayName, displayPerson } from './french-name';

const NAMES: readonly (readonly [string, string])[] = [
  // What cannot be seen.
  ['\u202EBOULANGERIE\u0007 DU\u200B \uFEFFPORT', 'Boulangerie du Port'],
  ['Le \u2066Petit\u2069 Marché', 'Le Petit Marché'],
  // Small words, articles and elisions.
  ['BOULANGERIE DE L HOTEL DE VILLE', "Boulangerie de l'Hôtel de Ville"],
  ["BOULANGERIE DE L'HOTEL DE VILLE", "Boulangerie de l'Hôtel de Ville"],
  ['PHARMACIE DE L EGLISE', "Pharmacie de l'Église"],
  ['PHARMACIE DE LA GARE', 'Pharmacie de la Gare'],
  ['CAFE DES AMIS', 'Café des Amis'],
  ['CAFE LE FLAMENCO', 'Café Le Flamenco'],
  ['LE BISTROT DU COIN', 'Le Bistrot du Coin'],
  ['BAR LA PLAGE', 'Bar La Plage'],
  ['L ATELIER', "L'Atelier"],
  ['L ATELIER 2', "L'Atelier 2"],
  ['RESTAURANT L ATELIER', "Restaurant L'Atelier"],
  ['L EPI D OR', "L'Épi d'Or"],
  ['AUX P’TITS PAINS', "Aux P'tits Pains"],
  ['A LA BONNE BRIOCHE', 'À la Bonne Brioche'],
  ['BAR A VINS', 'Bar à Vins'],
  ['FOURNIL AUX ARENES', 'Fournil aux Arènes'],
  ['PIZZAS A EMPORTER', 'Pizzas à Emporter'],
  ['TERRE ET MER', 'Terre et Mer'],
  ['D ARTAGNAN', "D'Artagnan"],
  // Initials are no elision.
  ['J D IMMO', 'J D Immo'],
  ['D L IV', 'D L IV'],
  ['A L EPI D OR', "À l'Épi d'Or"],
  ['M L ABBE DUVAL', "M L'Abbé Duval"],
  ['C EST BON', "C'est Bon"],
  ['SALON D ESTHETIQUE', "Salon d'Esthétique"],
  ['CONSEIL DE PRUD HOMMES', "Conseil de prud'hommes"],
  ["CONSEIL DE PRUD'HOMMES", "Conseil de prud'hommes"],
  // Accents of common words, in the plural too.
  ['PATISSERIE FRESSON', 'Pâtisserie Fresson'],
  ['EPICERIE FINE', 'Épicerie Fine'],
  ['INSTITUT DE BEAUTE', 'Institut de Beauté'],
  ['MAISON DE SANTE', 'Maison de Santé'],
  ['CREPERIE BRETONNE', 'Crêperie Bretonne'],
  ['AUTO-ECOLE DU LYCEE', 'Auto-École du Lycée'],
  ['THEATRE MUNICIPAL', 'Théâtre Municipal'],
  ['CINEMA LE PALACE', 'Cinéma Le Palace'],
  ['SOCIETE GENERALE', 'Société Générale'],
  ["CAISSE D'EPARGNE", "Caisse d'Épargne"],
  ['CREDIT AGRICOLE', 'Crédit Agricole'],
  ['LE COEUR GOURMAND', 'Le Cœur Gourmand'],
  ['PRIMEURS ET LEGUMES', 'Primeurs et Légumes'],
  ['CONTROLE TECHNIQUE', 'Contrôle Technique'],
  ['MACONNERIE GENERALE', 'Maçonnerie Générale'],
  ['HELENE COIFFURE', 'Hélène Coiffure'],
  ['CHEZ ANDRE', 'Chez André'],
  ['MAISON DE RETRAITE', 'Maison de Retraite'],
  ['LES IMPOTS', 'Les Impôts'],
  // What could be another word is left.
  ['A LA BRAISE', 'À la Braise'],
  ['LE MAS DES OLIVIERS', 'Le Mas des Oliviers'],
  ['CAP OCEAN', 'Cap Océan'],
  ['LA COTE', 'La Cote'],
  ['THE GREEN PUB', 'The Green Pub'],
  ['SALON DE THE', 'Salon de Thé'],
  // Legal forms.
  ['SARL LE COSY', 'Le Cosy'],
  ['LE COSY SARL', 'Le Cosy'],
  ['S.C.I LES COTEAUX', 'Les Coteaux'],
  ['EURL MONCEL', 'Moncel'],
  ['SELARL PHARMACIE DE L’AIGLE', "Pharmacie de l'Aigle"],
  ['SCI DU BELVEDERE', 'SCI du Belvédère'],
  ['SARL', 'SARL'],
  ['SARL SAS', 'SAS'],
  ['STE EXPLOIT SALLERIN', 'Sté Exploit Sallerin'],
  ['ETS MANGEL', 'Ets Mangel'],
  ['DUPONT ET CIE', 'Dupont et Cie'],
  // Acronyms.
  ['SNCF', 'SNCF'],
  ['SNCF RESEAU', 'SNCF Réseau'],
  ['BNP PARIBAS', 'BNP Paribas'],
  ['LCL', 'LCL'],
  ['CIC EST', 'CIC Est'],
  ['MAIF', 'MAIF'],
  ['EHPAD LA PEPINIERE', 'EHPAD La Pépinière'],
  ['UDAF 57', 'UDAF 57'],
  ['BPLC', 'BPLC'],
  ['C.G.T.', 'C.G.T.'],
  ['L B S A', 'L B S A'],
  ['TAXI VTC METZ', 'Taxi VTC Metz'],
  // Brands.
  ['H&M', 'H&M'],
  ['H & M', 'H&M'],
  ['IKEA', 'IKEA'],
  ['MC DONALD’S', "McDonald's"],
  ['MCDONALD S METZ', "McDonald's Metz"],
  ['E LECLERC DRIVE', 'E.Leclerc Drive'],
  ['JOUECLUB', 'JouéClub'],
  ['NOCIBE', 'Nocibé'],
  ['GEMO CHAUSSURES', 'Gémo Chaussures'],
  ['O TACOS', "O'Tacos"],
  ['BRIT HOTEL', 'Brit Hotel'],
  ['MR BRICOLAGE', 'Mr.Bricolage'],
  // Saints, numerals, digits, signs.
  ['PHARMACIE SAINT MARTIN', 'Pharmacie Saint-Martin'],
  ['PHARMACIE ST MARTIN', 'Pharmacie Saint-Martin'],
  ['STE THERESE OPTIQUE', 'Sainte-Thérèse Optique'],
  ['GARAGE SAINT-GERMAIN-EN-LAYE', 'Garage Saint-Germain-en-Laye'],
  ['LOUIS XIV', 'Louis XIV'],
  ['HOTEL DU XXE SIECLE', 'Hôtel du XXe Siècle'],
  ['LA BELLE VIE', 'La Belle Vie'],
  ['BRASSERIE HENRI IV', 'Brasserie Henri IV'],
  ['MUSEE DU XX EME SIECLE', 'Musée du XXe Siècle'],
  ['LE XXIEME', 'Le XXIe'],
  ['COPRO LE ST-LIVIER', 'Copro Le Saint-Livier'],
  ['STE-ANNE COIFFURE', 'Sainte-Anne Coiffure'],
  ['MAISON DE RETRAITE STE CHRETIENNE', 'Maison de Retraite Sainte-Chrétienne'],
  ['LE 1ER CAFE', 'Le 1er Café'],
  ['AGE TENDRE 2', 'Âge Tendre 2'],
  ['OUVERT 24H/24', 'Ouvert 24h/24'],
  ['OUVERT 7J/7 A 7H30', 'Ouvert 7j/7 A 7h30'],
  ['2H IMMOBILIERE', '2H Immobilière'],
  ['ALBERT 1 ER', 'Albert 1er'],
  ['ETAGE 3IEME', 'Étage 3e'],
  ['3 E CONSULTANTS', '3 E Consultants'],
  ['7 EME LEGION', '7e Légion'],
  ['5TH AVENUE', '5th Avenue'],
  ['2B2M', '2B2M'],
  ['CJ2A', 'CJ2A'],
  ['LE 7 BIS', 'Le 7 bis'],
  ['DECOR BIS', 'Décor Bis'],
  ['MCGREGOR', 'McGregor'],
  ['MCCOM', 'Mccom'],
  ['CABINET DRS BLIN ET FILS', 'Cabinet Drs Blin et Fils'],
  ['SCHMITT GMBH', 'Schmitt GmbH'],
  ['CREDIT LYONNAIS(METZ)', 'Crédit Lyonnais(Metz)'],
  ['FEMME FORM(E)IDABLE', 'Femme Form(e)idable'],
  ['ZAC DES DEUX FONTAINES', 'ZAC des Deux Fontaines'],
  ['ZAE DU PARC', 'ZAE du Parc'],
  ['3D IMPRESSION', '3D Impression'],
  ['HOT & COOL', 'Hot & Cool'],
  ['C&D ZIMMER', 'C&D Zimmer'],
  ['NAIL’S BAR', "Nail's Bar"],
  ["CULTUR'CAFE", "Cultur'Café"],
  ['VOUS ENCORE !!!', 'Vous Encore !!!'],
  ['"LE DOME"', '"Le Dôme"'],
  ['DOUMANGE.COM', 'Doumange.com'],
  ['CABINET MME MARTIN', 'Cabinet Mme Martin'],
  ['MR. DUPONT', 'M. Dupont'],
  ['MARTIN JEAN', 'Martin Jean'],
  ['  LE   KARMA ', 'Le Karma'],
  // Nothing to do, or nothing that may be done.
  ['', ''],
  ['12', '12'],
  ['Chez  Léa', 'Chez Léa'],
  ['L’ épicerie de Zoé', "L'épicerie de Zoé"],
  ['iPhone Répar', 'iPhone Répar'],
  ['Chez De Gaëlle', 'Chez De Gaëlle'],
  ['Zac Coiffure', 'Zac Coiffure'],
  // But for what only a program makes of it.
  ['Station-service boulevard Pierre 1Er', 'Station-service boulevard Pierre 1er'],
  ['Station-service rue du 7 Ème Bca', 'Station-service rue du 7e Bca'],
  ['Relais ancienne Rn 43', 'Relais ancienne RN 43'],
  ['Garage (Zac du Touquet)', 'Garage (ZAC du Touquet)'],
  ["Garage rue D'Amiens", "Garage rue d'Amiens"],
  ['Garage avenue du Général De Gaulle', 'Garage avenue du Général de Gaulle'],
  ['SARL Le Cosy', 'SARL Le Cosy'],
  ['le marché d’à côté', "le marché d'à côté"],
];

/** Words of the register, and the marks that go wrong in it. */
const aRegisterName = fc
  .array(
    fc.constantFrom(
      ...'SARL SAS LE LA L D DE DU DES A ET AU ST STE SAINT HOTEL CAFE EGLISE XXE XIV 1ER 24H SNCF H & M IKEA S.A. MC'.split(
        ' ',
      ),
      ...`DONALD'S P'TIT L'OR D' ' - AUTO-ECOLE (BIS) "X" QU IL C EST MR. NAIL'S E.LECLERC O TACOS BD À ÉTÉ Œ ß İ`.split(
        ' ',
      ),
    ),
    { maxLength: 7 },
  )
  .map((words) => words.join(' '));

describe('displayName', () => {
  it.each(NAMES)('writes %p as %p', (name, written) => {
    expect(displayName(name)).toBe(written);
  });

  it('changes nothing the second time', () => {
    const anyName = fc.oneof(
      aRegisterName,
      fc.string({ unit: 'grapheme' }),
      fc.string().map((text) => text.toUpperCase()),
    );
    fc.assert(
      fc.property(anyName, (name) => {
        const once = displayName(name);
        expect(displayName(once)).toBe(once);
      }),
      { numRuns: 1_000 },
    );
  });

  it('loses no name, and no letter or digit but those of legal forms', () => {
    const bare = (text: string): string =>
      text
        .normalize('NFD')
        .toUpperCase()
        .replace(/Œ/g, 'OE')
        .replace(/[^A-Z0-9]/g, '');
    const word = fc.string({
      unit: fc.constantFrom(...'ABCDEFGHIJKLMNOPRUVZ123'),
      minLength: 3,
      maxLength: 9,
    });
    fc.assert(
      fc.property(fc.array(word, { minLength: 1, maxLength: 5 }), (words) => {
        const name = words.join(' ');
        const isPlain = !/\b(?:SAS|SARL|SNC|SCI|EURL|EIRL|GIE|SCP|ST|STE)\b/.test(name);
        return !isPlain || bare(displayName(name)) === bare(name);
      }),
    );
    fc.assert(fc.property(aRegisterName, (name) => (displayName(name) === '') === (name.trim() === '')));
  });

  it('touches only spaces, apostrophes and a capital here and there of what a person wrote', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        const name = `${text}a`;
        const bare = (each: string): string =>
          each
            .normalize('NFC')
            .toLowerCase()
            .replace(/[\s'`´]/g, '');
        return bare(displayName(name)) === bare(name);
      }),
    );
  });
});

describe('displayPerson', () => {
  it.each([
    ['JEAN', 'MARTIN', 'Jean Martin'],
    ['JEAN-PIERRE', 'DE LA TOUR', 'Jean-Pierre de La Tour'],
    ['HELENE', "D'ALMEIDA", "Hélène d'Almeida"],
    ['STEPHANIE', 'LE GOFF', 'Stéphanie Le Goff'],
    ['', 'LECLERC', 'Leclerc'],
    ['MARIE', '', 'Marie'],
    ['FRANÇOISE', 'SAINT-JUST', 'Françoise Saint-Just'],
    ['Léa', 'Martin', 'Léa Martin'],
  ])('%p %p is %p', (given, family, written) => {
    expect(displayPerson(given, family)).toBe(written);
  });
});
