import { allOf, formReader, type FormReader } from '@halles/platform/forms';
import { isUuid } from '../../params';

/** An order as the page of a day showed it. */
export interface ShownOrder {
  readonly orderId: string;
  /** The event that was shown. */
  readonly seen: number;
}

/** More orders than such a page lists. */
const MOST = 300;
const SHOWN = /^([0-9a-f-]{36}):(\d{1,6})$/;

/** How an order stands in the form. Pure. */
export const shownOrder = ({ orderId, seen }: ShownOrder): string => `${orderId}:${String(seen)}`;

/** The orders of a day that are ended because the shop is closed then. */
export const closedDayForm: FormReader<readonly ShownOrder[]> = formReader((values) => ({
  input: allOf(values, 'order')
    .slice(0, MOST)
    .flatMap((text) => {
      const [, orderId = '', seen] = SHOWN.exec(text) ?? [];
      return isUuid(orderId) ? [{ orderId, seen: Number(seen) }] : [];
    }),
}));
