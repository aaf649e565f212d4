import { attributeName, MAX_ATTRIBUTES, type Variant, variantSchema } from '@halles/contracts';
import { areWithinLimits, type Attribute, attributesOf, type Product } from '@halles/domain/catalogue';
import { formValuesOf, type FormValues, PostedForm, textOf } from '@halles/platform/forms';

/** Characters of the field in which a product's variants are written. */
export const LONGEST_VARIANTS = 2_000;

const isOnce = (names: readonly string[]): boolean => new Set(names).size === names.length;

/** "Taille : S, M, L"; with commas in a value, they are parted by semicolons: "Pointure : 37,5; 38". Null for what is none. */
function attributeIn(line: string): Attribute | null {
  const [, typed, list] = /^([^:]+):(.*)$/.exec(line) ?? [];
  if (typed === undefined || list === undefined) return null;
  const name = attributeName.safeParse(typed.trim());
  const values = list
    .split(list.includes(';') ? ';' : ',')
    .map((value) => value.trim())
    .filter((value) => value !== '')
    .map((value) => attributeName.safeParse(value));
  const right = values.flatMap(({ data }) => (data === undefined ? [] : [data]));
  if (!name.success || right.length < values.length || right.length === 0) return null;
  return !isOnce(right) ? null : { name: name.data, values: right };
}

/** In what a product differs, an attribute a line; null for what is no such text, or too much. Pure. */
export function attributesIn(text: string): readonly Attribute[] | null {
  const attributes = shownAttributesIn(text);
  return attributes !== null && areWithinLimits(attributes) ? attributes : null;
}

/** The same as it was shown: what a product was sold in before may be more than one may type. Pure. */
export function shownAttributesIn(text: string): readonly Attribute[] | null {
  const lines = text
    .split(/\r\n|\r|\n/)
    .map((line) => line.trim())
    .filter((line) => line !== '');
  if (lines.length > MAX_ATTRIBUTES) return null;
  const attributes = lines.flatMap((line) => attributeIn(line) ?? []);
  return attributes.length < lines.length || !isOnce(attributes.map(({ name }) => name)) ? null : attributes;
}

/** As one types it: what is read again gives the same. Pure. */
export const attributesText = (attributes: readonly Attribute[]): string =>
  attributes
    .map(({ name, values }) => {
      const hasComma = values.some((value) => value.includes(','));
      return `${name} : ${values.join(hasComma ? '; ' : ', ')}${hasComma && values.length === 1 ? ';' : ''}`;
    })
    .join('\n');

/** "Taille : M ; Couleur : rouge"; null for what is none. Pure. */
export function variantIn(text: string): Variant | null {
  const values = text
    .split(/[;\r\n]/)
    .map((part) => part.trim())
    .filter((part) => part !== '')
    .map((part) => {
      const [, attribute = '', value = ''] = /^([^:]+):(.*)$/.exec(part) ?? [];
      return { attribute: attribute.trim(), value: value.trim() };
    });
  return variantSchema.safeParse(values).data ?? null;
}

/** As a file has it: what is read again gives the same. Pure. */
export const variantText = (variant: Variant): string =>
  variant.map(({ attribute, value }) => `${attribute} : ${value}`).join(' ; ');

/** What the field of a product's variants is filled in with. Pure. */
export function variantsValues(members: readonly Product[]): FormValues {
  const attributes = attributesOf(members);
  return { ...formValuesOf({ variants: attributesText(attributes) }), ...shownVariants(attributes) };
}

/** As a browser sends it, whichever line breaks the two fields have. */
const typedText = (values: FormValues, name: string): string =>
  textOf(values, name).replaceAll(/\r\n?/g, '\n').trim();

/**
 * A form without its variants where nobody touched them: what a product has been sold in stands in no way of its price, even
 * where nobody may type as much any more. Pure.
 */
export function withoutShownVariants(posted: PostedForm): PostedForm {
  const { values, limitReached } = posted;
  return typedText(values, 'variants') === typedText(values, 'shownVariants')
    ? new PostedForm({ ...values, variants: [], shownVariants: [] }, limitReached)
    : posted;
}

/** In what the product is sold while its form is filled in. Pure. */
export const shownVariants = (attributes: readonly Attribute[]): FormValues =>
  formValuesOf({ shownVariants: attributesText(attributes) });
