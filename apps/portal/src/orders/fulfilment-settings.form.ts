import {
  type CollectionPointInput,
  collectionPointSchema,
  type DeliveryZone,
  MAX_FEE_CENTS,
  MAX_RADIUS,
  MAX_THRESHOLD_CENTS,
  pickupRulesSchema,
  type PostRules,
  postRulesSchema,
} from '@halles/contracts';
import {
  defineActions,
  defineForm,
  formReader,
  type FormReader,
  type InputErrors,
  textOf,
} from '@halles/platform/forms';
import { z } from 'zod';

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

const whole = (least: number, most: number) =>
  z
    .string()
    .regex(/^\d{1,5}$/)
    .transform(Number)
    .pipe(z.int().min(least).max(most));

const wholeOrNothing = (least: number, most: number) =>
  z
    .string()
    .transform((text) => (text === '' ? null : text))
    .pipe(z.union([z.null(), whole(least, most)]));

const number = { inputmode: 'numeric', isShort: true, maxlength: 5 } as const;
const amount = { inputmode: 'decimal', isShort: true, maxlength: 10 } as const;
const time = { type: 'time', isShort: true, maxlength: 5 } as const;

/** The slots of deliveries. */
export const deliveryForm = defineForm({
  texts: TEXTS,
  schema: z.object({
    length: whole(5, 720),
    notice: whole(0, 43_200),
    orders: wholeOrNothing(1, 10_000),
    horizon: whole(0, 365),
  }),
  fields: { length: number, notice: number, orders: number, horizon: number },
});

/** A zone: towns by their names, or a distance. */
export const zoneForm = defineForm({
  texts: TEXTS,
  schema: z.object({
    communes: z.string().max(2_000).default(''),
    radius: z.string().max(6).default(''),
    fee: euros(MAX_FEE_CENTS),
    minimum: eurosOrNothing(MAX_THRESHOLD_CENTS),
    freeFrom: eurosOrNothing(MAX_THRESHOLD_CENTS),
  }),
  fields: {
    communes: { isUnmarked: true, maxlength: 2_000 },
    radius: { inputmode: 'decimal', isShort: true, isUnmarked: true, maxlength: 6 },
    fee: amount,
    minimum: amount,
    freeFrom: amount,
  },
});

/** A zone as it was typed: its communes by their names. */
export interface TypedZone extends Omit<DeliveryZone, 'id' | 'area'> {
  readonly communes: readonly string[];
  /** Kilometres; null where it is by communes. */
  readonly radius: number | null;
}

const RADIUS = /^\d{1,3}(?:[.,]\d)?$/;

/** Either towns or a distance; nothing free costs nothing. */
const zoneReader: FormReader<TypedZone> = {
  read(posted) {
    const typed = zoneForm.read(posted);
    return formReader<TypedZone>((values) => {
      const names = textOf(values, 'communes')
        .split(/[,;\n]/)
        .map((name) => name.trim())
        .filter((name) => name !== '');
      const text = textOf(values, 'radius');
      const radius = text === '' ? null : RADIUS.test(text) ? Number(text.replace(',', '.')) : 0;
      const errors: InputErrors = {
        ...(typed.ok ? {} : typed.errors),
        ...(radius !== null && (radius < 0.1 || radius > MAX_RADIUS) ? { radius: { key: 'radius' } } : {}),
        ...((names.length === 0) === (radius === null) ? { communes: { key: 'area' } } : {}),
      };
      if (!typed.ok || Object.keys(errors).length > 0) return { errors };
      const { fee, minimum, freeFrom } = typed.input;
      return {
        input: {
          ...{ communes: names, radius, feeCents: fee, minimumCents: minimum ?? 0 },
          freeFromCents: freeFrom === 0 ? null : freeFrom,
        },
      };
    }).read(posted);
  },
};

export const DAYS = ['Mo', 'Tu', 'We', 'Th', 'Fr', 'Sa', 'Su'] as const;
const clock = z.string().regex(/^(?:[01]\d|2[0-3]):[0-5]\d$/);

/** A collection point with its own hours, the same on each of its days. */
export const pointForm = defineForm({
  texts: TEXTS,
  schema: z.object({
    pointName: collectionPointSchema.shape.name,
    pointAddress: collectionPointSchema.shape.address,
    days: z.array(z.enum(DAYS)).min(1),
    opens: clock,
    closes: clock,
    pointLength: whole(5, 720),
    pointNotice: whole(0, 43_200),
    pointOrders: wholeOrNothing(1, 10_000),
  }),
  fields: {
    pointName: {},
    pointAddress: {},
    days: { control: 'boxes', layout: 'grid' },
    opens: time,
    closes: time,
    pointLength: number,
    pointNotice: number,
    pointOrders: number,
  },
});

type TypedPoint = Omit<CollectionPointInput, 'position'>;

const pointReader: FormReader<TypedPoint> = {
  read(posted) {
    const typed = pointForm.read(posted);
    return formReader<TypedPoint>((values) => {
      const isBackwards = textOf(values, 'opens') >= textOf(values, 'closes');
      const errors = {
        ...(typed.ok && isBackwards ? { closes: { key: 'closes' } } : {}),
        ...(typed.ok ? {} : typed.errors),
      };
      if (!typed.ok || Object.keys(errors).length > 0) return { errors };
      const { pointName, pointAddress, days, opens, closes, pointLength, pointNotice, pointOrders } =
        typed.input;
      return {
        input: {
          ...{ name: pointName, address: pointAddress, hours: `${days.join(',')} ${opens}-${closes}` },
          slots: pickupRulesSchema.parse({
            ...{ length: pointLength, step: pointLength, notice: pointNotice },
            capacity: { orders: pointOrders ?? undefined },
          }),
        },
      };
    }).read(posted);
  },
};

/** Sending by post: a line for each band, from which value of goods, and what it costs. */
export const postForm = defineForm({
  texts: TEXTS,
  schema: z.object({ sendDays: whole(1, 30), bands: z.string().max(400) }),
  fields: { sendDays: number, bands: { control: 'text', isShort: true, maxlength: 400 } },
});

const BAND = /^\s*(\d{1,5}(?:[.,]\d{1,2})?)\s*€?\s*[:=;]\s*(\d{1,4}(?:[.,]\d{1,2})?)\s*€?\s*$/;
const cents = (text: string): number => Math.round(Number(text.replace(',', '.')) * 100);

const postReader: FormReader<PostRules> = {
  read(posted) {
    const typed = postForm.read(posted);
    return formReader<PostRules>(() => {
      if (!typed.ok) return { errors: typed.errors };
      const lines = typed.input.bands.split(/\r?\n/).filter((line) => line.trim() !== '');
      const bands = lines.map((line) => {
        const [, from = 'x', fee = 'x'] = BAND.exec(line) ?? [];
        return { fromCents: cents(from), feeCents: cents(fee) };
      });
      const rules = postRulesSchema.safeParse({ days: typed.input.sendDays, bands });
      return rules.success ? { input: rules.data } : { errors: { bands: { key: 'bands' } } };
    }).read(posted);
  },
};

/** The button of a mode or a point: the id of the zone or the point that it is of. */
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
    removeZone: idReader,
    point: pointReader,
    pointOn: idReader,
    pointOff: idReader,
    removePoint: idReader,
    post: postReader,
  },
  otherwise: 'removeZone',
});

/** What was just done, for the page to say. */
export const fulfilmentChanges = ['saved', 'added', 'removed'] as const;
export type FulfilmentChange = (typeof fulfilmentChanges)[number];
