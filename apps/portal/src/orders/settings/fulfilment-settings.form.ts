import {
  type CollectionPointInput,
  collectionPointSchema,
  type DeliveryZone,
  MAX_FEE_CENTS,
  MAX_PAYMENT_INSTRUCTIONS,
  MAX_RADIUS,
  MAX_THRESHOLD_CENTS,
  paymentInstructionsSchema,
  pickupRulesSchema,
} from '@halles/contracts';
import type { Ring } from '@halles/domain/geo';
import { readPointHours, readShape } from '@halles/domain/orders';
import {
  defineActions,
  defineForm,
  formReader,
  type FormReader,
  type FormValues,
  type InputErrors,
  optionalWholeNumber,
  textOf,
  wholeNumber,
  wordsOf,
} from '@halles/platform/forms';
import { z } from 'zod';
import { isUuid } from '../../params';

const TEXTS = 'ordering.modes';

/** Euros as they are typed, in cents. */
const euros = (most: number) =>
  z
    .string()
    .transform((text) => text.replace(',', '.').replaceAll(/[\s€]/gu, ''))
    .pipe(z.string().regex(/^\d{1,6}(?:\.\d{1,2})?$/))
    .transform((text) => Math.round(Number(text) * 100))
    .pipe(z.int().min(0).max(most));

/** The same, or nothing. */
const eurosOrNothing = (most: number) =>
  z
    .string()
    .transform((text) => (text.trim() === '' ? null : text))
    .pipe(z.union([z.null(), euros(most)]));

const number = { inputmode: 'numeric', isShort: true, maxlength: 5 } as const;
const amount = { inputmode: 'decimal', isShort: true, maxlength: 10 } as const;

/** The slots of deliveries. */
export const deliveryForm = defineForm({
  texts: TEXTS,
  schema: z.object({
    length: wholeNumber(5, 720),
    notice: wholeNumber(0, 43_200),
    orders: optionalWholeNumber(1, 10_000),
    horizon: wholeNumber(0, 365),
  }),
  fields: { length: number, notice: number, orders: number, horizon: number },
});

/** The slots of deliveries, as they were typed. */
export interface DeliverySlots {
  readonly length: number;
  readonly notice: number;
  readonly orders: number | null;
  readonly horizon: number;
}

/** Towns of one zone: each is looked for among all of its name in the country. */
const MOST_TOWNS = 50;

/** Two hundred corners as programs write GeoJSON, each number on a line of its own. */
const LONGEST_SHAPE = 30_000;

/** A zone: towns by their names, a distance, or a shape that is drawn. */
export const zoneForm = defineForm({
  texts: TEXTS,
  schema: z.object({
    communes: z.string().max(2_000).default(''),
    radius: z.string().max(6).default(''),
    polygon: z.string().max(LONGEST_SHAPE).default(''),
    fee: euros(MAX_FEE_CENTS),
    minimum: eurosOrNothing(MAX_THRESHOLD_CENTS),
    freeFrom: eurosOrNothing(MAX_THRESHOLD_CENTS),
  }),
  fields: {
    communes: { isUnmarked: true, maxlength: 2_000 },
    radius: { inputmode: 'decimal', isShort: true, isUnmarked: true, maxlength: 6 },
    polygon: { control: 'text', isShort: true, isUnmarked: true, maxlength: LONGEST_SHAPE },
    fee: amount,
    minimum: amount,
    freeFrom: amount,
  },
});

/** Where a zone is, as it was typed: its communes by their names. */
export type TypedArea =
  | { readonly by: 'communes'; readonly names: readonly string[] }
  | { readonly by: 'radius'; readonly kilometres: number }
  | { readonly by: 'polygon'; readonly ring: Ring };

/** A zone as it was typed. */
export interface TypedZone extends Omit<DeliveryZone, 'id' | 'area'> {
  /** Of the one that is changed; null where one is added. */
  readonly id: string | null;
  readonly area: TypedArea;
}

/** The id of the zone or collection point that a form changes; null if the form adds a new one. */
const idIn = (values: FormValues): string | null => {
  const id = textOf(values, 'id');
  return isUuid(id) ? id : null;
};

const RADIUS = /^\d{1,3}(?:[.,]\d)?$/;

type ReadArea = { readonly area: TypedArea } | { readonly errors: InputErrors };

function readRadius(text: string): ReadArea {
  const kilometres = RADIUS.test(text) ? Number(text.replace(',', '.')) : 0;
  if (kilometres < 0.1 || kilometres > MAX_RADIUS) return { errors: { radius: { key: 'radius' } } };
  return { area: { by: 'radius', kilometres } };
}

function readPolygon(text: string): ReadArea {
  const read = readShape(text);
  return 'ring' in read
    ? { area: { by: 'polygon', ring: read.ring } }
    : { errors: { polygon: read.problem } };
}

