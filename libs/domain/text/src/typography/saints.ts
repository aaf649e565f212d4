/** Saints that STE stands before; before another word it is a company ("Sté"). By their unaccented capitals. */
const SHE_SAINTS = new Set(
  (
    'AGATHE AGNES ANNE BARBE BERNADETTE BLANDINE CATHERINE CECILE CHAPELLE CHRETIENNE CLAIRE CLOTILDE COLOMBE CONSTANCE ' +
    'CROIX ELISABETH EULALIE EUPHEMIE FAMILLE FOY GENEVIEVE GLOSSINDE HELENE JEANNE LUCIE LUCE MADELEINE MARGUERITE MARIE MARTHE MAXIME ODILE REINE RITA ' +
    'SEGOLENE SUZANNE THERESE URSULE VALERIE VICTOIRE'
  ).split(' '),
);

/** "Saint" or "Sainte" where the word, before that other word, is one of its spellings; else undefined. */
export function saintOf(word: string, next: string | undefined): string | undefined {
  if (next === undefined || !/^\p{Lu}{2,}/u.test(next)) return undefined;
  if (word === 'SAINT' || word === 'ST' || word === 'ST.') return 'Saint';
  if (word === 'SAINTE') return 'Sainte';
  const isSte = word === 'STE' || word === 'STE.';
  return isSte && SHE_SAINTS.has(next.replace(/-.*$/, '')) ? 'Sainte' : undefined;
}
