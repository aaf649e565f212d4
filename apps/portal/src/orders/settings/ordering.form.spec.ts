import { PostedForm, formValuesOf } from '@halles/platform/forms';
import { orderingReader, orderingValues } from './ordering.form';

describe('the length of a slot', () => {
  const read = (length: string, before: number | null = null) => {
    const values = orderingValues(null, { minutes: null, phone: null });
    const reader = orderingReader('26', before);
    return reader.read(new PostedForm({ ...values, ...formValuesOf({ length }) }, null));
  };

  it.each(['5', '15', '30', '45', '60', '720'])('is one of a list: %s', (length) => {
    expect(read(length)).toMatchObject({ ok: true, input: { length: Number(length) } });
  });

  it('is no other one, which customers would choose among hundreds of', () => {
    expect(read('7')).toMatchObject({ ok: false, errors: { length: { key: 'lengths' } } });
  });

  it('stays what it was', () => {
    expect(read('7', 7)).toMatchObject({ ok: true, input: { length: 7 } });
    expect(read('8', 7)).toMatchObject({ ok: false });
  });
});
