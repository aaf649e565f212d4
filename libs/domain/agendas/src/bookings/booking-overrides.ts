import { lowest, type PeoplePresent } from '@halles/domain/place-days';
import type { Locale } from '@halles/kernel';
import type { TenantTx } from '@halles/platform/tenancy';
import { type AgendaReading, questionOf, takenBy } from '../free-times/agenda-reading';
import type { TimeQuestion } from '../free-times/booking-times.service';
import { bookingTimeWords } from '../messages/booking-words';
import type { AgendaService } from '../settings/agenda';
import { overriddenSlot, type PassedRule } from '../slots/booking-override';
import type { BookingSlot } from '../slots/booking-slots';
import { isOfShop } from './asked-service';
import type { BookingActor } from './booking-state';
import { BookingPassesRules, BookingRefused } from './booking.errors';
import type { ResourceNeed } from './booking.repository';
import { judge } from './judged-time';

/** A time that is booked, with what it takes and what its shop passes over for it. */
export interface JudgedTime {
  readonly slot: BookingSlot;
  readonly needs: readonly ResourceNeed[];
  readonly passed: readonly PassedRule[];
}

/** Who books or moves, with the rules that they were told of. */
interface RulePasser {
  readonly actor: BookingActor;
  readonly followsRules?: boolean;
  /** Absent: none may be passed over. */
  readonly passesRules?: readonly PassedRule[] | undefined;
  /** Whether something that is booked is moved. */
  readonly isMove?: boolean;
}

/**
 * The slot that starts then, of what was read under the lock, for who books: the shop may pass over rules that it was told of.
 * @throws BookingRefused, BookingPersonGone
 * @throws BookingPassesRules the shop was not told of each of these rules
 */
export async function judgeFor(
  people: PeoplePresent,
  tx: TenantTx,
  reading: AgendaReading,
  service: AgendaService,
  startsAt: number,
  { ask, by }: { readonly ask: TimeQuestion; readonly by: RulePasser },
): Promise<JudgedTime> {
  const known = isOfShop(by) ? by.passesRules : undefined;
  try {
    return { ...judge(reading, service, startsAt, ask), passed: [] };
  } catch (error) {
    // A session has the seats that it has, and a service is for so many: there the shop changes what it says.
    const isFor = ask.party >= service.partyMin && ask.party <= service.partyMax;
    if (known === undefined || service.isGroup || !isFor || !(error instanceof BookingRefused)) throw error;
    const found = overriddenSlot(questionOf(reading, service, ask), startsAt);
    if ('refusal' in found) throw new BookingRefused({ problem: found.refusal });
    const passed = await rulesOf(people, tx, reading, found, ask);
    if (passed.some((rule) => !known.includes(rule)))
      throw new BookingPassesRules({
        ...{ rules: passed, when: whenOf(reading, startsAt), isMove: by.isMove === true },
      });
    const needs = takenBy(reading, service, found.slot).map((need) => ({ ...need, isOver: true }));
    return { slot: found.slot, needs, passed };
  }
}

/** The time as it is told. Pure. */
function whenOf({ place }: AgendaReading, startsAt: number) {
  const words = (locale: Locale): string =>
    bookingTimeWords(new Date(startsAt), place.schedule.place.timeZone, locale);
  return { fr: words('fr'), en: words('en') };
}

/** What is passed over, with whose gauge it is: that of a rule of the territory is named as such. */
async function rulesOf(
  people: PeoplePresent,
  tx: TenantTx,
  { place }: AgendaReading,
  { slot, passed }: Pick<JudgedTime, 'slot' | 'passed'>,
  { party, except = null, hold = null }: TimeQuestion,
): Promise<PassedRule[]> {
  if (!passed.includes('gauge')) return [...passed];
  const within = { from: slot.from, until: slot.until };
  const isAbove = async (of: 'place' | 'rules'): Promise<boolean> => {
    const room = await people.room(tx, place.listing.id, within, { except, hold, of });
    return room !== null && lowest(room, slot.from, slot.until) < party;
  };
  const [own, ruled] = [await isAbove('place'), await isAbove('rules')];
  return [
    ...passed.filter((rule) => rule !== 'gauge'),
    ...(own ? (['gauge'] as const) : []),
    ...(ruled ? (['gauge-rule'] as const) : []),
  ];
}
