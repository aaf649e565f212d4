import { z } from 'zod';
import { isoDate, nameLine, severalLines } from '../text.schema';

/** What a post tells of: something new, an offer, something that takes place, the opening of a shop or of a part of it. */
export const POST_KINDS = ['novelty', 'offer', 'event', 'opening'] as const;
export type PostKind = (typeof POST_KINDS)[number];

/** Characters of a title, of a text. */
export const POST_TITLE_LENGTH = 80;
export const POST_TEXT_LENGTH = 600;

/** No post is read longer than this, days. */
export const MAX_POST_DAYS = 366;

const DAY_MS = 86_400_000;

/** What a merchant writes. Plain text: an address in it is no link. */
export const postInputSchema = z
  .strictObject({
    kind: z.enum(POST_KINDS),
    title: nameLine(POST_TITLE_LENGTH),
    text: severalLines(POST_TEXT_LENGTH),
    /** The first day of what it tells of, in the territory; null: from today. An event and an opening have one. */
    startsOn: isoDate.nullable().default(null),
    /** The last day on which it is read, that day included; null: some weeks after the first. An offer has one. */
    endsOn: isoDate.nullable().default(null),
  })
  .refine(({ kind, startsOn }) => startsOn !== null || (kind !== 'event' && kind !== 'opening'), {
    path: ['startsOn'],
  })
  .refine(({ kind, endsOn }) => endsOn !== null || kind !== 'offer', { path: ['endsOn'] })
  .refine(({ startsOn, endsOn }) => startsOn === null || endsOn === null || startsOn <= endsOn, {
    path: ['endsOn'],
  })
  .refine(
    ({ startsOn, endsOn }) =>
      startsOn === null ||
      endsOn === null ||
      Date.parse(endsOn) - Date.parse(startsOn) < MAX_POST_DAYS * DAY_MS,
    { path: ['endsOn'] },
  );

export type PostInput = z.output<typeof postInputSchema>;
