import type { MailTexts } from '@halles/platform/mail';

/** What is said of a service of the town otherwise than of a shop. */
export const townStatusTexts: MailTexts = {
  fr: {
    'booking-status.received.heading.town': 'Demande de rendez-vous\u00a0: {listing}, {time}',
    'booking-status.received.what.town':
      'Le service doit encore confirmer. L’heure vous est gardée d’ici là\u00a0: attendez son message.',
    'booking-status.waits-again.heading.town': 'De nouveau à confirmer\u00a0: {listing}, {time}',
    'booking-status.waits-again.what.town':
      'Le service est revenu sur sa réponse et doit encore confirmer. L’heure vous est gardée d’ici là\u00a0: attendez son message.',
    'booking-status.confirmed.heading.town': 'C’est confirmé\u00a0: {listing}, {time}',
    'booking-status.moved.heading.town': 'Nouvelle heure\u00a0: {listing}, {time}',
    'booking-status.moved-pending.heading.town': 'Nouvelle heure demandée\u00a0: {listing}, {time}',
    'booking-status.moved-pending.what.town':
      'L’heure d’avant n’est plus la vôtre, et le service doit encore confirmer la nouvelle.',
    'booking-status.split.heading.town': 'Vous venez en deux fois\u00a0: {listing}, {time}',
    'booking-status.excused.heading.town': 'Rendez-vous annulé\u00a0: {listing}, {time}',
    'booking-status.revoked.subject.town': 'Le service a annulé votre rendez-vous {reference}',
    'booking-status.reason.closed.town': 'Le service sera fermé.',
    'booking-status.reason.full.town': 'Le service ne peut pas recevoir autant de monde à cette heure.',
    'booking-status.reason.not-confirmed.town': 'Le service n’a pas confirmé à temps.',
  },
  en: {
    'booking-status.received.heading.town': 'Appointment asked for: {listing}, {time}',
    'booking-status.received.what.town':
      'The service still has to confirm it. The time is kept for you until then: wait for its message.',
    'booking-status.waits-again.heading.town': 'To be confirmed again: {listing}, {time}',
    'booking-status.waits-again.what.town':
      'The service took back its answer and still has to confirm. The time is kept for you until then: wait for its message.',
    'booking-status.confirmed.heading.town': 'It is confirmed: {listing}, {time}',
    'booking-status.moved.heading.town': 'New time: {listing}, {time}',
    'booking-status.moved-pending.heading.town': 'New time asked for: {listing}, {time}',
    'booking-status.moved-pending.what.town':
      'The time before is no longer yours, and the service still has to confirm the new one.',
    'booking-status.split.heading.town': 'You come at two times: {listing}, {time}',
    'booking-status.excused.heading.town': 'Appointment cancelled: {listing}, {time}',
    'booking-status.revoked.subject.town': 'The service has cancelled your appointment {reference}',
    'booking-status.reason.closed.town': 'The service will be closed.',
    'booking-status.reason.full.town': 'The service cannot receive so many people at that time.',
    'booking-status.reason.not-confirmed.town': 'The service did not confirm it in time.',
  },
};

/** Where the words of a status are: of a service of the town, where that has its own. Pure. */
export function statusText(key: string, isTownService: boolean): string {
  const own = `booking-status.${key}.town`;
  return isTownService && own in townStatusTexts.fr ? own : `booking-status.${key}`;
}
