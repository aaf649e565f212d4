/** @own-modules */
import { defineError, type DomainError } from '@halles/kernel';
import { RateLimited } from '@halles/platform/http';
import { z } from 'zod';
import { defineForm } from './define-form';
import { newForm } from './form-state';
import { buttonForm, defineActions, formReader, inputOf } from './form-reader';
import { formValuesOf, readFormValues } from './form-values';
import { PostedForm } from './posted-form';
import { FormWriter } from './form-writer';
import { atField, refusalOf, submitAction, submitForm } from './submit-form';

const SoldOut = defineError('forms-spec-sold-out', {
  kind: 'conflict',
  title: { fr: 'Épuisé', en: 'Sold out' },
  detail: () => ({ fr: 'Il n’y en a plus.', en: 'There is none left.' }),
});
const Missing = defineError('forms-spec-missing', {
  kind: 'not-found',
  title: { fr: 'Introuvable', en: 'Not found' },
  detail: () => ({ fr: 'Introuvable.', en: 'Not found.' }),
});

const form = defineForm({
  texts: 'sample',
  schema: z.strictObject({
    name: z.string().trim().min(1).max(40),
    email: z.email().max(254),
    note: z.string().max(500).optional(),
    kind: z.enum(['bread', 'cake']),
    extras: z.array(z.enum(['sliced', 'wrapped'])),
    agreed: z.boolean(),
    code: z.string().max(8),
  }),
  fields: {
    name: { autocomplete: 'name' },
    email: { type: 'email' },
    note: { control: 'text' },
    kind: { control: 'choice' },
    extras: { control: 'boxes' },
    agreed: { control: 'box' },
    code: { isSecret: true },
  },
});

const good = {
  name: ' Ada ',
  email: ' ada@exemple.fr ',
  note: '',
  kind: 'bread',
  extras: ['sliced', 'wrapped'],
  agreed: 'yes',
  code: ' 12 ',
};

const texts = {
  has: (key: string) => key === 'sample.errors.name.missing' || key.endsWith('email.hint'),
  line: (key: string) => key,
};
const sent = (body: unknown, limit?: DomainError<object>) =>
  new PostedForm(readFormValues(body), limit ?? null);
const writer = (body: unknown) => {
  const reading = form.read(sent(body));
  const state = { ...newForm(reading.values), errors: reading.ok ? {} : reading.errors };
  return new FormWriter(form, state, texts, 'fr');
};

