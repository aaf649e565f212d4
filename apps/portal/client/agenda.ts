import { Calendar } from './agenda/calendar';

/** Draws the calendar of an agenda and keeps it up to date. @returns ends it */
export function openCalendar(host: HTMLElement): () => void {
  const calendar = new Calendar(host);
  calendar.open();
  return () => calendar.close();
}
