import { dayOfIso, isoOfDay } from '@halles/domain/hours';
import { readWrittenDate } from '@halles/kernel';
import { type FormState, formValuesOf, newForm } from '@halles/platform/forms';

/** The day that an address asks for; what is wrong comes back in the form as it was typed. */
export interface RequestedDay {
  readonly today: number;
  /** Null where it is none. */
  readonly day: number | null;
  readonly form: FormState;
}

/** Today where the address says nothing. Pure. */
export function readDay({ jour }: { readonly jour?: string | undefined }, today: number): RequestedDay {
  const typed = jour?.trim();
  if (typed === undefined) return { today, day: today, form: newForm() };
  const date = readWrittenDate(typed, { from: isoOfDay(today) });
  const form = newForm(formValuesOf({ jour: date ?? typed }));
  return date === null
    ? { today, day: null, form: { ...form, errors: { jour: { key: 'jour' } } } }
    : { today, day: dayOfIso(date), form };
}
