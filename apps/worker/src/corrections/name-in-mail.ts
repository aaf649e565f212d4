import type { PlaceAnswer } from '@halles/domain/corrections';

/** What a mail calls a business, which may be shown no more. Pure. */
export const nameInMail = ({ name, request }: Pick<PlaceAnswer, 'name' | 'request'>): string =>
  name ?? (request.locale === 'fr' ? 'votre commerce' : 'your business');
