import {
  MAX_PARTY,
  nameLine,
  RESOURCE_KINDS,
  severalLines,
  type AgendaServiceInput,
} from '@halles/contracts';
import type { AgendaResource, AgendaService } from '@halles/domain/agendas';
import { priceInput } from '@halles/kernel';
import {
  defineForm,
  formReader,
  type FormReader,
  type FormValues,
  formValuesOf,
  optionalWholeNumber,
  wholeNumber,
} from '@halles/platform/forms';
import { z } from 'zod';
import { readResourceHours, resourceHoursText } from './resource-hours';
import {
  detailsError,
  detailsOf,
  serviceDetailControls,
  serviceDetailFields,
  serviceDetailValues,
} from './service-details.form';

const number = { inputmode: 'numeric', isShort: true, maxlength: 5 } as const;
const amount = { inputmode: 'decimal', isShort: true, maxlength: 12 } as const;

/** Cents of an amount as it is typed; null where it is left empty. */
const optionalEuros = z
  .string()
  .transform((text) => text.replaceAll(/[\s\u00a0\u202f€]/g, '').replace(',', '.'))
  .pipe(
    z.union([
      z.literal('').transform(() => null),
      z
        .string()
        .regex(/^\d{1,5}(?:\.\d{1,2})?$/)
        .transform((text) => Math.round(Number(text) * 100)),
    ]),
  );

const several = (most: number) => severalLines(most, 0).transform((text) => (text === '' ? null : text));

/** A service of an agenda. Which resources it takes is chosen in boxes that the page adds. */
export const agendaServiceForm = defineForm({
  texts: 'agenda.services',
  schema: z.object({
    name: nameLine(120),
    duration: wholeNumber(5, 1_440),
    price: optionalEuros,
    priceMax: optionalEuros,
    description: several(1_000),
    bufferBefore: wholeNumber(0, 480),
    bufferAfter: wholeNumber(0, 480),
    partyMin: wholeNumber(1, MAX_PARTY),
    partyMax: wholeNumber(1, MAX_PARTY),
    resources: z.array(z.uuid()).max(60),
    isActive: z.boolean(),
    ...serviceDetailFields,
  }),
  fields: {
    name: { maxlength: 120 },
    duration: number,
    price: amount,
    priceMax: amount,
    description: { control: 'text', isShort: true, maxlength: 1_000 },
    bufferBefore: number,
    bufferAfter: number,
    partyMin: number,
    partyMax: number,
    resources: { control: 'boxes', isUnmarked: true },
    isActive: { control: 'box' },
    ...serviceDetailControls,
  },
});

/** The form of a service, with what its fields mean together. */
export const serviceReader: FormReader<AgendaServiceInput> = {
  read(posted) {
    const fields = agendaServiceForm.read(posted);
    if (!fields.ok) return fields;
    const { price, priceMax, resources, ...service } = fields.input;
    const wrong = detailsError(service, service.duration);
    return formReader<AgendaServiceInput>(() => {
      if (service.partyMin > service.partyMax) return { errors: { partyMax: { key: 'partyOrder' } } };
      if (priceMax !== null && (price === null || price > priceMax))
        return { errors: { priceMax: { key: 'priceOrder' } } };
      if (wrong !== null) return { errors: { [wrong.field]: { key: wrong.key } } };
      return {
        input: {
          ...detailsOf(service),
          priceCents: price,
          priceMaxCents: priceMax,
          resourceIds: [...new Set(resources)],
        },
      };
    }).read(posted);
  },
};

/** What the form of a service is filled in with; of a new one what most have. Pure. @param resources that a new one takes */
export function agendaServiceValues(
  service: AgendaService | null,
  resources: readonly AgendaResource[],
): FormValues {
  const text = (value: number | null | undefined, otherwise = ''): string =>
    value == null ? otherwise : String(value);
  const euros = (cents: number | null | undefined): string => (cents == null ? '' : priceInput(cents));
  return {
    ...formValuesOf({
      name: service?.name ?? '',
      duration: text(service?.duration, '30'),
      price: euros(service?.priceCents),
      priceMax: euros(service?.priceMaxCents),
      description: service?.description ?? '',
      bufferBefore: text(service?.bufferBefore, '0'),
      bufferAfter: text(service?.bufferAfter, '0'),
      partyMin: text(service?.partyMin, '1'),
      partyMax: text(service?.partyMax, '1'),
      isActive: service?.isActive === false ? '' : 'yes',
      ...serviceDetailValues(service),
    }),
    resources: service?.resourceIds ?? resources.map(({ id }) => id),
  };
}

/** Somebody or something that bookings take. */
export const agendaResourceForm = defineForm({
  texts: 'agenda.resources',
  schema: z.object({
    name: nameLine(80),
    kind: z.enum(RESOURCE_KINDS),
    capacity: wholeNumber(1, 100),
    partyMax: optionalWholeNumber(1, MAX_PARTY),
    hours: z
      .string()
      .max(1_000)
      .transform((text, context) => {
        const read = readResourceHours(text);
        if (read === undefined) context.addIssue({ code: 'custom', input: text });
        return read ?? null;
      }),
    isActive: z.boolean(),
  }),
  fields: {
    name: { maxlength: 80 },
    kind: { control: 'choice', layout: 'row' },
    capacity: number,
    partyMax: number,
    hours: { maxlength: 1_000 },
    isActive: { control: 'box' },
  },
});

/** What the form of a resource is filled in with; of a new one what most have. Pure. */
export const agendaResourceValues = (resource: AgendaResource | null): FormValues =>
  formValuesOf({
    name: resource?.name ?? '',
    kind: resource?.kind ?? 'staff',
    capacity: String(resource?.capacity ?? 1),
    partyMax: resource?.partyMax == null ? '' : String(resource.partyMax),
    hours: resourceHoursText(resource?.hours ?? null),
    isActive: resource?.isActive === false ? '' : 'yes',
  });
