import { defineError } from '@halles/kernel';

export const CalendarUnreadable = defineError('calendar-unreadable', {
  kind: 'unsupported',
  title: { fr: 'Calendrier illisible', en: 'Calendar cannot be read' },
  detail: () => ({
    fr: 'Cette adresse ne donne pas un calendrier au format iCalendar (.ics).',
    en: 'This address gives no calendar in the iCalendar format (.ics).',
  }),
});

export const CalendarTooCostly = defineError('calendar-too-costly', {
  kind: 'too-large',
  title: { fr: 'Calendrier trop chargé', en: 'Calendar holds too much' },
  detail: () => ({
    fr: 'Ce calendrier a trop d’événements, ou des répétitions sans fin trop serrées.',
    en: 'This calendar has too many events, or repeats them without an end too often.',
  }),
});
