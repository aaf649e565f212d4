import { formReader } from './form-reader';
import { textOf, type FormValues } from './form-values';
import { PostedForm } from './posted-form';
import { overSeen, readOver, SEEN, withSeen } from './seen-form';

const there = { name: ['Pain'], price: ['4,20'], about: ['Au\nlevain'], box: ['yes'], stock: ['10'] };
const sent = (typed: FormValues, seen: FormValues = there): PostedForm =>
  new PostedForm({ ...there, ...typed, [SEEN]: withSeen(seen)[SEEN] ?? [] });

describe('a form that was filled in before somebody else saved it', () => {
  it('leaves what was not typed over as it is by now', () => {
    const now = { ...there, name: ['Pain de mie'], price: ['5,00'], box: [''] };
    const { form, errors } = overSeen(sent({ about: ['Au blé'] }), now);
    expect(errors).toEqual({});
    expect(form.values).toMatchObject({
      name: ['Pain de mie'],
      price: ['5,00'],
      about: ['Au blé'],
      box: [''],
    });
  });

  it('tells of what both changed, and takes it where it is sent again', () => {
    const now = { ...there, stock: ['9'], name: ['Miche'] };
    const clash = overSeen(sent({ stock: ['30'] }), now);
    expect(clash.errors).toEqual({ stock: { changedTo: ['9'] } });
    expect(clash.form.values).toMatchObject({ stock: ['30'], name: ['Miche'] });
    const again = overSeen(clash.form, now);
    expect(again.errors).toEqual({});
    expect(again.form.values['stock']).toEqual(['30']);
  });

  it('knows what a browser writes otherwise, and what both changed to the same, as no change', () => {
    const { [SEEN]: seen = [] } = withSeen(there);
    const posted = new PostedForm({
      name: [' Pain '],
      price: ['4,50'],
      about: ['Au\r\nlevain'],
      box: ['yes'],
      stock: ['10'],
      [SEEN]: seen,
    });
    const now = { ...there, about: ['Autre'], price: ['4,50'] };
    expect(overSeen(posted, now)).toMatchObject({
      errors: {},
      form: { values: { about: ['Autre'], price: ['4,50'] } },
    });
  });

  it('tells of a change of a field that says something only together with the one that was typed over', () => {
    const now = { ...there, soldBy: ['weight'] };
    expect(overSeen(sent({ price: ['4,50'] }), now).errors).toEqual({});
    expect(overSeen(sent({ price: ['4,50'] }), now, [['price', 'soldBy']]).errors).toEqual({
      soldBy: { changedTo: ['weight'] },
    });
  });

  it('takes a form at its word that does not say what it was filled in with, and a broken one for outdated', () => {
    const now = { ...there, name: ['Miche'] };
    expect(overSeen(new PostedForm({ name: ['Pain'] }), now)).toEqual({
      form: new PostedForm({ name: ['Pain'] }),
      errors: {},
    });
    for (const broken of ['{', '3', '[]'])
      expect(overSeen(new PostedForm({ ...there, [SEEN]: [broken] }), now).errors).toEqual({
        name: { changedTo: ['Miche'] },
      });
  });

  it('answers 409 where both changed the same, and what is wrong with what stands by now', () => {
    const reader = formReader<string>((values) =>
      textOf(values, 'name') === ''
        ? { errors: { name: { key: 'missing' } } }
        : { input: textOf(values, 'name') },
    );
    expect(readOver(reader, sent({}), { ...there, name: ['Miche'] })).toEqual({ input: 'Miche' });
    expect(readOver(reader, sent({ name: ['Flûte'] }), { ...there, name: ['Miche'] })).toMatchObject({
      refusal: { status: 409, state: { errors: { name: { changedTo: ['Miche'] } } } },
    });
    expect(readOver(reader, sent({}), { ...there, name: [''] })).toMatchObject({ refusal: { status: 422 } });
  });
});
