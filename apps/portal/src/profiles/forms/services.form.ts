import { choiceOf, boxesOf, yesNo } from './controls';
import {
  oneOf,
  type FormValues,
  formValuesOf,
  someOf,
  yesNoOf,
  yesNoWord,
  type FieldWriter,
} from '@halles/platform/forms';
import { type ListingProfile, profileLabels, type ProfileServices } from '@halles/contracts';
import type { EditorForm, Known, ReadForm } from './editor-form';
import { Reading } from './reading';

const FULFILMENTS = ['yes', 'only', 'no'] as const;
const APPOINTMENTS = ['possible', 'required', 'no'] as const;

/** An answer as it is read: what is said, or else what other sources tell. */
function fill({ services, labels }: ListingProfile, { elsewhere }: Known): FormValues {
  const answer = <K extends keyof ProfileServices>(name: K) =>
    services?.[name] ?? elsewhere.services?.[name] ?? null;
  return formValuesOf({
    pickup: answer('pickup'),
    delivery: answer('delivery'),
    deliveryArea: answer('deliveryArea'),
    appointment: answer('appointment'),
    homeVisits: yesNoWord(answer('homeVisits')),
    outdoorSeating: yesNoWord(answer('outdoorSeating')),
    labels: labels ?? [],
  });
}

function read(raw: FormValues, { elsewhere }: Known): ReadForm {
  const reading = new Reading();
  const given: ProfileServices = {
    pickup: oneOf(raw, 'pickup', FULFILMENTS),
    delivery: oneOf(raw, 'delivery', FULFILMENTS),
    deliveryArea: reading.line(raw, 'deliveryArea', 200),
    appointment: oneOf(raw, 'appointment', APPOINTMENTS),
    homeVisits: yesNoOf(raw, 'homeVisits'),
    outdoorSeating: yesNoOf(raw, 'outdoorSeating'),
  };
  const labels = someOf(raw, 'labels', profileLabels);
  // An answer that nobody changed stays the other sources' word.
  const unchanged = Object.entries(elsewhere.services ?? {}).flatMap(([name, answer]) =>
    answer === given[name as keyof ProfileServices] ? [[name, null] as const] : [],
  );
  const services: ProfileServices = { ...given, ...Object.fromEntries(unchanged) };
  const isEmpty = Object.values(services).every((answer) => answer === null);
  return {
    changes: { services: isEmpty ? null : services, labels: labels.length === 0 ? null : labels },
    errors: reading.errors,
  };
}

/** One of several, and none of them unless other sources tell one: theirs would be read all the same. */
const answersOf = (answers: readonly string[], isReported: boolean, texts?: string) =>
  choiceOf(isReported ? answers : [...answers, ''], texts);

const parts = (write: FieldWriter, { elsewhere: { services } }: Known) => [
  write.part('services', [
    write.field('pickup', answersOf(FULFILMENTS, services?.pickup != null, 'fulfilment')),
    write.field('delivery', answersOf(FULFILMENTS, services?.delivery != null, 'fulfilment')),
    write.field('deliveryArea'),
    write.field('appointment', answersOf(APPOINTMENTS, services?.appointment != null)),
    write.field('homeVisits', yesNo),
    write.field('outdoorSeating', answersOf(['yes', 'no'], services?.outdoorSeating != null, 'yesNo')),
  ]),
  write.part('labels', [write.field('labels', boxesOf(profileLabels))]),
];

/** In which ways it serves, and which labels it has. */
export const servicesForm: EditorForm = {
  page: 'services',
  section: { icon: 'basket', order: 46 },
  fields: ['services', 'labels'],
  fill,
  read,
  parts,
};
