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
import type { EditorForm, ReadForm } from './editor-form';
import { Reading } from './reading';

const FULFILMENTS = ['yes', 'only', 'no'] as const;
const APPOINTMENTS = ['possible', 'required', 'no'] as const;

function fill({ services, labels }: ListingProfile): FormValues {
  return formValuesOf({
    pickup: services?.pickup ?? null,
    delivery: services?.delivery ?? null,
    deliveryArea: services?.deliveryArea ?? null,
    appointment: services?.appointment ?? null,
    homeVisits: yesNoWord(services?.homeVisits),
    outdoorSeating: yesNoWord(services?.outdoorSeating),
    labels: labels ?? [],
  });
}

function read(raw: FormValues): ReadForm {
  const reading = new Reading();
  const services: ProfileServices = {
    pickup: oneOf(raw, 'pickup', FULFILMENTS),
    delivery: oneOf(raw, 'delivery', FULFILMENTS),
    deliveryArea: reading.line(raw, 'deliveryArea', 200),
    appointment: oneOf(raw, 'appointment', APPOINTMENTS),
    homeVisits: yesNoOf(raw, 'homeVisits'),
    outdoorSeating: yesNoOf(raw, 'outdoorSeating'),
  };
  const labels = someOf(raw, 'labels', profileLabels);
  const isEmpty = Object.values(services).every((answer) => answer === null);
  return {
    changes: { services: isEmpty ? null : services, labels: labels.length === 0 ? null : labels },
    errors: reading.errors,
  };
}

const parts = (write: FieldWriter) => [
  write.part('services', [
    write.field('pickup', choiceOf([...FULFILMENTS, ''], 'fulfilment')),
    write.field('delivery', choiceOf([...FULFILMENTS, ''], 'fulfilment')),
    write.field('deliveryArea'),
    write.field('appointment', choiceOf([...APPOINTMENTS, ''])),
    write.field('homeVisits', yesNo),
    write.field('outdoorSeating', yesNo),
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
