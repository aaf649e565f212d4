import type { BookingInput } from '@halles/contracts';
import { DAY, HOUR } from '@halles/kernel';
import { FileStorage } from '@halles/platform/storage';
import { aSafeDocument } from '@halles/testing';
import {
  aBooking,
  type AgendasWorld,
  AT_TEN,
  BOOKED_AT,
  openAgendasWorld,
  type Salon,
} from '@halles/testing/agendas';
import { ForgottenBookings } from '../bookings/booking-personal-data';
import type { AnsweringFile } from './booking-file';
import { BookingFiles } from './booking-files.service';

const PHOTO = 'Une photo de la pièce';
const ESTIMATE = 'Le devis';

describe('files that are sent with a booking', () => {
  let agendas: AgendasWorld;
  let files: BookingFiles;
  let salon: Salon;

  beforeAll(async () => {
    agendas = await openAgendasWorld();
    files = agendas.services.get(BookingFiles);
  });
  afterAll(() => agendas.world.close());
  beforeEach(async () => {
    agendas.at(BOOKED_AT);
    const questions = [
      { label: PHOTO, isRequired: true, isFile: true },
      { label: ESTIMATE, isFile: true },
    ];
    salon = await agendas.aSalon({ service: { questions } });
  });

  const aFile = (label: string, type: AnsweringFile['type'] = 'image/jpeg'): AnsweringFile => ({
    ...{ ...aSafeDocument(Buffer.from(label), type), label, type },
  });
  const send = (input: BookingInput, sent: readonly AnsweringFile[]) =>
    files.keep(agendas.world.here, sent, (kept) =>
      agendas.placing.place(agendas.world.here, salon.id, { ...input, files: kept }, 'fr'),
    );
  const place = (sent: readonly AnsweringFile[], more: object = {}) =>
    send(aBooking(salon.service, more), sent);
  const stored = async (): Promise<string[]> => {
    const names: string[] = [];
    const storage = agendas.services.get(FileStorage);
    for await (const key of storage.list(agendas.world.here, 'private', ['bookings']))
      names.push(key.at(-1) ?? '');
    return names;
  };

  it('are kept with it however often it is sent, and those that nobody asked for are not', async () => {
    const { here, there } = agendas.world;
    const sent = [aFile(ESTIMATE, 'application/pdf'), aFile('Autre chose'), aFile(PHOTO)];
    const input = aBooking(salon.service);
    const first = await send(input, sent);
    expect(await send(input, sent)).toEqual(first);
    const [photo, estimate, ...others] = await files.of(here, first.id);
    expect([photo?.label, estimate?.label, others]).toEqual([PHOTO, ESTIMATE, []]);
    expect((await stored()).sort()).toEqual([`${photo?.id ?? ''}.jpg`, `${estimate?.id ?? ''}.pdf`].sort());
    const { content, type } = await files.open(here, first, estimate?.id ?? '');
    expect([type, content.bytes]).toEqual(['application/pdf', Buffer.byteLength(ESTIMATE)]);
    // Neither another booking nor another town has it.
    const other = await place([aFile(PHOTO)], { startsAt: AT_TEN + HOUR });
    const gone = { code: 'booking-file-not-found' };
    await expect(files.open(here, other, estimate?.id ?? '')).rejects.toMatchObject(gone);
    await expect(files.open(there, first, estimate?.id ?? '')).rejects.toMatchObject(gone);
    await expect(files.open(here, first, 'none')).rejects.toMatchObject(gone);
    // The same form with another file is another booking.
    await expect(send(input, [aFile(PHOTO)])).rejects.toMatchObject({
      code: 'booking-key-reused',
    });
  });

  it('leave nothing behind where nothing is booked, and go with who booked', async () => {
    const { here } = agendas.world;
    const before = await stored();
    await expect(place([])).rejects.toMatchObject({ code: 'booking-incomplete' });
    const { id } = await place([aFile(PHOTO)]);
    await expect(place([aFile(PHOTO)])).rejects.toMatchObject({ code: 'booking-refused' });
    const [file] = await files.of(here, id);
    const name = `${file?.id ?? ''}.jpg`;
    expect((await stored()).filter((one) => !before.includes(one))).toEqual([name]);
    const later = new Date(Date.now() + 2 * HOUR);
    await files.sweep(here, later);
    expect(await stored()).toContain(name);
    agendas.at(new Date(AT_TEN + 91 * DAY));
    await agendas.services.get(ForgottenBookings).eraseBefore(here, new Date(AT_TEN + DAY));
    expect(await files.of(here, id)).toEqual([]);
    await files.sweep(here, later);
    expect(await stored()).not.toContain(name);
  });
});
