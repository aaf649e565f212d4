import { joinMailTexts, type MailDefinition, type MailTexts, oneLine } from '@halles/platform/mail';
import { contentsOf, type ForShop, forShopOf, type OrderContents } from './order-contents';
import { orderMailTexts, withShop } from './order-texts';

/** What every mail about an order says to those who handle it. */
export interface ShopMailModel extends OrderContents, ForShop {
  readonly customer: string;
}

/**
 * What all mails about an order to those who handle it have in common, for `defineMail`: its contents, its customer, and why the
 * mail is sent (the text `<name>.why`).
 * @param values what the mail says besides; they may replace the common ones
 */
export const shopMail = <Model extends ShopMailModel>(
  name: string,
  texts: MailTexts,
  values: MailDefinition<Model>['values'],
): Pick<MailDefinition<Model>, 'name' | 'folder' | 'texts' | 'values'> => ({
  name,
  folder: 'libs/domain/orders/src/mails',
  texts: joinMailTexts(orderMailTexts, withShop(texts)),
  values: (model, reader) => ({
    ...contentsOf(model, reader),
    customer: oneLine(model.customer, 100),
    ...forShopOf(model, `${name}.why`),
    ...values(model, reader),
  }),
});
