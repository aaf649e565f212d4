import { bookedMinutes, type FurtherService, MAX_CHAINED } from '@halles/contracts';
import { isUuid } from '../params';

/** A service in one of its lengths, as lists and addresses name it: its id, and the minutes where they are not the usual ones. Pure. */
export const serviceChoice = (id: string, duration: number | null): string =>
  duration === null ? id : `${id}:${String(duration)}`;

/** The same as it is sent; null where it is none. Pure. */
export function readServiceChoice(
  text: string,
): { readonly id: string; readonly duration: number | null } | null {
  const [id = '', minutes] = text.split(':');
  if (!isUuid(id) || (minutes !== undefined && !/^[1-9]\d{0,3}$/.test(minutes))) return null;
  return { id, duration: minutes === undefined ? null : Number(minutes) };
}

/** The services that follow the first, as addresses and forms write them; what is none counts as nothing. Pure. */
export const furtherIn = (text: string): FurtherService[] =>
  text
    .split(',')
    .flatMap((one) => {
      const read = readServiceChoice(one);
      const duration = bookedMinutes.nullable().safeParse(read?.duration ?? null);
      return read && duration.success ? [{ serviceId: read.id, duration: duration.data }] : [];
    })
    .slice(0, MAX_CHAINED - 1);

/** The same in words of an address; nothing where nothing follows. Pure. */
export const furtherText = (further: readonly FurtherService[]): string =>
  further.map(({ serviceId, duration }) => serviceChoice(serviceId, duration)).join(',');
