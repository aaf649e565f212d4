import { pluralKey } from '../../apps/portal/client/plural-key';
import { textOf } from '../architecture/support/files';

describe('texts that a script fills in', () => {
  it.each([
    ['fr', 0, 'leftOne'],
    ['fr', 1, 'leftOne'],
    ['fr', 2, 'left'],
    ['en', 0, 'left'],
    ['en', 1, 'leftOne'],
  ])('in %s have for %d the form of its language', (lang, count, key) => {
    expect(pluralKey('left', count, lang)).toBe(key);
  });

  it.each([
    ['enquiries/contact.hbs', 'left'],
    ['partials/search/box.hbs', 'count'],
    ['partials/search/map-companion.hbs', 'others'],
  ])('are given to it in both forms by %s', (view, name) => {
    const template = textOf(`apps/portal/views/${view}`);
    expect(template).toContain(`data-${name}=`);
    expect(template).toContain(`data-${name}-one=`);
  });
});