describe('a form', () => {
  it('gives the input of its schema', () => {
    const reading = form.read(sent(good));
    expect(reading.ok && reading.input).toEqual({
      name: 'Ada',
      email: 'ada@exemple.fr',
      note: '',
      kind: 'bread',
      extras: ['sliced', 'wrapped'],
      agreed: true,
      code: ' 12 ',
    });
  });

  it.each([undefined, null, 'text', 12, [], { name: { at: 1 } }])('reads %j as an empty form', (body) => {
    const reading = form.read(sent(body));
    expect(reading.ok).toBe(false);
    expect(reading.ok ? [] : Object.keys(reading.errors).sort()).toEqual(['email', 'kind', 'name']);
  });

  it('takes a name that is repeated for no text', () => {
    const reading = form.read(sent({ ...good, name: ['Ada', 'Bob'] }));
    expect(reading.ok ? [] : Object.keys(reading.errors)).toEqual(['name']);
  });

  it('shows its schema no text that nobody can have typed there', () => {
    const looked: string[] = [];
    const checked = z
      .string()
      .max(40)
      .refine((text) => looked.push(text) > 0);
    const watched = defineForm({
      texts: 'sample',
      schema: z.strictObject({ name: checked, note: checked }),
      fields: { name: {}, note: { maxlength: 3_000 } },
    });
    // Whether a field is required was found out by it.
    looked.length = 0;
    const reading = watched.read(sent({ name: 'x'.repeat(4_001), note: 'x'.repeat(6_001) }));
    expect(looked).toEqual([]);
    expect(reading.ok ? {} : reading.errors).toMatchObject({
      name: { message: { fr: '40 caractères au plus.' } },
      note: { message: { fr: '3000 caractères au plus.' } },
    });
    expect(reading.ok ? [] : reading.error.errors.map(({ pointer }) => pointer)).toEqual(['/name', '/note']);
    // Line breaks arrive as two characters, and count as one.
    watched.read(sent({ name: 'x'.repeat(4_000), note: '\r\n'.repeat(3_000) }));
    expect(looked.length).toBeGreaterThan(0);
  });

  it('takes lengths, obligation and options from the schema', () => {
    expect(form.maxlengthOf('name')).toBe(40);
    expect(form.fields.get('note')).toMatchObject({ isRequired: false, maxlength: 500 });
    expect(form.fields.get('name')).toMatchObject({ isRequired: true });
    expect(form.fields.get('kind')).toMatchObject({ options: ['bread', 'cake'] });
    expect(form.fields.get('extras')).toMatchObject({ options: ['sliced', 'wrapped'] });
    expect(() => form.maxlengthOf('nothing')).toThrow('no field "nothing"');
  });

  it('shows what was typed again, but no secret', () => {
    const fields = writer(good).fields();
    expect(fields.map(({ id, value }) => [id, value])).toEqual([
      ['name', ' Ada '],
      ['email', ' ada@exemple.fr '],
      ['note', ''],
      ['kind', undefined],
      ['extras', undefined],
      ['agreed', undefined],
      ['code', ''],
    ]);
    expect(fields[3]?.options?.map(({ checked }) => checked)).toEqual([true, false]);
    expect(fields[5]).toMatchObject({ isBox: true, checked: true });
  });

  it('has room for more of a number than it takes: what a browser cuts off is told to nobody', () => {
    const numbers = defineForm({
      texts: 'sample',
      schema: z.object({ stock: z.string(), weight: z.string(), postcode: z.string() }),
      fields: {
        stock: { inputmode: 'numeric', maxlength: 3 },
        weight: { inputmode: 'decimal', maxlength: 60 },
        postcode: { inputmode: 'numeric', autocomplete: 'postal-code', maxlength: 5 },
      },
    });
    const drawn = new FormWriter(numbers, newForm(), texts, 'fr');
    expect(['stock', 'weight', 'postcode'].map((name) => drawn.field(name).maxlength)).toEqual([40, 60, 5]);
  });

  it('says what is wrong in the words of the field where it has some, and where', () => {
    const { errors, problem } = writer({ ...good, name: ' ', email: 'ada' }).summary();
    expect(problem).toBe('forms.problems.invalid');
    expect(errors[0]).toEqual({ field: 'name', message: 'sample.errors.name.missing' });
    expect(errors[1]?.message).toContain('adresse électronique');
  });

  it('leads from the summary to the first option of a group, which can have the focus', () => {
    expect(writer({ ...good, kind: '' }).summary().errors).toMatchObject([{ field: 'kind-bread' }]);
  });
});

describe('a long list', () => {
  it('has groups that the caller words, and marks what was chosen', () => {
    const groups = [{ label: 'All', options: ['bread', 'cake'].map((value) => ({ value, label: value })) }];
    const field = writer({ ...good, kind: 'cake' }).select('kind', { empty: 'Choose', groups });
    expect(field).toMatchObject({ id: 'kind', empty: 'Choose' });
    expect(field.options).toBeUndefined();
    expect(field.groups?.[0]?.options.map(({ selected }) => selected)).toEqual([false, true]);
  });
});

