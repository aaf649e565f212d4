import type { FieldView, FormSummaryView } from '@halles/platform/forms';
import type { LinkView } from '../../../rendering/link.view';

/** `agendas/staff-booking` */
export interface StaffBookingBody extends FormSummaryView {
  readonly lead: string;
  /** Which service, day and party: the address asks for them. */
  readonly ask: { readonly action: string; readonly fields: readonly FieldView[] };
  /** Which dates of a series can be had, and which cannot, with why. */
  readonly series?: {
    readonly lead: string;
    readonly rows: readonly { readonly when: string; readonly note: string; readonly isFree: boolean }[];
  };
  /** No time of that day is free. */
  readonly none?: string;
  /** Who comes at one of the times; absent where none is free. */
  readonly form?: { readonly action: string; readonly fields: readonly FieldView[]; readonly submit: string };
  readonly back: LinkView;
}
