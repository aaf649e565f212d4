import { MOST_ENDED, type ShownOrder } from '@halles/domain/orders';
import { allOf, formReader, type FormReader } from '@halles/platform/forms';
import { isUuid } from '../../params';

const SHOWN = /^([0-9a-f-]{36}):(\d{1,6})$/;

/** How an order stands in the form. Pure. */
export const shownOrder = ({ orderId, seen }: ShownOrder): string => `${orderId}:${String(seen)}`;

/** The orders of a day that are ended because the shop is closed then. */
export const closedDayForm: FormReader<readonly ShownOrder[]> = formReader((values) => ({
  input: allOf(values, 'order')
    .slice(0, MOST_ENDED)
    .flatMap((text) => {
      const [, orderId = '', seen] = SHOWN.exec(text) ?? [];
      return isUuid(orderId) ? [{ orderId, seen: Number(seen) }] : [];
    }),
}));
