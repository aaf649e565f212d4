import { MAX_LINES, MAX_OPTION_GROUPS } from '@halles/contracts';
import { allOf, type FormState, type FormValues, textOf } from '@halles/platform/forms';
import type { PageScope } from '../../rendering/page-scope';
import { amountFieldOf, choiceField, isWanted, variantField } from './basket.form';
import { soldOn, wantedIn } from './basket-rows';
import type { PageRequest, ShopOffer } from './order-page.service';
import type { OrderFormBody, ProductGroupView, ProductPagerView } from '../order.view';

/** The field that says which page is shown, or to be shown. */
export const PAGE = 'page';
/** The field by which the page of a product says which one somebody comes from. */
export const FROM_PRODUCT = 'product';
/** The button that shows the page of that field; `page-2` is the button of one page. */
const TURN = /^page(?:-([1-9]\d{0,3}))?$/;
/** Rows that travel unseen: twice those that an order may have. */
const MAX_CARRIED = 2 * MAX_LINES;
/** Sections that the list of pages names of each. */
const MAX_NAMED = 3;

/** Whether a button was pressed that shows another page. Pure. */
export const isTurned = (values: FormValues): boolean => TURN.test(textOf(values, 'do'));

/** The page that a form asks for: that of its button, else the one that it shows; where something is wrong, the page of that. Pure. */
export function requestedPage({ values, errors }: FormState): PageRequest {
  const [, pressed] = TURN.exec(textOf(values, 'do')) ?? [];
  const page = pressed ?? textOf(values, PAGE);
  return {
    page: /^[1-9]\d{0,3}$/.test(page) ? Number(page) - 1 : 0,
    productIds: [
      ...Object.keys(errors).flatMap((field) => {
        const asked = amountFieldOf(field);
        return asked === null ? [] : [wantedIn(values, asked)];
      }),
      ...allOf(values, FROM_PRODUCT),
    ],
  };
}

/** Leads to the other pages; nothing where there is one. Pure. */
export function pagerOf(
  { pages, page: shown }: ShopOffer,
  { texts }: PageScope,
): ProductPagerView | undefined {
  if (pages.length < 2) return undefined;
  const options = pages.map(({ sections }, index) => {
    const page = texts.line('orders.form.page', { page: index + 1, pages: pages.length });
    const names = sections.flatMap((name) => name ?? []).slice(0, MAX_NAMED);
    return {
      value: String(index + 1),
      label:
        names.length === 0
          ? page
          : texts.line('orders.form.pageSections', { page, sections: names.join(', ') }),
      selected: index === shown,
    };
  });
  return {
    options,
    ...(shown === 0 ? {} : { previous: `page-${String(shown)}` }),
    ...(shown === pages.length - 1 ? {} : { next: `page-${String(shown + 2)}` }),
  };
}

/**
 * What was filled in and is not on the page that is shown, so that its form sends it again. What is on no page is not sold any more:
 * the page says so (`goneFrom`), and it is not sent again, as nobody could take it away. Pure.
 */
export function carriedOf(
  values: FormValues,
  sections: readonly ProductGroupView[],
  pages: ShopOffer['pages'],
): OrderFormBody['carried'] {
  const sold = soldOn(pages);
  const drawn = new Set(
    sections
      .flatMap(({ products }) => products)
      .flatMap(({ field, rows }) => [field, ...rows.map((row) => row.field)]),
  );
  const carried: { readonly name: string; readonly value: string }[] = [];
  let rows = 0;
  for (const field of Object.keys(values)) {
    const asked = amountFieldOf(field);
    const quantity = textOf(values, field);
    if (asked === null || drawn.has(field) || !isWanted(quantity)) continue;
    if (!sold.has(wantedIn(values, asked))) continue;
    rows += 1;
    if (rows > MAX_CARRIED) break;
    carried.push({ name: field, value: quantity });
    const variant = variantField(asked.productId, asked.row);
    if (variant in values) carried.push({ name: variant, value: textOf(values, variant) });
    for (let group = 0; group < MAX_OPTION_GROUPS; group += 1) {
      const name = choiceField(asked.productId, asked.row, group);
      carried.push(...allOf(values, name).map((value) => ({ name, value })));
    }
  }
  return carried;
}
