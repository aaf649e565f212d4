import type { WantedPerson } from '../free-times/agenda-reading';
import type { AgendaService } from '../settings/agenda';
import type { Booking } from './booking';

/**
 * With whom a booking is moved: its customer keeps whom they chose, as long as they serve for it; the shop finds somebody else where
 * they cannot. Pure.
 */
export const wantedBy = (
  {
    personId,
    isPersonActive,
    resources,
    need,
  }: Pick<Booking, 'personId' | 'isPersonActive' | 'resources' | 'need'>,
  { resourceIds }: Pick<AgendaService, 'resourceIds'>,
  isShop: boolean,
): WantedPerson => {
  const staff = resources.find(({ kind }) => kind === 'staff')?.id ?? null;
  const isThere = personId !== null && isPersonActive && resourceIds.includes(personId);
  return { person: isThere && !isShop ? personId : null, prefers: personId ?? staff, need };
};
