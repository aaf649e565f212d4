/** Something that takes place at a time, for a calendar. */
export interface CalendarEvent {
  /** Of no other event in the world, and the same whenever it is sent again. */
  readonly uid: string;
  /** Counts up when it changes: a calendar replaces what it has. */
  readonly sequence: number;
  readonly changedAt: Date;
  readonly from: Date;
  readonly until: Date;
  readonly summary: string;
  readonly location?: string;
  readonly url: string;
  readonly status: 'TENTATIVE' | 'CONFIRMED' | 'CANCELLED';
}

const MOST_BYTES = 75;

const moment = (at: Date): string => at.toISOString().replaceAll(/[-:]|\.\d+/g, '');

/** Text in which a comma or a new line begins nothing (RFC 5545, 3.3.11). */
const escaped = (text: string): string =>
  text.replaceAll(/[\\;,]/g, String.raw`\$&`).replaceAll(/\r\n|[\r\n]/g, String.raw`\n`);

/** A line in pieces of 75 bytes, never within a letter (RFC 5545, 3.1). */
function folded(line: string): string {
  const pieces = [''];
  let bytes = 0;
  for (const letter of line) {
    const size = Buffer.byteLength(letter);
    if (bytes + size > MOST_BYTES) {
      pieces.push('');
      // The blank that says that a line goes on.
      bytes = 1;
    }
    pieces[pieces.length - 1] += letter;
    bytes += size;
  }
  return pieces.join('\r\n ');
}

/** A calendar of one event (RFC 5545). Pure. */
export const calendarOf = (event: CalendarEvent): string =>
  [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Halles//Orders//FR',
    'BEGIN:VEVENT',
    `UID:${event.uid}`,
    `SEQUENCE:${event.sequence}`,
    `DTSTAMP:${moment(event.changedAt)}`,
    `DTSTART:${moment(event.from)}`,
    `DTEND:${moment(event.until)}`,
    `SUMMARY:${escaped(event.summary)}`,
    ...(event.location === undefined ? [] : [`LOCATION:${escaped(event.location)}`]),
    `URL:${event.url}`,
    `STATUS:${event.status}`,
    'END:VEVENT',
    'END:VCALENDAR',
  ]
    .map((line) => `${folded(line)}\r\n`)
    .join('');
