import { FieldWriter } from './field-writer';
import { formValuesOf } from './form-values';

const texts = {
  has: (key: string) => ['bakery.notes.bread', 'bakery.fields.name.hint'].includes(key),
  line: (key: string, words?: Readonly<Record<string, string | number>>) =>
    words?.['value'] === undefined ? key : `${key} ${words['value']}`,
};
const write = (values: Readonly<Record<string, string | readonly string[]>> = {}, errors = {}) =>
  new FieldWriter('bakery', { values: formValuesOf(values), errors }, texts, 'fr');

describe('fields that are declared where they are drawn', () => {
  it('stand in parts, with a note where there is one', () => {
    expect(write().part('bread', [])).toEqual({
      id: 'part-bread',
      heading: 'bakery.parts.bread',
      note: 'bakery.notes.bread',
      fields: [],
    });
    expect(write().part('cake', [])).not.toHaveProperty('note');
  });

  it('are optional, and not marked as such', () => {
    expect(write({ name: 'Ada' }).field('name', { maxlength: 40 })).toEqual({
      id: 'name',
      label: 'bakery.fields.name.label',
      hint: 'bakery.fields.name.hint',
      isOptional: true,
      isUnmarked: true,
      isLine: true,
      type: 'text',
      value: 'Ada',
      maxlength: 40,
    });
  });

  it('of dates go on with what was typed and is no date, as a line of text', () => {
    const date = (day: string) => write({ day }).field('day', { type: 'date', maxlength: 10 });
    expect(date('2026-07-01')).toMatchObject({ type: 'date', value: '2026-07-01' });
    expect(date('')).toMatchObject({ type: 'date', value: '' });
    expect(date('après-demain')).toMatchObject({ type: 'text', value: 'après-demain', maxlength: 40 });
  });

  it('say what the page shows where they are empty', () => {
    expect(write().field('name', { shown: 'Le Pain' }).shown).toBe('bakery.shownNow Le Pain');
    expect(write().field('name', { shown: null })).not.toHaveProperty('shown');
  });

  it('may share the texts of their options', () => {
    const field = write({ open: 'no' }).field('open', {
      control: 'choice',
      options: ['yes', 'no', ''],
      optionTexts: 'options.yesNo',
      layout: 'row',
    });
    expect(field).toMatchObject({ isChoice: true, isRow: true });
    expect(field.options?.map(({ id, label, checked }) => [id, label, checked])).toEqual([
      ['open-yes', 'bakery.options.yesNo.yes', false],
      ['open-no', 'bakery.options.yesNo.no', true],
      ['open-none', 'bakery.options.yesNo.none', false],
    ]);
  });

  it('are a text with marks, a long list in groups, or unseen', () => {
    const fields = write({ kind: 'cake' });
    const cake = { value: 'cake', label: 'Cake' };
    const list = fields.select('kind', { empty: 'None', groups: [{ label: 'All', options: [cake] }] });
    expect(list.groups?.[0]?.options).toEqual([{ ...cake, selected: true }]);
    const text = fields.field('story', { control: 'text', isShort: true, isRich: true });
    expect(text).toMatchObject({ isText: true, isShort: true, isRich: true });
    expect(fields.hidden('asked', 'yes')).toEqual({ id: 'asked', label: '', isHidden: true, value: 'yes' });
  });

  it('tell everything that is wrong, by its input', () => {
    const wrong = write({}, { phone: { key: 'phone' }, web: { key: 'web' } });
    expect(wrong.errors()).toEqual([
      { field: 'phone', message: 'bakery.errors.phone' },
      { field: 'web', message: 'bakery.errors.web' },
    ]);
    expect(wrong.field('phone').error).toBe('bakery.errors.phone');
    expect(wrong.isFilled('phone')).toBe(false);
  });
});
