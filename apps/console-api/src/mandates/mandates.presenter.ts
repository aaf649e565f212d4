import type { MandateGroup, MandateView, WalkView } from '@halles/contracts';
import { type MandateFile, statusOf, type VisitRecord, type Walk } from '@halles/domain/mandates';

const iso = (date: Date | null): string | null => date?.toISOString() ?? null;

/** A mandate as an agent sees it, at an instant. Pure. */
export function presentMandate({ mandate, listing }: MandateFile, now: Date): MandateView {
  const { scope, createdAt, signedAt, expiresAt, endedAt, ...details } = mandate;
  return {
    id: details.id,
    listing: { id: listing.id, name: listing.name, place: listing.place },
    state: statusOf(mandate, now),
    scope: scope && ([...scope] as MandateGroup[]),
    giverName: details.giverName,
    giverQuality: details.giverQuality,
    giverEmail: details.giverEmail,
    means: details.means,
    signature: details.signature,
    signedAs: details.signedAs,
    proposedBy: details.proposedByName,
    createdAt: createdAt.toISOString(),
    signedAt: iso(signedAt),
    expiresAt: expiresAt.toISOString(),
    endedAt: iso(endedAt),
    endedBy: details.endedBy,
  };
}

/** How many visits of a business are shown: what was longer ago is of no use at its door. */
const SHOWN_VISITS = 3;

const presentVisits = (
  records: readonly VisitRecord[],
  listingId: number,
  accountId: string,
): Pick<WalkView['stops'][number], 'visits' | 'isVisitedToday' | 'isDoneToday'> => {
  const own = records.filter((record) => record.listingId === listingId);
  return {
    visits: own.slice(0, SHOWN_VISITS).map(({ visitedOn, name, note, ...record }) => ({
      on: visitedOn,
      by: name,
      note,
      isOwn: record.accountId === accountId,
    })),
    isVisitedToday: own.some((record) => record.isToday && record.accountId === accountId),
    isDoneToday: own.some((record) => record.isToday),
  };
};

/** @param accountId of who asks */
export const presentWalk = (
  { stops, metres, isCut }: Walk,
  records: readonly VisitRecord[],
  accountId: string,
): WalkView => ({
  metres,
  isCut,
  stops: stops.map((stop) => ({
    id: stop.id,
    name: stop.name,
    place: [stop.addressLine, stop.communeName].filter((part) => part !== null).join(', '),
    phone: stop.phone,
    metres: stop.metres,
    isUnclaimed: stop.isUnclaimed,
    confirmedAt: iso(stop.confirmedAt),
    hasMandate: stop.hasMandate,
    longitude: stop.longitude,
    latitude: stop.latitude,
    ...presentVisits(records, stop.id, accountId),
  })),
});
