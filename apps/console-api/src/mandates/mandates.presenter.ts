import type { MandateGroup, MandateView, WalkView } from '@halles/contracts';
import { type MandateFile, statusOf, type Walk } from '@halles/domain/mandates';

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

export const presentWalk = ({ stops, metres, isCut }: Walk): WalkView => ({
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
  })),
});
