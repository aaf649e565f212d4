import { LINK_IN_NAME } from '@halles/contracts';
import { type Bilingual, type Locale, pluralForm } from '@halles/kernel';

/** What we read of a zod issue; any library of the Standard Schema gives at least `message` and `path`. */
export interface InputIssue {
  readonly message: string;
  readonly path?: readonly (PropertyKey | { readonly key: PropertyKey })[] | undefined;
  readonly code?: string;
  readonly origin?: string;
  readonly format?: string;
  readonly minimum?: number | bigint;
  readonly maximum?: number | bigint;
  readonly keys?: readonly string[];
  readonly input?: unknown;
  readonly values?: readonly unknown[];
}

const text = (fr: string, en: string): Bilingual => ({ fr, en });
const counted = (count: number | bigint, locale: Locale, one: string, other: string): string =>
  `${count} ${{ one, other }[pluralForm(Number(count), locale)]}`;

const FORMATS: Readonly<Record<string, Bilingual>> = {
  email: text(
    'Cette adresse électronique n’est pas valable (exemple : nom@exemple.fr).',
    'This email address is not valid (example: name@example.com).',
  ),
  url: text('Cette adresse web n’est pas valable.', 'This web address is not valid.'),
  uuid: text('Cet identifiant n’est pas valable.', 'This identifier is not valid.'),
  date: text('Cette date n’est pas valable (AAAA-MM-JJ).', 'This date is not valid (YYYY-MM-DD).'),
  datetime: text('Cet instant n’est pas valable (ISO 8601).', 'This instant is not valid (ISO 8601).'),
};

/** Says what is wrong where a field's own words would ask for what is there. */
export const linkRefused: Bilingual = text(
  'Une adresse web ne peut pas être un nom ou un titre\u00a0: retirez «\u00a0http\u00a0», «\u00a0www\u00a0» et ce qui suit une barre oblique.',
  'A web address cannot be a name or a title: take out “http”, “www” and whatever follows a slash.',
);

function tooSmall({ origin, minimum = 0 }: InputIssue): Bilingual {
  if (origin === 'string' && Number(minimum) === 1)
    return text('Ce champ est obligatoire.', 'This field is required.');
  if (origin === 'string') {
    return text(
      `Au moins ${counted(minimum, 'fr', 'caractère', 'caractères')}.`,
      `At least ${counted(minimum, 'en', 'character', 'characters')}.`,
    );
  }
  if (origin === 'array' || origin === 'set') {
    return text(
      `Au moins ${counted(minimum, 'fr', 'élément', 'éléments')}.`,
      `At least ${counted(minimum, 'en', 'item', 'items')}.`,
    );
  }
  return text(`Au moins ${minimum}.`, `At least ${minimum}.`);
}

function tooBig({ origin, maximum = 0 }: InputIssue): Bilingual {
  if (origin === 'string') {
    return text(
      `${counted(maximum, 'fr', 'caractère', 'caractères')} au plus.`,
      `${counted(maximum, 'en', 'character', 'characters')} at most.`,
    );
  }
  if (origin === 'array' || origin === 'set') {
    return text(
      `${counted(maximum, 'fr', 'élément', 'éléments')} au plus.`,
      `${counted(maximum, 'en', 'item', 'items')} at most.`,
    );
  }
  return text(`${maximum} au plus.`, `${maximum} at most.`);
}

/**
 * Says what is wrong with a field to the person who filled it in. Never repeats what was typed. Pure.
 */
export function describeIssue(issue: InputIssue): Bilingual {
  if (issue.message === LINK_IN_NAME) return linkRefused;
  switch (issue.code) {
    case 'invalid_type':
      return /received undefined|received null/.test(issue.message)
        ? text('Ce champ est obligatoire.', 'This field is required.')
        : text('Cette valeur n’est pas du type attendu.', 'This value is not of the expected type.');
    case 'too_small':
      return tooSmall(issue);
    case 'too_big':
      return tooBig(issue);
    case 'invalid_format':
      return FORMATS[issue.format ?? ''] ?? text('Ce format n’est pas valable.', 'This format is not valid.');
    case 'invalid_value':
      return text('Ce choix n’existe pas.', 'This choice does not exist.');
    case 'unrecognized_keys':
      return text('Ce champ n’est pas attendu.', 'This field is not expected.');
    default:
      return text('Cette valeur n’est pas valable.', 'This value is not valid.');
  }
}