describe('a form that is sent', () => {
  const again = jest.fn(({ status, state, headers }) => ({ status, state, headers }));
  beforeEach(() => again.mockClear());

  it('is answered by its use case', async () => {
    expect(
      await submitForm(
        form.read(sent(good)),
        async ({ name }) => name,
        () => 'again',
      ),
    ).toBe('Ada');
  });

  it('is not tried where its schema refuses it', async () => {
    const use = jest.fn();
    expect(await submitForm(form.read(sent({})), use, again)).toMatchObject({ status: 422 });
    expect(use).not.toHaveBeenCalled();
  });

  it('comes back with what was typed where the use case refuses it', async () => {
    const refused = await submitForm(form.read(sent(good)), () => Promise.reject(new SoldOut({})), again);
    expect(refused).toMatchObject({
      status: 409,
      state: { values: readFormValues(good), problem: { fr: 'Il n’y en a plus.' } },
    });
  });

  it('shows what a use case says of an input as it is', async () => {
    const message = { fr: 'Ce nom est pris.', en: 'This name is taken.' };
    const taken = new SoldOut({}, [{ pointer: '/name', message }]);
    const refused = await submitForm(form.read(sent(good)), () => Promise.reject(taken), again);
    expect(new FormWriter(form, refused.state, texts, 'fr').summary().errors).toEqual([
      { field: 'name', message: 'Ce nom est pris.' },
    ]);
  });

  it('says when to try again', async () => {
    const limited = new RateLimited({ retryAfterSeconds: 30 });
    expect(await submitForm(form.read(sent(good)), () => Promise.reject(limited), again)).toMatchObject({
      status: 429,
      headers: { 'retry-after': '30' },
    });
  });

  it('comes back as it was typed where a limit was reached, whatever it holds', async () => {
    const limit = new RateLimited({ retryAfterSeconds: 90 });
    const use = jest.fn();
    for (const body of [good, {}]) {
      const refused = await submitForm(form.read(sent(body, limit)), use, again);
      expect(refused).toMatchObject({
        status: 429,
        headers: { 'retry-after': '90' },
        state: { values: readFormValues(body), errors: {} },
      });
      expect(new FormWriter(form, refused.state, texts, 'en').summary().problem).toMatch(
        body === good
          ? /Try again in 2 minutes\. What you have written is still there\.$/
          : // Who wrote nothing is not told that it is still there.
            /Try again in 2 minutes\.$/,
      );
    }
    expect(use).not.toHaveBeenCalled();
    expect(() => inputOf(buttonForm.read(sent({}, limit)))).toThrow(limit);
  });

  it.each([new Missing({}), new Error('unknown')])('leaves %s to the error pages', async (error) => {
    await expect(submitForm(form.read(sent(good)), () => Promise.reject(error), again)).rejects.toBe(error);
    expect(again).not.toHaveBeenCalled();
  });
});

describe('a form with several buttons', () => {
  const typed = formReader(({ name = [] }) =>
    name[0] === 'Ada' ? { input: name[0] } : { errors: { name: { key: 'unknown' } } },
  );
  const actions = defineActions({
    button: 'do',
    actions: { publish: typed, preview: typed, clear: buttonForm },
    otherwise: 'publish',
  });
  const press = (body: Readonly<Record<string, unknown>>) =>
    submitAction(
      actions.read(sent(body)),
      {
        publish: async (name) => `published by ${name}`,
        preview: async (name) => `looked at by ${name}`,
        clear: async () => 'cleared',
      },
      ({ status, state }) => ({ status, errors: state.errors, problem: state.problem }),
    );

  it.each([
    [{ do: 'preview', name: 'Ada' }, 'looked at by Ada'],
    [{ do: 'publish', name: 'Ada' }, 'published by Ada'],
    [{ do: 'clear', name: 'Bob' }, 'cleared'],
    [{ name: 'Ada' }, 'published by Ada'],
    [{ do: 'constructor', name: 'Ada' }, 'published by Ada'],
    [{ do: ['clear', 'publish'] }, 'cleared'],
  ])('does what the button says that was pressed: %j', async (body, done) =>
    expect(await press(body)).toBe(done),
  );

  it('comes back with what is wrong for that button', async () =>
    expect(await press({ do: 'preview', name: 'Bob' })).toEqual({
      status: 422,
      errors: { name: { key: 'unknown' } },
      problem: null,
    }));
});

describe('the values of a form', () => {
  it('are filled in from what is known', () => {
    expect(formValuesOf({ name: 'Ada', note: null, extras: ['sliced'] })).toEqual({
      name: ['Ada'],
      note: [''],
      extras: ['sliced'],
    });
  });
});

describe('a refusal', () => {
  it('is said at the field that the use case refused, and keeps its status', () => {
    const refusal = atField('code', refusalOf(new SoldOut({}), {}));
    expect(refusal.status).toBe(409);
    expect(refusal.state.problem).toBeNull();
    expect(refusal.state.errors['code']).toMatchObject({ message: { en: 'There is none left.' } });
  });
});
