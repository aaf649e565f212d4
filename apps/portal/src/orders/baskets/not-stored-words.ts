import type { PageScope } from '../../rendering/page-scope';
import { MAX_BASKETS, type StorageRefusal } from './basket-cookie';
import { BasketTooLarge } from './basket.errors';

/** What a page says of a basket that the browser does not store; nothing where it does. Pure. */
export function notStoredWords(
  refusal: StorageRefusal | null,
  { texts, locale }: Pick<PageScope, 'texts' | 'locale'>,
): { readonly notStored?: string } {
  if (refusal === null) return {};
  return {
    notStored:
      refusal === 'too-large'
        ? BasketTooLarge.definition.detail({})[locale]
        : texts.line('orders.form.tooManyBaskets', { count: String(MAX_BASKETS) }),
  };
}
