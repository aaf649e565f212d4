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
  // What could be another word is left.
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
  ['LE 1ER CAFE', 'Le 1er Café'],
  ['AGE TENDRE 2', 'Âge Tendre 2'],
  ['OUVERT 24H/24', 'Ouvert 24h/24'],
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

  it('touches only spaces and apostrophes of what a person wrote', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        const name = `${text}a`;
        const bare = (each: string): string => each.normalize('NFC').replace(/[\s'`´]/g, '');
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