/** Towns, a distance or a shape: one of the three. Pure. */
function readArea(values: FormValues): ReadArea {
  const names = wordsOf(values, 'communes');
  const [radius, polygon] = [textOf(values, 'radius'), textOf(values, 'polygon')];
  const given = [names.length > 0, radius !== '', polygon !== ''].filter(Boolean).length;
  if (given !== 1) return { errors: { communes: { key: 'area' } } };
  if (names.length > MOST_TOWNS) return { errors: { communes: { key: 'tooManyTowns' } } };
  if (radius !== '') return readRadius(radius);
  return polygon === '' ? { area: { by: 'communes', names } } : readPolygon(polygon);
}

/** A zone with its conditions; nothing free costs nothing. */
export const zoneReader: FormReader<TypedZone> = {
  read(posted) {
    const typed = zoneForm.read(posted);
    return formReader<TypedZone>((values) => {
      const read = readArea(values);
      if (!typed.ok || 'errors' in read)
        return {
          errors: { ...('errors' in read ? read.errors : {}), ...(typed.ok ? {} : typed.errors) },
        };
      const { fee, minimum, freeFrom } = typed.input;
      return {
        input: {
          ...{ id: idIn(values), area: read.area, feeCents: fee, minimumCents: minimum ?? 0 },
          freeFromCents: freeFrom === 0 ? null : freeFrom,
        },
      };
    }).read(posted);
  },
};

/** A collection point with its own week: a line for days that have the same hours. */
export const pointForm = defineForm({
  texts: TEXTS,
  schema: z.object({
    pointName: collectionPointSchema.shape.name,
    pointAddress: collectionPointSchema.shape.address,
    hours: z.string().max(400).transform(readPointHours).pipe(collectionPointSchema.shape.hours),
    pointLength: wholeNumber(5, 720),
    pointNotice: wholeNumber(0, 43_200),
    pointOrders: optionalWholeNumber(1, 10_000),
  }),
  fields: {
    pointName: {},
    pointAddress: {},
    hours: { control: 'text', isShort: true, maxlength: 400 },
    pointLength: number,
    pointNotice: number,
    pointOrders: number,
  },
});

/** A point as it was typed, with the id of the one that is changed. */
export interface TypedPoint {
  readonly id: string | null;
  readonly point: Omit<CollectionPointInput, 'position'>;
}

export const pointReader: FormReader<TypedPoint> = {
  read(posted) {
    const typed = pointForm.read(posted);
    return formReader<TypedPoint>((values) => {
      if (!typed.ok) return { errors: typed.errors };
      const { pointName, pointAddress, hours, pointLength, pointNotice, pointOrders } = typed.input;
      const slots = pickupRulesSchema.parse({
        ...{ length: pointLength, step: pointLength, notice: pointNotice },
        capacity: { orders: pointOrders ?? undefined },
      });
      return { input: { id: idIn(values), point: { name: pointName, address: pointAddress, hours, slots } } };
    }).read(posted);
  },
};

/** Sending by post, at a fee that holds from the first euro on. */
export const postForm = defineForm({
  texts: TEXTS,
  schema: z.object({
    sendDays: wholeNumber(1, 30),
    sendFee: euros(MAX_FEE_CENTS),
    sendPayment: paymentInstructionsSchema.default(''),
  }),
  fields: {
    sendDays: number,
    sendFee: amount,
    sendPayment: { control: 'text', isShort: true, isUnmarked: true, maxlength: MAX_PAYMENT_INSTRUCTIONS },
  },
});

/** What sending costs from a higher value of goods on. */
export const bandForm = defineForm({
  texts: TEXTS,
  schema: z.object({
    bandFrom: euros(MAX_THRESHOLD_CENTS).pipe(z.int().min(1)),
    bandFee: euros(MAX_FEE_CENTS),
  }),
  fields: { bandFrom: amount, bandFee: amount },
});

/** The button of a zone, a point or a band: which one it is of. */
const idReader: FormReader<string> = formReader((values) => ({ input: textOf(values, 'id') }));

const MODES = ['pickup', 'delivery', 'post'] as const;
const modeReader: FormReader<(typeof MODES)[number] | null> = formReader((values) => ({
  input: MODES.find((mode) => mode === textOf(values, 'id')) ?? null,
}));

/** What the page of a shop's modes does. */
export const fulfilmentActions = defineActions({
  button: 'do',
  actions: {
    switchOn: modeReader,
    switchOff: modeReader,
    delivery: deliveryForm,
    zone: zoneReader,
    editZone: idReader,
    removeZone: idReader,
    point: pointReader,
    pointOn: idReader,
    pointOff: idReader,
    editPoint: idReader,
    removePoint: idReader,
    post: postForm,
    band: bandForm,
    removeBand: idReader,
  },
  otherwise: 'removeZone',
});

/** What was just done, for the page to say. */
export const fulfilmentChanges = ['saved', 'added', 'changed', 'removed'] as const;
export type FulfilmentChange = (typeof fulfilmentChanges)[number];
