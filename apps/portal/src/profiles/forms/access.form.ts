import { fewLines, choiceOf, boxesOf, yesNo } from './controls';
import {
  oneOf,
  type FormValues,
  formValuesOf,
  someOf,
  textOrNull,
  yesNoOf,
  yesNoWord,
  type FieldWriter,
} from '@halles/platform/forms';
import {
  type Access,
  hearingAids,
  type ListingProfile,
  noAccess,
  ramps,
  spokenLanguages,
} from '@halles/contracts';
import { parseOpeningHours } from '@halles/domain/hours';
import { labelled, readWrittenDate } from '@halles/kernel';
import type { PageScope } from '../../rendering/page-scope';
import type { EditorForm, Known, ReadForm } from './editor-form';
import { LONGEST_QUIET_HOURS, plainWeekText, quietHoursOf, quietHoursWords } from './quiet-hours';
import { Reading } from './reading';

const ANSWERS = [
  'entree_plain_pied',
  'entree_aide_humaine',
  'entree_dispositif_appel',
  'stationnement_presence',
  'stationnement_pmr',
  'sanitaires_presence',
  'sanitaires_adaptes',
] as const;

function fill({ access }: ListingProfile, { place, locale }: Known): FormValues {
  const answers = access ?? noAccess;
  return formValuesOf({
    ...Object.fromEntries(ANSWERS.map((name) => [name, yesNoWord(answers[name])])),
    entree_marches: answers.entree_marches === null ? null : String(answers.entree_marches),
    entree_marches_rampe: answers.entree_marches_rampe,
    entree_largeur_mini: answers.entree_largeur_mini === null ? null : String(answers.entree_largeur_mini),
    accueil_equipements_malentendants: answers.accueil_equipements_malentendants,
    languages: answers.languages,
    quietHours: answers.quietHours && quietHoursWords(answers.quietHours, place, locale),
    temporary: answers.temporary?.text ?? null,
    temporaryUntil: answers.temporary?.until ?? null,
    commentaire: answers.commentaire,
  });
}

function readTemporary(raw: FormValues, { today }: Known, reading: Reading): Access['temporary'] {
  const text = reading.line(raw, 'temporary', 300);
  const typed = textOrNull(raw, 'temporaryUntil');
  const until = typed === null ? null : readWrittenDate(typed, { from: today }, 'last');
  if (typed !== null && until === null) reading.errors['temporaryUntil'] = { key: 'writtenDate' };
  else if (until !== null && until < today) reading.errors['temporaryUntil'] = { key: 'futureDate' };
  else if (until !== null && text === null) reading.errors['temporary'] = { key: 'temporary' };
  else if (text !== null) return { text, until };
  return null;
}

/** Hours that are typed otherwise and say what is stored are no change. */
function readQuiet(raw: FormValues, { content, place, locale }: Known, reading: Reading): string | null {
  const typed = reading.line(raw, 'quietHours', LONGEST_QUIET_HOURS);
  if (typed === null) return null;
  const text = quietHoursOf(typed);
  const parsed = parseOpeningHours(text, place);
  const week = plainWeekText(text, place);
  if ('unreadable' in parsed)
    reading.errors['quietHours'] = { key: 'hoursText', words: { reason: parsed.reason[locale] } };
  else if (week === null) reading.errors['quietHours'] = { key: 'quietDays' };
  else {
    const stored = content.access?.quietHours ?? null;
    return stored !== null && plainWeekText(stored, place) === week ? stored : week;
  }
  return null;
}

const isEmpty = (access: Access): boolean => JSON.stringify(access) === JSON.stringify(noAccess);

function read(raw: FormValues, known: Known): ReadForm {
  const reading = new Reading();
  const answers = Object.fromEntries(ANSWERS.map((name) => [name, yesNoOf(raw, name)])) as Pick<
    Access,
    (typeof ANSWERS)[number]
  >;
  const access: Access = {
    ...noAccess,
    ...answers,
    entree_marches: reading.number(raw, 'entree_marches', 1, 99),
    entree_marches_rampe: oneOf(raw, 'entree_marches_rampe', ramps),
    entree_largeur_mini: reading.number(raw, 'entree_largeur_mini', 30, 500),
    accueil_equipements_malentendants: someOf(raw, 'accueil_equipements_malentendants', hearingAids),
    languages: someOf(raw, 'languages', spokenLanguages),
    quietHours: readQuiet(raw, known, reading),
    temporary: readTemporary(raw, known, reading),
    commentaire: reading.line(raw, 'commentaire', 500),
  };
  if (access.entree_plain_pied === true && access.entree_marches !== null)
    reading.errors['entree_marches'] = { key: 'levelWithSteps' };
  return { changes: { access: isEmpty(access) ? null : access }, errors: reading.errors };
}

/** Whether one gets in with a wheelchair, which is all that other sources know: the answers about the entrance take its place. */
const wheelchairShown = ({ elsewhere }: Known, { texts, locale }: PageScope): string | null =>
  elsewhere.access === undefined
    ? null
    : labelled(
        texts.line('listing.access.wheelchair'),
        texts.line(`listing.access.${elsewhere.access}`),
        locale,
      );

const parts = (write: FieldWriter, known: Known, scope: PageScope) => [
  write.part('entrance', [
    write.field('entree_plain_pied', { ...yesNo, shown: wheelchairShown(known, scope) }),
    write.field('entree_marches', { type: 'number', inputmode: 'numeric', isShort: true, maxlength: 2 }),
    write.field('entree_marches_rampe', choiceOf([...ramps, ''])),
    write.field('entree_largeur_mini', { type: 'number', inputmode: 'numeric', isShort: true, maxlength: 3 }),
    write.field('entree_aide_humaine', yesNo),
    write.field('entree_dispositif_appel', yesNo),
  ]),
  write.part('inside', [
    write.field('stationnement_presence', yesNo),
    write.field('stationnement_pmr', yesNo),
    write.field('sanitaires_presence', yesNo),
    write.field('sanitaires_adaptes', yesNo),
  ]),
  write.part('welcome', [
    write.field('accueil_equipements_malentendants', boxesOf(hearingAids)),
    write.field('languages', boxesOf(spokenLanguages)),
    write.field('quietHours'),
  ]),
  write.part('moment', [
    write.field('temporary', fewLines(300)),
    write.field('temporaryUntil', { type: 'date', isShort: true }),
    write.field('commentaire', fewLines(500)),
  ]),
];

/** How one gets in and is welcomed. */
export const accessForm: EditorForm = {
  page: 'access',
  section: { icon: 'wheelchair', order: 42 },
  fields: ['access'],
  fill,
  read,
  parts,
};
