import { formValuesOf } from '@halles/platform/forms';
import { sentAgain } from './sent-again';

const scope = { texts: { line: (key: string) => key, has: () => true } } as never;
const KEY = 'f0f7b1de-6f2c-4c9b-8d3d-0b6f0d2d7a11';
const busy = { status: 503, instance: '/commerce/le-pain-12/commander/confirmer' };

describe('a form that was sent while the database did not answer', () => {
  it('is offered to be sent again as it was, under its key, and says that nothing is ordered yet', () => {
    const values = { ...formValuesOf({ idempotencyKey: KEY, note: 'Bien "cuit"\n' }), line: ['a', 'b'] };
    expect(sentAgain(values, busy, scope)).toEqual({
      again: {
        action: busy.instance,
        fields: [
          { name: 'idempotencyKey', value: KEY },
          { name: 'note', value: 'Bien "cuit"\n' },
          { name: 'line', value: 'a' },
          { name: 'line', value: 'b' },
        ],
        note: 'pages.errors.again.order',
        label: 'pages.errors.again.button',
      },
    });
    const basket = sentAgain(
      formValuesOf({ formKey: KEY }),
      { ...busy, instance: '/commerce/x-1/commander' },
      scope,
    );
    expect(basket.again?.note).toBe('pages.errors.again.note');
  });

  it('is not where it has no key, which a form with a password never has, nor after what trying again does not mend', () => {
    const values = formValuesOf({ idempotencyKey: KEY });
    expect(sentAgain(formValuesOf({ password: 'secret' }), busy, scope)).toEqual({});
    expect(sentAgain(formValuesOf({ idempotencyKey: 'x' }), busy, scope)).toEqual({});
    expect(sentAgain(values, { ...busy, status: 500 }, scope)).toEqual({});
  });
});
