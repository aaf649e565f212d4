import { PRODUCT_COLUMNS, type ProductColumn } from '@halles/contracts';
import { type ColumnMapping } from '@halles/domain/catalogue';
import { foldText } from '@halles/domain/text';
import type { PageScope } from '../rendering/page-scope';

type Texts = PageScope['texts'];

/** What shops and their tills call a column, folded and without blanks. Prices without tax are none of ours. */
const ALIASES: Readonly<Record<Exclude<ProductColumn, 'reference'>, string>> = {
  name: 'nom name produit product article item designation libelle intitule titre title nomduproduit nomproduit productname nomarticle',
  variant: 'variante variantes declinaison declinaisons variant variants',
  price:
    'prix price tarif prixttc pu puttc pvttc prixunitaire prixunitairettc prixdevente prixdeventettc prixventettc tarifttc unitprice retailprice saleprice pricewithtax',
  soldBy: 'vente modedevente venteaupoids unite unitedevente vendupar soldby unit saleunit pricingunit',
  pieceWeight: 'poidspiece poidsdelapiece poidsmoyen poidsunitaire pieceweight averageweight unitweight',
  least: 'poidsminimum poidsmin minimumweight minweight',
  most: 'poidsmaximum poidsmax maximumweight maxweight',
  step: 'pas pasdepoids pasentredeuxpoids ecart ecartdepoids weightstep step',
  section: 'rayon section categorie category famille family collection groupe',
  isAvailable: 'disponible available disponibilite availability actif active envente onsale',
  description: 'description descriptif longdescription presentation',
  content: 'contenu contenance content poids weight conditionnement volume netweight poidsnet',
  allergens: 'allergenes allergens allergene',
  labels: 'labels label mentions certification certifications',
  ean: 'ean ean13 gtin gtin13 codebarres codebarre barcode upc codeean codebarreean codebarresean',
  stock: 'stock quantite quantity qte qty quantiteenstock enstock instock stockquantity inventaire inventory',
  noticeDays: 'delai delaidecommande leadtime notice preavis',
  onRequest: 'surdemande demande onrequest ask',
  hours: 'joursetheures horaires jours hours days daysandhours',
  season: 'saison season',
  vat: 'tva vat tauxtva tauxdetva vatrate taxrate tax taxe',
  withdrawal: 'retractation droitderetractation withdrawal rightofwithdrawal',
  adults:
    'venteinterditeauxmineurs reserveauxmajeursalcool adultsonlyalcohol majeurs alcool adults alcohol adultsonly reserveauxmajeurs',
  choices: 'choix options choices',
};

const compact = (name: string): string => foldText(name).replaceAll(' ', '');

/** The name of a column in files of ours. Pure. */
export const columnLabel = (column: ProductColumn, texts: Texts): string =>
  column === 'choices' || column === 'reference'
    ? texts.line(`products.file.${column}`)
    : texts.line(`products.fields.${column}.label`);

/**
 * What the columns of a file seem to mean, by their names: those of our own files first, in either language, then what they
 * are often called. No two mean the same. Pure.
 */
export function guessColumns(header: readonly string[], languages: readonly Texts[]): ColumnMapping {
  const own = new Map(
    languages.flatMap((texts) =>
      PRODUCT_COLUMNS.map((column) => [compact(columnLabel(column, texts)), column] as const),
    ),
  );
  const usual = new Map(
    Object.entries(ALIASES).flatMap(([column, names]) =>
      names.split(' ').map((name) => [name, column as ProductColumn] as const),
    ),
  );
  const mapping: (ProductColumn | null)[] = header.map(() => null);
  for (const known of [own, usual])
    for (const [at, name] of header.entries()) {
      const column = known.get(compact(name));
      if (column !== undefined && mapping[at] === null && !mapping.includes(column)) mapping[at] = column;
    }
  return mapping;
}
